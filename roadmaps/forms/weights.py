"""The weights of the matching as one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from expertise.matching_words import LABELS, MEANINGS
from expertise.points import POINTS
from expertise.services.weights import MOST


class WeightsForm(forms.Form):
    """A whole number above 0 for each point, and the reason of the change."""

    reason = forms.CharField(
        label=_("Reason of the change"),
        help_text=_("Asked when the weights are saved; it stands in the log."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, weights: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = weights
        for code in POINTS:
            self.fields[code] = forms.IntegerField(
                label=LABELS[code], help_text=MEANINGS[code], min_value=1, max_value=MOST, initial=weights[code]
            )
        self.order_fields([*POINTS, "reason"])

    def weights(self) -> dict[str, int]:
        """The weights of a valid form."""
        return {code: self.cleaned_data[code] for code in POINTS}
