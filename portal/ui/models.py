"""What the pages keep in the database: one counter that says when public content last changed."""

from django.db import models


class ContentVersion(models.Model):
    """One row; its number grows with every change of something the public can read."""

    version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="content_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.version)
