"""Experts proposed to a Party for one need."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..selection import states


class Shortlist(models.Model):
    """The Secretariat proposes, the Party ranks or asks for others; a new one has the next number."""

    need = models.ForeignKey("roadmaps.Need", models.CASCADE, related_name="shortlists")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        _("state"), max_length=12, choices=states.SHORTLIST.choices, default=states.DRAFT, editable=False
    )
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    note = models.TextField(_("note to the Party"), max_length=3000, blank=True)
    due = models.DateField(_("answer by"), null=True, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    comment = models.TextField(_("comment of the Party"), max_length=3000, blank=True)

    class Meta:
        verbose_name = _("shortlist")
        verbose_name_plural = _("shortlists")
        ordering = ["need", "number"]
        constraints = [
            models.UniqueConstraint(fields=["need", "number"], name="one_shortlist_a_number"),
            models.UniqueConstraint(
                fields=["need"], condition=~models.Q(state=states.CLOSED), name="one_open_shortlist_a_need"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=states.SHORTLIST.codes), name="shortlist_state_in_table"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} ({self.number})"

    @property
    def country_id(self) -> int:
        return self.need.country_id

    @property
    def labels(self) -> Any:
        return states.SHORTLIST[self.state]


class Considered(models.Model):
    """One expert of a shortlist, as matched then, and what the Party said.

    ``points`` keeps each named point with its value and weight at the time (a list of
    ``{"code", "value", "weight"}``), so that the choice can be explained later. ``override`` is the
    officer's reason for proposing somebody the matching placed lower. ``why_not`` is the reason code the
    expert sees in aggregate when another one was chosen.
    """

    class WhyNot(models.TextChoices):
        PREFERENCE = "preference", _("The Party preferred another expert")
        LANGUAGE = "language", _("Another working language was needed")
        DATES = "dates", _("The dates did not fit")
        EXPERIENCE = "experience", _("Closer experience was needed")
        BALANCE = "balance", _("Balance of regions or gender")
        CONFLICT = "conflict", _("A conflict of interest")
        DECLINED = "declined", _("The expert declined")
        CANCELLED = "cancelled", _("The need was cancelled")
        LEFT = "left", _("The expert left the Expert Facility")

    shortlist = models.ForeignKey("roadmaps.Shortlist", models.CASCADE, related_name="considered")
    expert = models.ForeignKey("expertise.Expert", models.PROTECT, related_name="considered")
    position = models.PositiveSmallIntegerField(default=0)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2)
    points = models.JSONField(default=list)
    override = models.TextField(_("reason of the Secretariat"), max_length=1000, blank=True)
    party_rank = models.PositiveSmallIntegerField(_("rank given by the Party"), null=True, blank=True)
    party_comment = models.TextField(_("comment of the Party"), max_length=1000, blank=True)
    why_not = models.CharField(_("why not chosen"), max_length=12, choices=WhyNot.choices, blank=True)

    class Meta:
        verbose_name = _("expert considered")
        verbose_name_plural = _("experts considered")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "expert"], name="one_place_on_a_shortlist"),
            models.UniqueConstraint(
                fields=["shortlist", "party_rank"],
                condition=models.Q(party_rank__isnull=False),
                name="one_expert_a_rank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shortlist_id} · {self.expert_id}"
