from django.conf import settings
from django.db import migrations, models


def tell(apps, schema_editor):
    """Comments written before: the language of their author's account, as the portal took it until now."""
    comments = apps.get_model("collaboration", "Comment").objects
    people = apps.get_model(settings.AUTH_USER_MODEL).objects
    authors = people.filter(pk=models.OuterRef("by_id")).values("language")[:1]
    comments.exclude(by=None).update(language=models.Subquery(authors))


class Migration(migrations.Migration):

    dependencies = [
        ("collaboration", "0002_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="language",
            field=models.CharField(blank=True, default="", editable=False, max_length=2, verbose_name="language"),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
