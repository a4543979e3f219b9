"""Any result of the search to take away: CSV and JSON as they are read, XLSX up to a number of rows."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.spreadsheets import CSV, XLSX, write_csv, write_xlsx
from portal.machines.files import download, refusal
from portal.reference.languages import page_language

from ..asked import Asked, WrongFilters, read
from ..results import find
from .licence import LICENCE, cite
from .reading import records
from .table import columns, rows

MOST_XLSX = 10_000
JSON = "application/json; charset=utf-8"


def _made(
    request: HttpRequest, ending: str, kind: str, make: Callable[[list[int], Asked, str], Any]
) -> HttpResponseBase:
    """The file of what the address asks; a plain 400 that names each wrong filter."""
    language = page_language()
    try:
        asked = read(request.GET, language, strict=True)
    except WrongFilters as wrong:
        return refusal("\n".join(f"{name}: {words}" for name, words in wrong.problems))

    def now() -> Iterable[str] | bytes:
        found: Iterable[str] | bytes = make(find(asked, language).ids, asked, language)
        return found

    if ending == "xlsx":
        total = find(asked, language).total
        if total > MOST_XLSX:
            return refusal(
                _("This result has %(total)s entries; a workbook holds %(most)s. Take it as CSV, narrow it down, or "
                  "take the whole files of the open data.") % {"total": total, "most": MOST_XLSX}
            )  # fmt: skip
    return download(request, f"practices-{language}.{ending}", kind, now)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """One row an entry, streamed."""
    return _made(request, "csv", CSV, lambda ids, asked, language: write_csv(columns(), rows(records(ids), language)))


@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    """Entries whole, in every language they have, streamed."""
    return _made(request, "json", JSON, json_lines)


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponseBase:
    """The table as a workbook; 400 for more rows than `MOST_XLSX`."""
    return _made(
        request, "xlsx", XLSX,
        lambda ids, asked, language: write_xlsx(columns(), rows(records(ids), language), sheet=_("Practices")),
    )  # fmt: skip


def json_lines(ids: list[int], asked: Asked, language: str) -> Iterator[str]:
    """One JSON document, an entry at a time."""
    query = asked.address()
    head = {
        "count": len(ids),
        "source": f"{settings.PUBLIC_URL}/{language}/practices/" + (f"?{query}" if query else ""),
        "made_at": timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        "licence": LICENCE,
        "citation": cite(_("Knowledge base")),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "results": [\n'
    for place, record in enumerate(records(ids)):
        yield (",\n" if place else "") + json.dumps(record, ensure_ascii=False)
    yield "\n]}\n"
