"""When an expert can work, and how much."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Availability(models.Model):
    """A period, both days included, with the days a month it offers. Periods of an expert never overlap:
    ``services.availability`` checks it under a lock."""

    expert = models.ForeignKey("expertise.Expert", models.CASCADE, related_name="availabilities")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days_per_month = models.PositiveSmallIntegerField(_("days a month"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("period of availability")
        verbose_name_plural = _("periods of availability")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="availability_dates_in_order",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(days_per_month__gte=1, days_per_month__lte=31),
                name="availability_days_of_a_month",
                violation_error_message=_("Give 1 to 31 days a month."),
            ),
        ]
        indexes = [models.Index(fields=["expert", "starts_on"], name="availability_expert_from")]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}: {self.days_per_month}"
