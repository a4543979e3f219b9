"""One assessor's reading of one file."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import states


class AssessmentQuerySet(models.QuerySet):
    """Named sets of assessments."""

    def pending(self) -> "AssessmentQuerySet":
        """Those a file still waits for; one of a file that was withdrawn waits for nobody."""
        return self.filter(
            state__in=[Assessment.State.ASSIGNED, Assessment.State.OPEN],
            application__state__in=[states.ELIGIBLE, states.ASSESSMENT],
        )

    def late(self) -> "AssessmentQuerySet":
        """Those past their date."""
        return self.pending().filter(due__lt=timezone.localdate())


class Assessment(models.Model):
    """Assigned, then interests declared, then scored, then handed in and locked."""

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        CONFLICT = "declared_conflict", _("Conflict declared")
        OPEN = "open", _("Being scored")
        SUBMITTED = "submitted", _("Handed in")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="assessments")
    version = models.ForeignKey("applications.Version", models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    due = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.ASSIGNED)
    interests_declared_at = models.DateTimeField(null=True, blank=True)
    conflict = models.BooleanField(_("conflict of interest"), default=False)
    conflict_note = models.TextField(_("nature of the conflict"), max_length=2000, blank=True)
    comment = models.TextField(_("comment on the whole"), max_length=5000, blank=True)
    total = models.DecimalField(_("points of 100"), max_digits=6, decimal_places=2, null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["assigned_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "assessor"], name="one_assessment_an_assessor")]
        indexes = [models.Index(fields=["assessor", "state"], name="assessment_by_assessor")]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.assessor_id}"

    @property
    def is_handed_in(self) -> bool:
        return self.state == self.State.SUBMITTED

    @property
    def counts(self) -> bool:
        """Whether the file waits for this assessor or has the scores; a declared conflict does not count."""
        return self.state != self.State.CONFLICT
