"""Reporting rounds: once a year each Party tells how its measures go."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .measure import Measure
from .round import Round


class ReportingRound(Round):
    """Opened by the Secretariat for a year; Parties with a validated roadmap report in it."""

    due = models.DateField(_("reports expected by"))

    class Meta(Round.Meta):
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")


class ProgressReport(models.Model):
    """What one Party says in one round, on the measures of one validated edition; locked once it is sent."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="reports")
    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="reports")
    edition = models.ForeignKey("roadmaps.Edition", models.CASCADE, related_name="reports")
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-round__year", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "roadmap"], name="one_report_a_round")]

    def __str__(self) -> str:
        return f"{self.roadmap} {self.round}"

    @property
    def is_open(self) -> bool:
        """Still written by the Party."""
        return self.sent_at is None


class MeasureProgress(models.Model):
    """One measure in one report: its status, what happened, what made it hard, what comes next."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="measures")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="progress")
    status = models.CharField(_("status"), max_length=10, choices=Measure.Status.choices, blank=True, default="")
    happened = models.TextField(_("what happened"), blank=True, default="")
    difficulties = models.TextField(_("difficulties"), blank=True, default="")
    coming = models.TextField(_("what comes next"), blank=True, default="")

    class Meta:
        verbose_name = _("progress of a measure")
        verbose_name_plural = _("progress of measures")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "measure"], name="one_progress_a_measure")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.measure_id}"


class ReportedValue(models.Model):
    """A value given in a report; it joins the values of the indicator when the report is sent."""

    progress = models.ForeignKey(MeasureProgress, models.CASCADE, related_name="values")
    indicator = models.CharField(max_length=8, blank=True, default="")
    on = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.TextField(blank=True, default="")
    women = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    men = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    source = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("value given in a report")
        verbose_name_plural = _("values given in reports")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on}: {self.value}"
