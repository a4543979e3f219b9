"""What an assignment of several needs is asked to keep to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..selection.assigning import Wishes


class WishesForm(forms.Form):
    """Whole numbers, each with its default; a page opened without them shows the defaults."""

    missions = forms.IntegerField(
        label=_("Missions an expert, at most"),
        help_text=_("Counting those agreed or under way."),
        min_value=1,
        max_value=9,
    )
    regions = forms.IntegerField(
        label=_("At least so many from regions with too few members"), min_value=0, max_value=30, required=False
    )
    women = forms.IntegerField(label=_("At least so many women"), min_value=0, max_value=30, required=False)
    penalty = forms.IntegerField(
        label=_("Points of score given up for each one short"),
        help_text=_("The aims of balance weigh so much, and no more."),
        min_value=0,
        max_value=100,
    )

    def wishes(self) -> Wishes:
        """The wishes of a valid form."""
        return Wishes(**{name: value or 0 for name, value in self.cleaned_data.items()})
