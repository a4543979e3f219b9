"""A validated roadmap as data and as a table: JSON and XLSX, the same content as the page."""

from datetime import date
from decimal import Decimal
from typing import Any

from portal.documents.spreadsheets import write_xlsx
from portal.reference.queries import country_row

from ..models import Edition
from . import sheet
from .queries_reporting import values_of
from .whole import Whole


def plain(value: Any) -> Any:
    """A value as JSON takes it: decimals as text, so that no cent is lost, days in ISO form."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def as_data(whole: Whole, language: str) -> dict[str, Any]:
    """Everything public of an edition: one query for the values, one for the texts."""
    edition = whole.edition
    roadmap = edition.roadmap
    country = country_row(roadmap.country.iso3, language)
    keys = [row["key"] for planned in whole.measures for row in planned.indicators]
    values = values_of(roadmap.pk, keys)
    return {
        "country": {"iso3": roadmap.country.iso3, "name": country.name if country else roadmap.country.iso3},
        "edition": edition.number,
        "language": edition.language,
        "title": edition.title,
        "period": [edition.period_from, edition.period_to],
        "stage": roadmap.stage,
        "validation": {
            "authority": edition.authority,
            "act": edition.act,
            "date": plain(edition.validated_on),
        },
        "texts": [
            {"language": text.language, "title": text.title, "vision": text.vision, "state": text.state}
            for text in edition.texts.all()
        ],
        "vision": edition.vision,
        "context": edition.context,
        "governance": edition.governance,
        "activities": [
            {
                "activity": taken.item.activity,
                "situation": taken.item.situation,
                "aim": taken.item.aim,
                "measures": [_measure(planned, values) for planned in taken.measures],
            }
            for taken in whole.items
        ],
    }


_PLAIN = (
    "key", "kind", "title", "description", "lead", "partners", "starts_on", "ends_on", "cost", "currency", "rate",
    "cost_usd", "funding", "gender_marker", "legal_reference",
)  # fmt: skip


def _measure(planned: Any, values: dict[str, list[Any]]) -> dict[str, Any]:
    measure = planned.measure
    return {
        **{name: plain(getattr(measure, name)) for name in _PLAIN},
        "sdg_targets": measure.sdg_targets.split(),
        "status": {
            "declared": measure.declared,
            "declared_on": plain(measure.declared_on),
            "verified": measure.verified or None,
            "verified_on": plain(measure.verified_on),
            "evidence": measure.evidence,
        },
        "indicators": [
            {
                **{name: plain(value) for name, value in row.items()},
                "values": [
                    {name: plain(getattr(value, name)) for name in ("on", "value", "unit", "women", "men", "source")}
                    for value in values.get(row["key"], ())
                ],
            }
            for row in planned.indicators
        ],
    }


def as_xlsx(whole: Whole) -> bytes:
    """The measures as a workbook, in the columns of the template: what is taken away can be sent back."""
    return write_xlsx(sheet.columns(), sheet.rows_of(whole), sheet=sheet.SHEET, title=whole.edition.title)


def file_name(edition: Edition, ending: str) -> str:
    """The name of a file taken away."""
    return f"roadmap-{edition.roadmap.country.iso3.lower()}-{edition.number}.{ending}"
