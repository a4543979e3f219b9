"""When the expert can work: rows of periods, saved together."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import Refused
from portal.collaboration.parsing import parse_date, parse_number
from portal.ui.rows import Column, RowTable, read_rows

from ...models import Expert
from ...periods import Span
from ...queries_person import periods_from
from ...services import availability
from .base import frame, of_expert

KIND = "periods"
Typed = list[dict[str, Any]]
Errors = dict[tuple[int, str], str]


def _columns(dates: str = "date") -> tuple[Column, ...]:
    return (
        Column("starts_on", gettext_lazy("From"), type=dates, width="third"),
        Column("ends_on", gettext_lazy("To"), type=dates, width="third"),
        Column("days_per_month", gettext_lazy("Days a month"), type="number", width="quarter"),
        Column("note", gettext_lazy("Note"), hint=gettext_lazy("For example: mornings only, no travel.")),
    )


@keeps_typed
@of_expert
def availability_page(request: HttpRequest, expert: Expert) -> HttpResponseBase:
    """Write the periods; saving them says that they are true today."""
    restored = getattr(request, "restored", None)
    errors: Errors = {}
    more = 0
    if request.method == "POST":
        rows = read_rows(request.POST, KIND, _columns(), max_rows=availability.MOST + 1)
        if request.POST.get("add_row"):
            more = 1
        else:
            errors = _save(request, expert, rows)
            if not errors:
                messages.success(request, _("Your availability is saved. It counts from now on."))
                return redirect((request.POST.get("then") == "confirm" and "expertise:confirm") or "expertise:home")
    elif restored is not None:
        rows = read_rows(restored, KIND, _columns(), max_rows=availability.MOST + 1)
    else:
        rows = [
            {
                "starts_on": row.starts_on.isoformat(),
                "ends_on": row.ends_on.isoformat(),
                "days_per_month": row.days_per_month,
                "note": row.note,
            }
            for row in periods_from(expert)
        ]
    table = RowTable(
        prefix=KIND,
        columns=_columns("date" if all(_shown_as_date(row) for row in rows) else "text"),
        rows=rows,
        row_label=_("Period"),
        add_label=_("Add a period"),
        errors=errors,
        blank=more,
        max_rows=availability.MOST + 1,
    )
    found = [("", text) for (place, _column), text in errors.items() if place < 0] + [
        item for item in table.summary_items() if item
    ]
    return render(
        request,
        "expertise/person/availability.html",
        frame(
            expert,
            table=table,
            found=found,
            page_errors=bool(errors),
            restored=restored is not None,
            then=request.GET.get("then") or request.POST.get("then") or "",
        ),
        status=422 if errors else 200,
    )


def _save(request: HttpRequest, expert: Expert, rows: Typed) -> Errors:
    """Store the rows; the errors by row and column, empty when they are stored."""
    spans: list[Span] = []
    errors: Errors = {}
    for place, row in enumerate(rows):
        span = _read(row, place, errors)
        if span is not None:
            spans.append(span)
    if errors:
        return errors
    try:
        availability.set_periods(expert=expert, periods=spans, by=request.user)
    except availability.PeriodRefused as error:
        return {(error.place, error.column): error.message}
    except Refused as error:
        return {(-1, ""): error.message}
    return {}


def _read(row: Mapping[str, Any], place: int, errors: Errors) -> Span | None:
    values: dict[str, Any] = {}
    asked = {
        "starts_on": (parse_date, _("give a day, such as 2027-03-01")),
        "ends_on": (parse_date, _("give a day, such as 2027-12-31")),
        "days_per_month": (lambda raw: parse_number(raw, 1, 31), _("give 1 to 31 days a month")),
    }
    for name, (parse, words) in asked.items():
        try:
            values[name] = parse(str(row.get(name) or ""))
        except ValueError:
            values[name] = None
        if values[name] is None:
            errors[(place, name)] = words
    if any(value is None for value in values.values()):
        return None
    return Span(values["starts_on"], values["ends_on"], values["days_per_month"], str(row.get("note") or ""))


def _shown_as_date(row: Mapping[str, Any]) -> bool:
    """A browser shows nothing in a date control that holds another text: such a text gets a plain one."""
    for name in ("starts_on", "ends_on"):
        try:
            day = parse_date(str(row.get(name) or ""))
        except ValueError:
            return False
        if day is not None and row[name] != day.isoformat():
            return False
    return True
