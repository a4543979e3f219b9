"""A tie of a version to a term of the vocabulary."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..ties import FIELDS


class Tie(models.Model):
    """One code of one list. Terms are retired, never deleted: the code stays."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="ties")
    list = models.CharField(_("list"), max_length=40, choices=[(name, name) for name in FIELDS.values()])
    code = models.CharField(_("code"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tie to the vocabulary")
        verbose_name_plural = _("ties to the vocabulary")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "list", "code"], name="one_tie_a_code")]
        indexes = [models.Index(fields=["list", "code", "version"], name="tie_list_code")]

    def __str__(self) -> str:
        return f"{self.list} {self.code}"
