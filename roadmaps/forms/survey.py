"""Forms of the office about the survey of Parties."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.reference.languages import page_language
from portal.reference.queries import country_rows, term_map

from ..national import stages
from .national import day_field


def party_choices() -> list[tuple[str, str]]:
    """The Parties by code, after an empty choice."""
    return [("", "—"), *((row.iso3, row.name) for row in country_rows(page_language()) if row.party)]


class SurveyRoundForm(forms.Form):
    """A round of the survey."""

    year = forms.IntegerField(label=_("Year"), min_value=2020, max_value=2100)
    due = day_field(_("Answers expected by"))


class AskForm(forms.Form):
    """Who is asked for a Party."""

    country = forms.ChoiceField(
        label=_("Party"), choices=party_choices, error_messages={"required": _("Choose the Party.")}
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), error_messages={"required": _("Give the address."), "invalid": _("Give a whole "
        "address, such as name@example.org.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the form"), choices=settings.LANGUAGES)


class LetterForm(forms.Form):
    """What a Party told by letter."""

    country = forms.ChoiceField(
        label=_("Party"), choices=party_choices, error_messages={"required": _("Choose the Party.")}
    )
    on = day_field(_("Date of the letter"))
    reference = forms.CharField(
        label=_("Reference of the letter"), max_length=300,
        error_messages={"required": _("Give the reference of the letter.")},
    )  # fmt: skip
    stage = forms.ChoiceField(
        label=_("Stage"), choices=stages.CHOICES, error_messages={"required": _("Choose the stage.")}
    )
    done = forms.CharField(
        label=_("What was done"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    activities = forms.MultipleChoiceField(
        label=_("Activities of the Open Roadmap"), required=False, widget=forms.CheckboxSelectMultiple
    )
    progress = forms.CharField(
        label=_("Progress"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    challenges = forms.CharField(
        label=_("Challenges"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    needs = forms.CharField(
        label=_("Needs and experience"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    document = forms.FileField(label=_("The letter"), required=False, help_text=_("PDF, DOCX or ODT."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["activities"]
        field.choices = [(code, f"{code} {row.text}") for code, row in term_map("activity", page_language()).items()]
