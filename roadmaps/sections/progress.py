"""One measure in one progress report. The indicators a value may be given for are those of the measure."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.collaboration.questions import Field, Rows, Section

from ..models import Measure


def progress_section(number: int, indicators: Sequence[tuple[str, str]]) -> Section:
    """The section of a report on a measure; ``indicators`` are (key, words)."""
    return Section(
        number,
        "progress",
        "report",
        _("Progress of the measure"),
        _("Where the measure stands, what happened since the last report, and the figures you have."),
        fields=(
            Field("status", _("Status"), _("Choose the status"), type="select",
                  choices=tuple(Measure.Status.choices), width="half"),
            Field("happened", _("What happened"), _("Say what happened, even if little did"), type="textarea",
                  max_length=4000),
            Field("difficulties", _("Difficulties"), "", type="textarea", max_length=4000, lines=4, required=False),
            Field("coming", _("What comes next"), "", type="textarea", max_length=2000, lines=3, required=False),
        ),
        rows=(
            Rows("values", _("Values of the indicators"), _("Value"), _("Add a value"), at_most=24,
                 columns=(
                     Field("indicator", _("Indicator"), _("choose the indicator"), type="select",
                           choices=tuple(indicators)),
                     Field("on", _("Date"), _("give the day the value is of"), type="date", width="third"),
                     Field("value", _("Value"), _("give the value"), type="decimal", width="third"),
                     Field("unit", _("Unit"), _("give the unit"), max_length=60, width="third"),
                     Field("women", _("Of these women"), "", type="decimal", required=False, width="third"),
                     Field("men", _("Of these men"), "", type="decimal", required=False, width="third"),
                     Field("source", _("Source"), _("say where the figure comes from"), max_length=300,
                           width="third"),
                 )),
        ) if indicators else (),
    )  # fmt: skip
