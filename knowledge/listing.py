"""The list of results as finished pieces of HTML: twenty rows through templates would be the slow part."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db.models import Count
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.prepared import Among, Prepared
from portal.reference.queries import country_names
from portal.search.highlight import Piece
from portal.search.index import Hit
from portal.ui.dates import month
from portal.ui.stitches import chips

from .choices import LANGUAGES, Kind, Proposer
from .found import address
from .models import Entry
from .spoken import language_attributes

_NAMES = dict(LANGUAGES)
_FIELDS = ("pk", "kind", "proposer", "country", "version__organisation", "version__period_from",
           "version__period_to", "confirmed_on", "is_outdated", "version__is_illustration", "slug")  # fmt: skip


_ABOUT = Prepared(
    lambda ids: (
        Entry.objects.filter(pk__in=Among(ids))
        .annotate(used=Count("reuses"))
        .order_by()
        .values_list(*_FIELDS, "used")
    )
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a row says beside title and extract."""

    slug: str
    kind: str
    origin: str
    year: str
    note: str
    reuses: int


def beside(ids: Sequence[int], reader: str) -> dict[int, Beside]:
    """What the rows of these entries say beside their words, for a page in one language: one query."""
    rows = [dict(zip((*_FIELDS, "used"), row, strict=True)) for row in _ABOUT(ids)]
    names = country_names(reader)
    return {
        row["pk"]: Beside(
            slug=row["slug"],
            kind=str(Kind(row["kind"]).label),
            origin=names.get(row["country"], "") or _origin(row),
            year=_year(row["version__period_from"], row["version__period_to"]),
            note=_standing(row),
            reuses=row["used"],
        )
        for row in rows
    }


def origin(proposer: str, organisation: str) -> str:
    """Where an entry of no country comes from, in the words of the page: an expert stands for no institution."""
    if proposer == Proposer.SECRETARIAT:
        return _("Secretariat")
    return _("Expert of the Facility") if proposer == Proposer.EXPERT else organisation


def _origin(row: dict[str, Any]) -> str:
    return origin(row["proposer"], row["version__organisation"])


def _year(first: int | None, last: int | None) -> str:
    if not first:
        return ""
    if last is None:
        return _("since %(year)s") % {"year": first}
    return str(first) if first == last else f"{first}–{last}"


def _standing(row: dict[str, Any]) -> str:
    when = month(row["confirmed_on"])
    said = _("Not confirmed since %(month)s") if row["is_outdated"] else _("Confirmed in %(month)s")
    words = said % {"month": when} if when else ""
    return " · ".join(filter(None, (_("Invented example") if row["version__is_illustration"] else "", words)))


def rows(hits: Sequence[Hit], about: dict[int, Beside], reader: str) -> SafeString:
    """The list items of these hits."""
    return mark_safe(  # everything in them is escaped where it is made
        "\n".join(_row(hit, about[hit.object_id], reader) for hit in hits if hit.object_id in about)
    )


def _row(hit: Hit, about: Beside, reader: str) -> str:
    spoken = language_attributes(hit.language, reader)
    meta = "<br>".join(escape(text) for text in (about.kind, about.origin, about.year) if text)
    note = [about.note]
    if len(hit.languages) > 1 or hit.language != reader:
        note.insert(0, ", ".join(_NAMES.get(code, code) for code in hit.languages))
    if about.reuses:
        note.append(
            ngettext("used by %(count)s country", "used by %(count)s countries", about.reuses)
            % {"count": about.reuses}
        )
    words = " · ".join(escape(part) for part in note if part)
    return (
        f'<li><div class="meta">{meta}</div><div><h3{spoken}><a href="{escape(address(about.slug))}">'
        f"{pieces(hit.title)}</a></h3><p{spoken}>{pieces(hit.extract)}</p>"
        f'<div class="note">{chips(sorted(hit.facets.get("activity", ())))}<span>{words}</span></div></div></li>'
    )


def pieces(parts: Sequence[Piece]) -> str:
    """Pieces of text with the hits marked, escaped."""
    return "".join(f"<mark>{escape(part.text)}</mark>" if part.is_hit else escape(part.text) for part in parts)
