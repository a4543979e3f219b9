"""Where an entry was used again, told by who did."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reuse(models.Model):
    """A Party that used, adapted or improved it: for a measure of its roadmap (by its key), or otherwise."""

    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, related_name="reuses")
    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="+", verbose_name=_("Party"))
    measure = models.CharField(_("measure of the roadmap"), max_length=8, blank=True, default="")
    language = models.CharField(_("language"), max_length=5, default="en")
    text = models.CharField(_("how it was used"), max_length=600)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    told_on = models.DateField(_("told on"), default=timezone.localdate)

    class Meta:
        verbose_name = _("reuse of an entry")
        verbose_name_plural = _("reuses of entries")
        ordering = ["-told_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "country", "measure"], condition=~Q(measure=""), name="one_reuse_a_measure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.country_id}"
