"""The money of an assistance: agreed expert days, the envelope for logistics by line, commitments, payments.

Only ``services.assistance.money`` writes it. Amounts are US dollars unless a currency stands beside them; then the
original amount and the rate (units of the currency for one US dollar) are kept.
"""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

USER = settings.AUTH_USER_MODEL


def _amount(label: Any, **options: Any) -> Any:
    return models.DecimalField(label, max_digits=14, decimal_places=2, **options)


class Envelope(models.Model):
    """What the Secretariat agreed to give: days of experts, and US dollars for logistics."""

    assistance = models.OneToOneField("roadmaps.Assistance", models.CASCADE, related_name="envelope")
    days = models.PositiveSmallIntegerField(_("agreed expert days"), default=0)
    amount = _amount(_("envelope for logistics, USD"), default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("envelope")
        verbose_name_plural = _("envelopes")
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="envelope_not_negative")]

    def __str__(self) -> str:
        return str(self.assistance)


class EnvelopeLine(models.Model):
    """A part of the envelope: travel, a venue, interpretation."""

    envelope = models.ForeignKey(Envelope, models.CASCADE, related_name="lines")
    title = models.CharField(_("line"), max_length=200)
    amount = _amount(_("amount, USD"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("line of an envelope")
        verbose_name_plural = _("lines of envelopes")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="envelope_line_not_negative")]

    def __str__(self) -> str:
        return self.title


class Priced(models.Model):
    """An amount in its own currency, with the rate and what it makes in US dollars."""

    amount = _amount(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8, default=Decimal(1))
    usd = _amount(_("in USD"))
    on = models.DateField(_("date"))
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_converted(self) -> bool:
        """Whether it was agreed in another currency."""
        return self.currency != "USD"


class Commitment(Priced):
    """An order, a contract, a booking: money that is promised."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    line = models.ForeignKey(EnvelopeLine, models.PROTECT, related_name="commitments")
    title = models.CharField(_("what for"), max_length=200)
    payee = models.CharField(_("payee"), max_length=200, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0, rate__gt=0, usd__gte=0), name="commitment_positive"),
            models.CheckConstraint(
                condition=~Q(currency="USD") | Q(rate=1, usd=F("amount")), name="commitment_in_dollars_as_it_is"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Payment(Priced):
    """Money that was spent on a commitment; one entered by mistake is struck, never deleted."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="payments")
    paper = models.CharField(_("invoice or receipt"), max_length=200, blank=True)
    struck_at = models.DateTimeField(_("struck"), null=True, blank=True, editable=False)
    struck_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0, rate__gt=0, usd__gte=0), name="payment_positive"),
            models.CheckConstraint(
                condition=~Q(currency="USD") | Q(rate=1, usd=F("amount")), name="payment_in_dollars_as_it_is"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.usd} USD"
