"""The questions of the eligibility page."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.reference.queries import country_choices

from ..eligibility import Answers

INSTITUTIONS = [
    ("public_mandate", _("A national public institution with a mandate for culture (ministry, agency, council)")),
    ("public_other", _("Another public institution")),
    ("civil_society", _("A civil society organisation")),
    ("private", _("A company")),
    ("person", _("A person")),
]
ENDORSEMENTS = [
    ("yes", _("Yes, it has signed or will sign a letter")),
    ("being_asked", _("It is being asked")),
    ("no", _("No")),
]
UNDER_WAY = [("no", _("No")), ("yes", _("Yes")), ("unknown", _("I do not know"))]


class EligibilityForm(forms.Form):
    """Read from the address: the page is public and keeps nothing."""

    country = forms.ChoiceField(label=_("Country"))
    institution = forms.ChoiceField(
        label=_("Who would apply?"), choices=INSTITUTIONS, widget=forms.RadioSelect, required=False
    )
    endorsed = forms.ChoiceField(
        label=_("Does the competent national authority endorse the request?"),
        choices=ENDORSEMENTS,
        widget=forms.RadioSelect,
        required=False,
    )
    under_way = forms.ChoiceField(
        label=_("Is another application of your country under way?"),
        choices=UNDER_WAY,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Choose a country")), *country_choices(get_language() or "en")]

    def answers(self) -> Answers:
        """What the visitor said, for the pure rules."""
        return Answers(
            institution=self.cleaned_data["institution"],
            endorsed=self.cleaned_data["endorsed"],
            under_way={"yes": True, "no": False}.get(self.cleaned_data["under_way"]),
        )
