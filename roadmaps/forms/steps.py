"""Forms of the plan of an assistance and of its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..assistance import steps
from ..assistance.steps import Step
from ..models import PlannedStep
from . import common


class BeginForm(forms.Form):
    """The day a step began."""

    on = common.day_field(_("Begun on"))


class FinishForm(forms.Form):
    """The day a step was done, and what should be remembered of it."""

    on = common.day_field(_("Done on"))
    note = common.words_field(
        _("Note"), limit=4000, rows=3, required=False, help_text=_("What should be remembered of this step.")
    )


class EvidenceForm(forms.Form):
    """A file or a link."""

    title = forms.CharField(
        label=_("What it shows"), max_length=200, error_messages={"required": _("Name the evidence.")}
    )
    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True, help_text=_("Or a link, below. 10 MB at most.")
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Give a whole link, such as https://example.org/page.")},
    )


class PlanForm(forms.Form):
    """The nine steps in one table, and the reason. `planned()` gives what the service takes."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = common.words_field(_("Reason for the change"), limit=1000, rows=3, required=False)

    def __init__(self, *args: Any, planned: dict[str, Step], names: dict[str, str], **kwargs: Any) -> None:
        given: dict[str, Any] = {}
        for code, step in planned.items():
            given |= {
                f"{code}-starts_on": step.starts_on,
                f"{code}-ends_on": step.ends_on,
                f"{code}-side": step.side,
                f"{code}-responsible": step.responsible,
                f"{code}-after": " ".join(step.after),
            }
        super().__init__(*args, initial={**given, **kwargs.pop("initial", {})}, **kwargs)
        self.names = names
        for code in steps.CODES:
            self.fields[f"{code}-starts_on"] = common.day_field(_("%(step)s: from") % {"step": code})
            self.fields[f"{code}-ends_on"] = common.day_field(_("%(step)s: to") % {"step": code})
            self.fields[f"{code}-side"] = forms.ChoiceField(
                label=_("%(step)s: led by") % {"step": code}, choices=PlannedStep.Side.choices
            )
            self.fields[f"{code}-responsible"] = forms.CharField(
                label=_("%(step)s: responsible") % {"step": code}, max_length=600, required=False
            )
            self.fields[f"{code}-after"] = forms.CharField(
                label=_("%(step)s: follows") % {"step": code}, max_length=40, required=False
            )
        for name, field in self.fields.items():
            if "-" in name:
                field.widget.attrs["aria-label"] = str(field.label)

    def lines(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Code, name and the five fields of each step, for the table."""
        return [(code, self.names[code], [self[f"{code}-{name}"] for name in COLUMNS]) for code in steps.CODES]

    def planned(self) -> list[Step]:
        """The plan as it was typed."""
        data = self.cleaned_data
        return [
            Step(
                code,
                data[f"{code}-starts_on"],
                data[f"{code}-ends_on"],
                data[f"{code}-side"],
                data[f"{code}-responsible"].strip(),
                tuple(dict.fromkeys(data[f"{code}-after"].upper().replace(",", " ").split())),
            )
            for code in steps.CODES
        ]


COLUMNS = ("starts_on", "ends_on", "side", "responsible", "after")
