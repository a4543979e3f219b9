"""Forms of the money of an assistance."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.collaboration.parsing import parse_money

from ..models import EnvelopeLine
from ..national.currencies import CURRENCIES
from . import common


class AmountField(forms.CharField):
    """An amount as people write it (30 000; 30,000.50; 1.500,25), as a `Decimal` with at most two decimals."""

    def __init__(self, **options: Any) -> None:
        errors = {"required": _("Give the amount."), **options.pop("error_messages", {})}
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_length=24, widget=widget, error_messages=errors, **options)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return parse_money(text)
        except ValueError as error:
            raise ValidationError(
                _("Give an amount in figures, not below zero, such as 12000 or 1200.50.")
            ) from error


class RateField(forms.CharField):
    """Units of a currency for one US dollar, or nothing."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace(",", ".").replace(" ", "").replace("\u202f", "")
        if not text:
            return None
        try:
            rate = Decimal(text)
        except InvalidOperation as error:
            raise ValidationError(_("Give the rate in figures, such as 3750 or 0.92.")) from error
        if not rate.is_finite() or rate <= 0 or rate >= Decimal(10) ** 9:
            raise ValidationError(_("Give the rate in figures, such as 3750 or 0.92."))
        return rate.quantize(Decimal("0.00000001"))


class EnvelopeForm(forms.Form):
    """The agreed days and the envelope."""

    days = forms.IntegerField(
        label=_("Agreed expert days"),
        min_value=0,
        max_value=2000,
        error_messages={"required": _("Give the days."), "min_value": _("Days and money are never below zero.")},
    )
    amount = AmountField(label=_("Envelope for logistics, USD"))
    reason = common.words_field(
        _("Reason for the change"), limit=1000, rows=3, required=False, help_text=_("The Party reads it.")
    )
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LineForm(forms.Form):
    """A line of the envelope."""

    title = forms.CharField(label=_("Line"), max_length=200, error_messages={"required": _("Name the line.")})
    amount = AmountField(label=_("Amount, USD"))


class PricedForm(forms.Form):
    """An amount with its currency, its rate and its day."""

    amount = AmountField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="USD")
    rate = RateField(
        label=_("Rate"),
        required=False,
        max_length=24,
        help_text=_("For another currency: how many of it make one US dollar, on the day of the document."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    on = common.day_field(_("Date"), initial=timezone.localdate)


class CommitForm(PricedForm):
    """A commitment."""

    line = forms.ModelChoiceField(
        label=_("Line"),
        queryset=EnvelopeLine.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose a line of this envelope.")},
    )
    title = forms.CharField(
        label=_("What for"), max_length=200, error_messages={"required": _("Say what the money is for.")}
    )
    payee = forms.CharField(label=_("Payee"), max_length=200, required=False)
    field_order = ["line", "title", "payee", "amount", "currency", "rate", "on"]

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]


class PayForm(PricedForm):
    """A payment on a commitment."""

    paper = forms.CharField(label=_("Invoice or receipt"), max_length=200, required=False)


class ReasonForm(forms.Form):
    """A reason."""

    reason = common.words_field(_("Reason"), limit=500, rows=2, required=False)
