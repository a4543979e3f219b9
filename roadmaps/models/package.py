"""The final package of an assistance: roadmap, action plan and process report, submitted to UNESCO."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class FinalPackage(models.Model):
    """One an assistance (DCE/21/14.IGC/14, annex, step TA9). Only ``services.assistance.packages`` writes its state.

    The roadmap and the action plan are the validated edition; ``figures`` keep who took part, as submitted.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SIGNED = "signed", _("Signed")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    assistance = models.OneToOneField("roadmaps.Assistance", models.CASCADE, related_name="package")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    process = models.TextField(blank=True, default="")
    participation = models.TextField(blank=True, default="")
    challenges = models.TextField(blank=True, default="")
    opportunities = models.TextField(blank=True, default="")
    lessons = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signed_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    edition = models.ForeignKey("roadmaps.Edition", models.PROTECT, null=True, blank=True, related_name="+")
    figures = models.JSONField(default=dict, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(_("answer of the Secretariat"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("final package")
        verbose_name_plural = _("final packages")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("submitted", "accepted"))
                | Q(signed_at__isnull=False, submitted_at__isnull=False, edition__isnull=False),
                name="submitted_package_is_signed_and_has_its_roadmap",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(answer=""), name="returned_package_has_reasons"
            ),
        ]

    def __str__(self) -> str:
        return str(self.assistance)

    @property
    def is_written(self) -> bool:
        """Whether the Party still writes it."""
        return self.state in (self.State.DRAFT, self.State.SIGNED, self.State.RETURNED)
