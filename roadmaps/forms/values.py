"""The form that gives one value of an indicator."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.collaboration.parsing import parse_decimal

from .national import day_field


class Figure(forms.CharField):
    """A figure as people write it; its unit stands apart."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=40, **more)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return parse_decimal(text)
        except ValueError as error:
            raise forms.ValidationError(_("Give a figure alone, such as 12.5; the unit has its own place.")) from error


class ValueForm(forms.Form):
    """Which indicator, which day, which value in which unit, and where it comes from."""

    indicator = forms.ChoiceField(label=_("Indicator"), error_messages={"required": _("Choose the indicator.")})
    on = day_field(_("Date"))
    value = Figure(label=_("Value"), error_messages={"required": _("Give the value.")})
    unit = forms.CharField(label=_("Unit"), max_length=60, error_messages={"required": _("Give the unit.")})
    women = Figure(label=_("Of these women"), required=False)
    men = Figure(label=_("Of these men"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, error_messages={"required": _("Say where the figure comes from.")}
    )
