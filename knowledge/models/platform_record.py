"""A measure of a national roadmap as handed over to the UNESCO Policy Monitoring Platform."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PlatformRecord(models.Model):
    """One a measure, by its key (the same in every edition): handed over, then accepted there."""

    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="+")
    measure = models.CharField(_("key of the measure"), max_length=8)
    handed_over_on = models.DateField(_("handed over on"))
    handed_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reference = models.CharField(_("reference there"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("measure on the Policy Monitoring Platform")
        verbose_name_plural = _("measures on the Policy Monitoring Platform")
        ordering = ["-handed_over_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "measure"], name="one_platform_record_a_measure"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("handed_over_on")),
                name="accepted_after_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return self.measure
