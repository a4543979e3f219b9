"""An offer of work to an expert, and the agreement of both sides on it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

from ..selection import states
from .shortlist import Considered


class Offer(models.Model):
    """Dates and days offered to one expert for a need.

    The choice is one act of both sides: the Party and the Secretariat confirm, each with a name and a time,
    and the offer is agreed when both have.
    """

    code = models.CharField(_("code"), max_length=8, unique=True, default=new_code, editable=False)
    need = models.ForeignKey("roadmaps.Need", models.CASCADE, related_name="offers")
    considered = models.ForeignKey(Considered, models.PROTECT, null=True, blank=True, related_name="offers")
    expert = models.ForeignKey("expertise.Expert", models.PROTECT, related_name="offers")
    state = models.CharField(
        _("state"), max_length=12, choices=states.OFFER.choices, default=states.OFFERED, editable=False
    )
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days = models.PositiveSmallIntegerField(_("days of work"))
    message = models.TextField(_("message to the expert"), max_length=3000, blank=True)
    due = models.DateField(_("answer by"))
    reason = models.TextField(_("why another one than the Party’s first"), max_length=1000, blank=True)
    passed_over = models.CharField(
        _("why those before were not asked"), max_length=12, choices=Considered.WhyNot.choices, blank=True
    )
    outside_reason = models.TextField(_("why outside the expert’s availability"), max_length=1000, blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    interests = models.TextField(_("interests declared"), max_length=2000, blank=True)
    interests_declared_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("words of the expert"), max_length=2000, blank=True)
    party_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    party_at = models.DateTimeField(_("confirmed by the Party"), null=True, blank=True)
    secretariat_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    secretariat_at = models.DateTimeField(_("confirmed by the Secretariat"), null=True, blank=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="offer_dates_in_order",
                violation_error_message=_("The offer ends before it begins."),
            ),
            models.CheckConstraint(condition=models.Q(state__in=states.OFFER.codes), name="offer_state_in_table"),
            models.UniqueConstraint(
                fields=["need"], condition=Q(state__in=states.OFFER.active), name="one_open_offer_a_need"
            ),
        ]
        indexes = [models.Index(fields=["expert", "state"], name="offer_expert_state")]

    def __str__(self) -> str:
        # Without the expert's name: the log keeps these words when a profile is erased.
        return str(self.need)

    @property
    def country_id(self) -> int:
        return self.need.country_id

    @property
    def labels(self) -> Any:
        return states.OFFER[self.state]
