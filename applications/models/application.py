"""The application of one Party to one call: its address, its state, its place in the process."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import LENGTH as CODE_LENGTH
from portal.reference.codes import new_code

from .. import states


class ApplicationQuerySet(models.QuerySet):
    """Named sets of applications."""

    def active(self) -> "ApplicationQuerySet":
        """Those under way: a Party has at most one in a call."""
        return self.filter(state__in=states.ACTIVE)

    def submitted(self) -> "ApplicationQuerySet":
        """Every file that was submitted, whatever became of it."""
        return self.filter(submitted_at__isnull=False)

    def at_address(self, ref: str) -> "ApplicationQuerySet":
        """The one with this reference or draft code (letter case does not matter)."""
        ref = ref.upper()
        return self.filter(models.Q(reference=ref) | models.Q(code=ref))


class Application(models.Model):
    """A Party's application. Its answers belong to its versions; its state changes by `move` only."""

    code = models.CharField(_("draft code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    reference = models.CharField(_("reference"), max_length=24, unique=True, null=True, blank=True, editable=False)
    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="applications", verbose_name=_("call"))
    country = models.ForeignKey(
        "reference.Country", models.PROTECT, related_name="applications", verbose_name=_("Party")
    )
    state = models.CharField(_("state"), max_length=20, choices=states.CHOICES, default=states.DRAFT, editable=False)
    language = models.CharField(_("language"), max_length=2, default="en")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="applications_begun", editable=False
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    round = models.ForeignKey(
        "applications.Round",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("cut-off"),
    )
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=3, null=True, blank=True, editable=False)
    current_version = models.ForeignKey(
        "applications.Version", models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "country"],
                condition=models.Q(state__in=states.ACTIVE),
                name="one_active_application_per_party_and_call",
                violation_error_message=_("This Party already has an application under way in this call."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(states.STATES)), name="application_state_is_in_the_table"
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True, reference__isnull=True)
                | models.Q(submitted_at__isnull=False, reference__isnull=False),
                name="application_has_a_reference_when_submitted",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "state_changed_at"], name="application_state_since"),
            models.Index(fields=["call", "state"], name="application_call_state"),
            models.Index(fields=["country", "state"], name="application_country_state"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """What stands in its address: the reference once submitted, the draft code before."""
        return self.reference or self.code

    @property
    def turn(self) -> str:
        """Whose turn it is: party, secretariat, assessors or nobody."""
        return states.turn(self.state)

    @property
    def is_draft(self) -> bool:
        return self.state == states.DRAFT

    @property
    def is_active(self) -> bool:
        return self.state in states.ACTIVE

    @property
    def labels(self) -> states.State:
        """The row of the table of states."""
        return states.STATES[self.state]


class ReferenceCounter(models.Model):
    """The last number given to a Party in a year: locked while a reference is made, so no gap is left."""

    year = models.PositiveSmallIntegerField()
    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "country"], name="one_counter_per_year_and_party")]

    def __str__(self) -> str:
        return f"{self.year} {self.country_id}: {self.last}"
