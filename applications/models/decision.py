"""What was decided about a file, by whom, and who let it be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.round import Round


class Decision(models.Model):
    """An officer prepares, the head decides, a second person releases: three names, three times."""

    class Outcome(models.TextChoices):
        SELECTED = "selected", _("Selected")
        RESERVE = "reserve", _("Reserve list")
        NOT_SELECTED = "not_selected", _("Not selected")

    application = models.OneToOneField("applications.Application", models.CASCADE, related_name="decision")
    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    feedback = models.TextField(_("feedback to the Party"), max_length=10000, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["rank", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def is_released(self) -> bool:
        return self.released_at is not None
