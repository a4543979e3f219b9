"""Several needs at once in the office: choose them, read the best assignment, make shortlists of it."""

from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.office.pages import pages_of

from ..forms.assignment import WishesForm
from ..models import Need
from ..selection.assigning import MOST_NEEDS, Line, Plan, Wishes, plan
from ..selection.queries_matching import named, needs_at, open_needs
from ..services.selection.assigning import Choice, propose_all
from .common import staff_only

page = pages_of("roadmaps/matching")

MOST_LISTED = 200


@dataclass
class Entry:
    """A need of the result as the page shows it, with what was typed when it was refused."""

    line: Line
    party: str
    reason_against: str
    chosen: list[int] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    take: bool = True

    @property
    def options(self) -> list[tuple[Any, bool, str]]:
        """(match, ticked, reason typed)."""
        return [
            (match, match.expert_id in self.chosen, self.reasons.get(match.expert_id, ""))
            for match in self.line.options
        ]


@staff_only
def assignment_view(request: HttpRequest) -> HttpResponse:
    """Choose needs and wishes by the address; the result can be made into shortlists."""
    query = request.GET
    codes = list(dict.fromkeys(query.getlist("need")))
    form = WishesForm(query if codes else None, initial=asdict(Wishes()))
    if codes and "missions" not in query:
        form = WishesForm({**asdict(Wishes())}, initial=asdict(Wishes()))
    needs = needs_at(codes[:MOST_NEEDS])
    if not needs or not form.is_valid():
        return _choose(request, form, codes)
    result = plan(needs, form.wishes())
    if request.method == "POST":
        return _propose(request, result, form, codes)
    return _show(request, result, form, codes)


def _choose(request: HttpRequest, form: WishesForm, codes: list[str]) -> HttpResponse:
    rows = named(list(open_needs()[:MOST_LISTED]), get_language() or "en")
    return page(
        request,
        "assignment.html",
        _("Several needs at once"),
        {"rows": rows, "form": form, "chosen": codes, "most": MOST_NEEDS, "plan": None, "count": len(rows)},
        status=422 if form.errors else 200,
    )


def _show(
    request: HttpRequest,
    result: Plan,
    form: WishesForm,
    codes: list[str],
    *,
    typed: QueryDict | None = None,
    refused: str = "",
) -> HttpResponse:
    parties = {
        row.need.code: row.party for row in named([line.need for line in result.lines], get_language() or "en")
    }
    entries = []
    for line in result.lines:
        barred = reason_against("roadmaps.prepare_selection", request.user, line.need)
        entry = Entry(line, parties[line.need.code], barred)
        if typed is None:
            entry.chosen = [match.expert_id for match in line.options]
            entry.reasons = _ready_reasons(line)
        else:
            entry.chosen = [int(key) for key in typed.getlist(f"expert-{line.need.code}") if key.isdecimal()]
            entry.reasons = _reasons(typed, line)
            entry.take = f"take-{line.need.code}" in typed
        entries.append(entry)
    return page(
        request,
        "assignment.html",
        _("Several needs at once"),
        {
            "plan": result,
            "entries": entries,
            "may_draft": any(entry.line.chosen and not entry.reason_against for entry in entries),
            "form": form,
            "chosen": codes,
            "again": urlencode([("need", code) for code in codes]),
            "refused": refused,
            "gap": round(result.gap * 100, 2),
        },
        status=422 if refused else 200,
    )


def _ready_reasons(line: Line) -> dict[int, str]:
    """The reason that follows from the method, for an expert who comes before a better placed one."""
    if line.chosen is None or not line.given_up:
        return {}
    return dict.fromkeys((match.expert_id for match in line.options), _("Best assignment of several needs together."))


def _reasons(typed: QueryDict, line: Line) -> dict[int, str]:
    return {
        match.expert_id: typed.get(f"reason-{line.need.code}-{match.expert_id}", "")[:1000] for match in line.options
    }


def _propose(request: HttpRequest, result: Plan, form: WishesForm, codes: list[str]) -> HttpResponse:
    typed = request.POST
    try:
        made = propose_all(choices=_choices(typed, result), by=request.user)
    except Refused as refusal:
        return _show(request, result, form, codes, typed=typed, refused=refusal.message)
    number = len(made)
    words = ngettext("%(number)s shortlist is drafted.", "%(number)s shortlists are drafted.", number)
    messages.success(request, words % {"number": number} + " " + _("Read each before it is shared with the Party."))
    return redirect("admin:roadmaps_matching")


def _choices(typed: QueryDict, result: Plan) -> list[Choice]:
    """The needs that are ticked, each with the experts ticked among those shown."""
    found: list[tuple[Need, list[int], dict[int, str]]] = []
    for line in result.lines:
        if f"take-{line.need.code}" not in typed:
            continue
        shown = {match.expert_id for match in line.options}
        keys = [int(key) for key in typed.getlist(f"expert-{line.need.code}") if key.isdecimal()]
        found.append((line.need, [key for key in keys if key in shown], _reasons(typed, line)))
    experts = Expert.objects.in_bulk({key for _need, keys, _reasons_of in found for key in keys})
    return [Choice(need, [experts[key] for key in keys if key in experts], reasons) for need, keys, reasons in found]
