"""The work of an expert: terms, days, deliverables, report."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

from ..selection import states


class Mission(models.Model):
    """Opened by an agreed offer, or by the Secretariat for work that serves no single country."""

    class Kind(models.TextChoices):
        ASSISTANCE = "assistance", _("Technical assistance")
        TRAINING = "training", _("Training")
        PANEL = "panel", _("Panel")
        MATERIAL = "material", _("Material")
        STUDY = "study", _("Study")

    code = models.CharField(_("code"), max_length=8, unique=True, default=new_code, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ASSISTANCE)
    expert = models.ForeignKey("expertise.Expert", models.PROTECT, related_name="missions", verbose_name=_("expert"))
    offer = models.OneToOneField("roadmaps.Offer", models.PROTECT, null=True, blank=True, related_name="mission")
    assistance = models.ForeignKey(
        "roadmaps.Assistance", models.PROTECT, null=True, blank=True, related_name="missions"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=states.MISSION.choices, default=states.PREPARED, editable=False
    )
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language of the mission"), max_length=2, default="en")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days = models.PositiveSmallIntegerField(_("days agreed"))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Empty: remote."))
    objective = models.TextField(_("objective"), max_length=5000, blank=True)
    tasks = models.TextField(_("tasks"), max_length=10000, blank=True)
    travel_advice = models.URLField(_("link to travel advice"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outside_reason = models.TextField(
        _("why outside the expert’s availability"), max_length=1000, blank=True, editable=False
    )
    terms = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    terms_job = models.ForeignKey(
        "documents.Job", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="mission_dates_in_order",
                violation_error_message=_("The mission ends before it begins."),
            ),
            models.CheckConstraint(condition=models.Q(state__in=states.MISSION.codes), name="mission_state_in_table"),
        ]
        indexes = [models.Index(fields=["expert", "state"], name="mission_expert_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def country_id(self) -> int | None:
        """The Party it is for; None for work that serves no single country."""
        return self.assistance.country_id if self.assistance_id else None

    @property
    def labels(self) -> Any:
        return states.MISSION[self.state]


class Deliverable(models.Model):
    """What a mission hands over, by when."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="deliverables")
    title = models.CharField(_("title"), max_length=200)
    due = models.DateField(_("due"))
    delivered_at = models.DateTimeField(_("handed over"), null=True, blank=True, editable=False)
    stored_file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["due", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class DaysWorked(models.Model):
    """Days used against those agreed, as the expert writes them down; half days count."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="days_worked")
    on = models.DateField(_("date"))
    days = models.DecimalField(_("days"), max_digits=4, decimal_places=1)
    what = models.CharField(_("what was done"), max_length=300)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("days worked")
        verbose_name_plural = _("days worked")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gt=0, days__lte=Decimal(31)),
                name="days_worked_positive",
                violation_error_message=_("Give more than 0 and at most 31 days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.days}"


class MissionReport(models.Model):
    """The expert's report: one a mission, locked once sent."""

    mission = models.OneToOneField(Mission, models.CASCADE, related_name="report")
    done = models.TextField(_("what was done"), blank=True)
    results = models.TextField(_("results"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    issued = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey("documents.Job", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("mission report")
        verbose_name_plural = _("mission reports")

    def __str__(self) -> str:
        return str(self.mission)
