"""A file of the open data, made at night."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dump(models.Model):
    """The newest file of a name; the one before it goes when this one is there."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    dataset = models.CharField(_("dataset"), max_length=30)
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(_("rows"), default=0)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("file of the open data")
        verbose_name_plural = _("files of the open data")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
