"""Forms of the office about national roadmaps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Measure, StageRecord
from ..national import stages
from .national import day_field


class VerificationForm(forms.Form):
    """The status found, with its evidence."""

    status = forms.ChoiceField(
        label=_("Status found"),
        choices=Measure.Status.choices,
        error_messages={"required": _("Choose the status found.")},
    )
    evidence = forms.CharField(
        label=_("Evidence"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The law as published, a report, a visit: with its date and where it is. It is public."),
        error_messages={"required": _("Give the evidence.")},
    )  # fmt: skip


class StageForm(forms.Form):
    """Which Party, which stage, which day, from which source."""

    country = forms.ChoiceField(label=_("Party"), error_messages={"required": _("Choose the Party.")})
    stage = forms.ChoiceField(label=_("Stage"), choices=stages.CHOICES)
    on = day_field(_("Date the source speaks of"))
    source = forms.ChoiceField(
        label=_("Known from"),
        choices=[
            (value, StageRecord.Source(value).label)
            for value in (StageRecord.Source.LETTER, StageRecord.Source.SECRETARIAT)
        ],
    )
    note = forms.CharField(
        label=_("Reference of the source"), max_length=300,
        help_text=_("Number and date of the letter or report, who signed it."),
        error_messages={"required": _("Give the reference of the letter or report.")},
    )  # fmt: skip


class RoundForm(forms.Form):
    """A reporting round."""

    year = forms.IntegerField(label=_("Year"), min_value=2020, max_value=2100)
    due = day_field(_("Reports expected by"))
