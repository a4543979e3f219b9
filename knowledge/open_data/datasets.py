"""What the nightly files hold: each dataset with its title, its dictionary and its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from portal.reference import queries as reference
from roadmaps.api import MeasureOut, StandingOut, measure_data, public_measures, standing_data
from roadmaps.state import play
from roadmaps.state.asked import Asked

from . import table
from .reading import Record, records
from .shapes import fields

LANGUAGE = "en"


@dataclass(frozen=True)
class Dataset:
    """One dataset. ``records`` gives plain data; ``row`` one of them as the columns of the table hold it."""

    code: str
    title: str
    description: str
    columns: Mapping[str, str]
    """Column → what it is, in English."""
    records: Callable[[], Iterator[Record]]
    row: Callable[[Record], Sequence[Any]]


def _by_columns(columns: Mapping[str, str]) -> Callable[[Record], Sequence[Any]]:
    names = tuple(columns)
    return lambda record: [_cell(record[name]) for name in names]


def _cell(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _measures() -> Iterator[Record]:
    return map(measure_data, public_measures().iterator(chunk_size=500))


def _standings() -> Iterator[Record]:
    today = timezone.now().date()
    return (standing_data(row, today) for row in play.everyone(Asked(), LANGUAGE, today))


_COUNTRY = {
    "iso3": _("ISO 3166-1 alpha-3."),
    "iso2": _("ISO 3166-1 alpha-2."),
    "m49": _("M49 code of the United Nations."),
    "name": _("Its name."),
    "name_fr": _("Its name in French."),
    "region": _("Region."),
    "electoral_group": _("Electoral group of UNESCO."),
    "party": _("Party to the Convention; null when not known."),
    "deposit_date": _("Day of deposit of its instrument."),
    "developing": _("Developing country; null when not known."),
    "ldc": _("Least developed country; null when not known."),
    "sids": _("Small island developing State; null when not known."),
    "source": _("Where this is known from."),
    "confidence": _("How sure the source is: high, medium or low."),
}
_ACTIVITY = {
    "code": _("Activity of the Open Roadmap, 1.1 to 5.4."),
    "text": _("Its words in English."),
    "text_fr": _("Its words in French."),
    "output": _("Its output, O1 to O5."),
    "output_text": _("The words of its output."),
    "goal": _("The goal of the Convention its output serves."),
}


def _countries() -> Iterator[Record]:
    french = {row.iso3: row.name for row in reference.country_rows("fr")}
    for row in reference.country_rows(LANGUAGE):
        found = {name: getattr(row, name, None) for name in _COUNTRY}
        found["name_fr"] = french.get(row.iso3, "")
        found["deposit_date"] = row.deposit_date.isoformat() if row.deposit_date else None
        yield found


def _activities() -> Iterator[Record]:
    french = reference.term_map("activity", "fr")
    for output in reference.roadmap(LANGUAGE):
        for row in output.activities:
            words = french.get(row.code)
            yield {
                "code": row.code,
                "text": row.text,
                "text_fr": words.text if words and words.language == "fr" else "",
                "output": output.code,
                "output_text": output.text,
                "goal": output.goal_code,
            }


def datasets() -> list[Dataset]:
    """Every dataset, in the order of the page."""
    measures, standings = fields(MeasureOut), fields(StandingOut)
    return [
        Dataset("practices", _("Knowledge base"), _("Every published entry, in every language it has."),
                table.dictionary(), records, lambda record: table.row(record, LANGUAGE)),
        Dataset("measures", _("Measures of national roadmaps"), _("The measures of all validated roadmaps."),
                measures, _measures, _by_columns(measures)),
        Dataset("state-of-play", _("State of play of national roadmaps"),
                _("Every Party with its stage, its date and its source."),
                standings, _standings, _by_columns(standings)),
        Dataset("countries", _("Countries"), _("Every country with its place in the Convention."),
                _COUNTRY, _countries, _by_columns(_COUNTRY)),
        Dataset("activities", _("Open Roadmap"), _("The five outputs and twenty activities."),
                _ACTIVITY, _activities, _by_columns(_ACTIVITY)),
    ]  # fmt: skip
