"""A national roadmap: of any Party, assisted or not."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..national import stages


class Roadmap(models.Model):
    """A Party's roadmap for a period. What it says belongs to its editions; only services write ``stage``.

    A Party has one current roadmap; an earlier one is kept when a new period begins.
    """

    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="roadmaps", verbose_name=_("Party"))
    is_current = models.BooleanField(_("current"), default=True)
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=16, choices=stages.CHOICES, default=stages.NOT_STARTED, editable=False
    )
    stage_changed_at = models.DateTimeField(_("in this stage since"), default=timezone.now, editable=False)
    language = models.CharField(_("language it is written in"), max_length=5, default="en")
    edition = models.ForeignKey(
        "roadmaps.Edition", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    """The last validated edition; what is public comes from it."""
    presented_on = models.DateField(_("presented on"), null=True, blank=True)
    presented_at = models.CharField(_("event"), max_length=300, blank=True)
    presented_link = models.URLField(_("link"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("national roadmap")
        verbose_name_plural = _("national roadmaps")
        ordering = ["country", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["country"], condition=Q(is_current=True), name="one_current_roadmap_a_party"
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="roadmap_period_in_order",
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(condition=Q(stage__in=tuple(stages.BY_CODE)), name="roadmap_stage_known"),
        ]
        indexes = [models.Index(fields=["stage", "country"], name="roadmap_stage_country")]

    def __str__(self) -> str:
        return f"{self.country_id} {self.period_from or ''}–{self.period_to or ''}"

    @property
    def labels(self) -> stages.Stage:
        """The row of the table of stages."""
        return stages.BY_CODE[self.stage]


class StageRecord(models.Model):
    """Where a Party stood on a day, as known from a source: the trace behind the state of play."""

    class Source(models.TextChoices):
        PORTAL = "portal", _("work in this portal")
        SURVEY = "survey", _("answer to a survey of Parties")
        LETTER = "letter", _("letter or report of the Party")
        SECRETARIAT = "secretariat", _("noted by the Secretariat")

    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="stage_records")
    stage = models.CharField(_("stage"), max_length=16, choices=stages.CHOICES)
    on = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    note = models.CharField(_("reference of the source"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("stage of a Party")
        verbose_name_plural = _("stages of Parties")
        ordering = ["country", "on", "pk"]
        indexes = [models.Index(fields=["country", "on"], name="stage_record_country_on")]

    def __str__(self) -> str:
        return f"{self.country_id} {self.on}: {self.stage}"
