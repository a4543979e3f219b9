"""The plan of an assistance: the nine steps with their dates; every change is a version with its reason."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..assistance import steps


class PlanVersion(models.Model):
    """One plan. The first comes from the application; the later ones say why they were needed."""

    class Origin(models.TextChoices):
        APPLICATION = "application", _("From the work plan of the application")
        EVENLY = "evenly", _("Shared evenly over the months")
        CHANGED = "changed", _("Changed")

    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin.choices, default=Origin.CHANGED)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("plan of an assistance")
        verbose_name_plural = _("plans of assistances")
        ordering = ["assistance", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assistance", "number"], name="plan_number_of_assistance"),
            models.UniqueConstraint(
                fields=["assistance"], condition=Q(is_current=True), name="one_current_plan_an_assistance"
            ),
            models.CheckConstraint(
                condition=~Q(origin="changed") | ~Q(reason=""), name="changed_plan_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assistance} v{self.number}"


class PlannedStep(models.Model):
    """A step in one version of the plan. ``step`` is a code of the list ``assistance_step``; ``after`` holds
    the codes of the steps it follows, with a space between."""

    class Side(models.TextChoices):
        SECRETARIAT = steps.SECRETARIAT, _("Secretariat")
        PARTY = steps.PARTY, _("Party")
        EXPERT = steps.EXPERT, _("Expert")
        TEAM = steps.TEAM, _("National team")
        TOGETHER = steps.TOGETHER, _("Party and Secretariat")

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=4)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    side = models.CharField(_("led by"), max_length=12, choices=Side.choices, default=Side.PARTY)
    responsible = models.TextField(_("responsible"), max_length=600, blank=True)
    after = models.CharField(_("follows"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("planned step")
        verbose_name_plural = _("planned steps")
        ordering = ["version", "step"]
        constraints = [
            models.UniqueConstraint(fields=["version", "step"], name="one_step_a_plan"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="planned_step_dates_in_order"),
            models.CheckConstraint(condition=Q(step__in=steps.CODES), name="planned_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.starts_on}"

    def as_step(self) -> steps.Step:
        """The same for the pure rules."""
        return steps.Step(
            self.step, self.starts_on, self.ends_on, self.side, self.responsible, tuple(self.after.split())
        )


class StepProgress(models.Model):
    """What really happened with a step of an assistance; only ``roadmaps.services.assistance`` writes it."""

    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="progress")
    step = models.CharField(_("step"), max_length=4)
    started_on = models.DateField(_("begun"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.TextField(_("note"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("progress of a step")
        verbose_name_plural = _("progress of steps")
        ordering = ["assistance", "step"]
        constraints = [
            models.UniqueConstraint(fields=["assistance", "step"], name="one_progress_a_step"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(started_on__isnull=False, done_on__gte=F("started_on")),
                name="step_done_after_it_began",
            ),
            models.CheckConstraint(condition=Q(step__in=steps.CODES), name="progress_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.step}"


class StepEvidence(models.Model):
    """A paper that shows what a step produced: a file, or a link."""

    progress = models.ForeignKey(StepProgress, models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(_("link"), max_length=500, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("evidence of a step")
        verbose_name_plural = _("evidence of steps")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stored_file__isnull=False, link="") | (Q(stored_file__isnull=True) & ~Q(link="")),
                name="evidence_is_a_file_or_a_link",
            )
        ]

    def __str__(self) -> str:
        return self.title
