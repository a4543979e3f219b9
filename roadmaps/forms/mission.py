"""An offer, a mission made by the Secretariat, its terms, its days."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from expertise.models import Expert

from ..models import Considered, Mission
from ..services.selection.offers import PASSED_OVER
from . import common


class OfferForm(forms.Form):
    """The work offered to one expert of the ranking."""

    expert = forms.ChoiceField(label=_("Expert"), widget=forms.RadioSelect)
    starts_on = common.day_field(_("From"))
    ends_on = common.day_field(_("To"))
    days = common.days_field(_("Days of work"))
    due = common.day_field(_("Answer by"))
    message = common.words_field(_("Message to the expert"), limit=3000, required=False)
    passed_over = forms.ChoiceField(
        label=_("If not the Party’s first: why"),
        choices=[("", "–"), *((code.value, code.label) for code in PASSED_OVER)],
        required=False,
        help_text=_("Experts who are passed over read this word among others, counted, and nothing else."),
    )
    reason = common.words_field(_("And in your own words"), limit=1000, rows=2, required=False)
    outside_reason = common.words_field(
        _("If the dates do not fit the expert’s calendar: why they are asked all the same"),
        limit=1000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, rows: list[Considered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.expert.code: row for row in rows}
        self.fields["expert"].choices = [  # type: ignore[attr-defined]
            (row.expert.code, f"{row.party_rank}. {row.expert}" if row.party_rank else str(row.expert))
            for row in rows
        ]

    @property
    def chosen(self) -> Expert:
        return self.rows[self.cleaned_data["expert"]].expert

    def values(self) -> dict[str, Any]:
        """The arguments of the service."""
        return {**self.cleaned_data, "expert": self.chosen}


class TermsForm(forms.ModelForm):
    """What the terms of reference say."""

    class Meta:
        model = Mission
        fields = ["title", "language", "place", "objective", "tasks", "travel_advice"]
        widgets = {
            "objective": forms.Textarea(attrs={"rows": 4}),
            "tasks": forms.Textarea(attrs={"rows": 8}),
        }

    travel_advice = forms.URLField(
        label=_("Link to travel advice"),
        required=False,
        assume_scheme="https",
        help_text=_("A link to the advice of the competent authority; the portal gives none of its own."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the mission"), choices=common.portal_languages()
        )

    def _post_clean(self) -> None:
        """Nothing is written to the record here: the service does, under its lock."""


class NewMissionForm(TermsForm):
    """A mission that serves no single country."""

    class Meta(TermsForm.Meta):
        fields = ["kind", "title", "language", "place", "objective", "tasks", "travel_advice"]

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[pair for pair in Mission.Kind.choices if pair[0] != Mission.Kind.ASSISTANCE]
    )
    expert = forms.CharField(
        label=_("Expert"), max_length=200, help_text=_("The name as it stands in the roster, or the code.")
    )
    starts_on = common.day_field(_("From"))
    ends_on = common.day_field(_("To"))
    days = common.days_field(_("Days of work"))
    outside_reason = common.words_field(
        _("If the dates do not fit the expert’s calendar: why they are asked all the same"),
        limit=1000,
        rows=2,
        required=False,
    )
    field_order = ["kind", "expert", "title", "starts_on", "ends_on", "days", "outside_reason"]

    def clean_expert(self) -> Expert:
        """The expert by code, or by a name that only one member has."""
        given = self.cleaned_data["expert"].strip()
        found = list(Expert.objects.on_roster().filter(code=given.upper())[:1])
        found = found or list(Expert.objects.on_roster().filter(name__iexact=given)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("Nobody on the roster has this name or code.")
                if not found
                else _("Several experts have this name: give the code.")
            )
        return found[0]


class DaysForm(forms.Form):
    """A line of days worked."""

    on = common.day_field(_("Date"))
    days = forms.DecimalField(
        label=_("Days"),
        min_value=Decimal("0.5"),
        max_value=Decimal(31),
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5", "min": "0.5"}),
        help_text=_("Half days count."),
        error_messages={
            "required": _("Give the days."),
            **dict.fromkeys(
                ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
                _("Give days in halves: 0.5, 1, 1.5 …"),
            ),
        },
    )
    what = forms.CharField(
        label=_("What was done"), max_length=300, error_messages={"required": _("Say in a few words what was done.")}
    )


class FileForm(forms.Form):
    """A file handed over."""

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")},
        widget=forms.FileInput(),
    )


class ExtendForm(forms.Form):
    """Other days or another end, agreed by the officer."""

    days = common.days_field(_("Days agreed"))
    ends_on = common.day_field(_("Ends"))
    reason = forms.CharField(label=_("Reason"), max_length=1000, error_messages={"required": _("Give the reason.")})


class DeliverableForm(forms.Form):
    """What is to be handed over."""

    title = forms.CharField(label=_("What is handed over"), max_length=200)
    due = common.day_field(_("Due"))
