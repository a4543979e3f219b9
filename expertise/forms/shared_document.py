"""The form that shares a document with the community of experts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import Gathering
from ..queries_community import titles_of


class ShareForm(forms.Form):
    """A file, its title and language, and the gathering it belongs to, if any."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the document"), choices=settings.LANGUAGES)
    gathering = forms.ChoiceField(
        label=_("Meeting or training"),
        required=False,
        help_text=_("Only whoever is invited opens its documents. Without one, every member does."),
    )
    file = forms.FileField(label=_("File"), help_text=_("Its kind is read from its contents."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(Gathering.objects.exclude(state=Gathering.State.CANCELLED).order_by("-starts_at")[:100])
        titles = titles_of((row.pk for row in rows), get_language() or "en")
        field = self.fields["gathering"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("For all members")),
            *(
                (str(row.pk), f"{titles.get(row.pk, row)} ({timezone.localtime(row.starts_at):%Y-%m-%d})")
                for row in rows
            ),
        ]

    def chosen_gathering(self) -> Gathering | None:
        """The gathering, or None for all members."""
        return Gathering.objects.filter(pk=self.cleaned_data["gathering"] or 0).first()
