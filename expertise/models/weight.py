"""The weights of the matching, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatchingWeight(models.Model):
    """What a point of the matching weighs; the codes are those of ``expertise.points.POINTS``."""

    code = models.CharField(_("point"), max_length=20, unique=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("weight of the matching")
        verbose_name_plural = _("weights of the matching")
        ordering = ["-weight", "code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.weight}"
