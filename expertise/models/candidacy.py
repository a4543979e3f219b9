"""A person's application to a call for experts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import states


class Candidacy(models.Model):
    """Its answers are a frozen profile; an officer proposes the outcome, the head decides."""

    class Outcome(models.TextChoices):
        ADMITTED = states.ADMITTED, _("Admit")
        DECLINED = states.DECLINED, _("Decline")

    call = models.ForeignKey(
        "expertise.ExpertCall", models.PROTECT, related_name="candidacies", verbose_name=_("call")
    )
    expert = models.ForeignKey(
        "expertise.Expert", models.PROTECT, related_name="candidacies", verbose_name=_("person")
    )
    profile = models.ForeignKey("expertise.Profile", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        _("state"), max_length=14, choices=states.CANDIDACY.choices, default=states.DRAFT, editable=False
    )
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    language = models.CharField(_("language"), max_length=2, default="en")
    motivation = models.TextField(_("motivation"), blank=True, max_length=4000)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("proposed outcome"), max_length=10, choices=Outcome.choices, blank=True, default="")
    reason = models.TextField(_("reason, for the Secretariat"), blank=True, max_length=2000)
    feedback = models.TextField(_("feedback to the person"), blank=True, max_length=5000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    letter_job = models.ForeignKey(
        "documents.Job", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("application of an expert")
        verbose_name_plural = _("applications of experts")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "expert"],
                condition=~models.Q(state=states.WITHDRAWN),
                name="one_candidacy_a_call",
                violation_error_message=_("This person has applied in this call already."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=states.CANDIDACY.codes), name="candidacy_state_in_table"
            ),
        ]
        indexes = [models.Index(fields=["call", "state"], name="candidacy_call_state")]

    def __str__(self) -> str:
        return f"{self.expert} · {self.call}"

    @property
    def labels(self) -> Any:
        """The row of the table of states."""
        return states.CANDIDACY[self.state]
