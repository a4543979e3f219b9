"""One file on one page: where it stands, what can be done and why not, answers, assessments, history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.activity.queries import history
from portal.collaboration.queries import requests_of
from portal.prepared import Prepared
from portal.reference.queries import country_row, terms

from .. import queries_process, states
from ..conditions import why_not
from ..gates import is_stale
from ..models import Application, GateCheck, Letter
from ..money import money_of
from ..queries import answers_of
from ..rules_process import is_secretariat, visible_assessments
from ..services.points import named
from .common import file_at, page
from .file_list import STITCH

LATEST = 60


@dataclass(frozen=True)
class Act:
    """Something one might do now: its words, its address, and why it is not possible."""

    code: str
    label: str
    url: str
    reason: str = ""
    primary: bool = False
    by_link: bool = False


def acts_of(user: Any, application: Application) -> list[Act]:
    """What follows in this state, each with the reason against it."""
    ref = application.ref

    def url(name: str) -> str:
        return reverse(f"admin:applications_{name}", args=[ref])

    if application.state == states.SUBMITTED:
        bar = reason_against("applications.screen", user, application)
        return [Act("screen", _("Open the screening"), url("screen"), bar, primary=True)]
    if application.state == states.SCREENING:
        bar = reason_against("applications.screen", user, application)
        return [
            Act(
                "eligible",
                _("Eligible"),
                url("eligible"),
                bar or why_not("every_gate_yes", application),
                primary=True,
            ),
            Act("clarify", _("Ask for a clarification"), url("clarify"), bar, by_link=True),
            Act(
                "ineligible",
                _("Not eligible"),
                url("ineligible"),
                bar or why_not("a_gate_no", application),
                by_link=True,
            ),
        ]
    assign = f"{reverse('admin:applications_assign')}?ref={ref}"
    if application.state in (states.ELIGIBLE, states.ASSESSMENT):
        bar = reason_against("applications.assign", user, application)
        label = _("Name assessors") if application.state == states.ELIGIBLE else _("Name one more assessor")
        return [Act("assign", label, assign, bar, primary=application.state == states.ELIGIBLE, by_link=True)]
    if application.state in (states.RANKED, states.RESERVE) and application.round_id:
        board = f"{reverse('admin:applications_board')}?round={application.round_id}"
        acts = [Act("board", _("Open the decision board"), board, primary=True, by_link=True)]
        if application.state == states.RANKED:
            bar = reason_against("applications.assign", user, application)
            if getattr(application, "decision", None) is not None:
                bar = bar or _("A decision is already prepared.")
            acts.append(Act("again", _("Ask for one more assessment"), assign, bar, by_link=True))
        return acts
    return []


_CHECKS = Prepared(
    lambda application: (
        GateCheck.objects.filter(application=application)
        .select_related("gate", "confirmed_by")
        .order_by("gate__position", "gate_id")
    )
)
_LETTERS = Prepared(
    lambda application: Letter.objects.filter(application=application).select_related("issued", "job")
)


def file_view(request: HttpRequest, ref: str) -> HttpResponse:
    """The page. A draft shows that it exists, not what is in it."""
    application = file_at(request, ref)
    language = get_language() or "en"
    user = request.user
    country = country_row(application.country.iso3, language)
    regions = {term.code: term.text for term in terms("region", language)}
    context: dict[str, Any] = {
        "application": application,
        "party": country.name if country else application.country.iso3,
        "country": application.country,
        "region": regions.get(application.country.region, ""),
        "stitch": STITCH.get(application.state, "half"),
        "turn": states.TURNS[application.turn],
        "acts": acts_of(user, application) if is_secretariat(user) else [],
        "entries": history(application)[:LATEST],
        "is_secretariat": is_secretariat(user),
        "may_screen": application.state == states.SCREENING
        and not reason_against("applications.screen", user, application),
    }
    if application.submitted_at is not None and application.current_version is not None:
        context |= _sent(user, application, language)
    return page(request, "file.html", f"{context['party']} · {application.ref}", context)


def _with_points(requests: Iterable[Any]) -> list[Any]:
    """Each clarification with its points, named."""
    found = list(requests)
    for request in found:
        request.named_points = named(request.points.all())
    return found


def _sent(user: Any, application: Application, language: str) -> dict[str, Any]:
    """What is shown of a file that was submitted."""
    rows = queries_process.assessments_with_scores(application)
    shown = {row.pk for row in visible_assessments(user, application, rows)}
    checks = _CHECKS(application.pk)
    staff = is_secretariat(user)
    return {
        "version": application.current_version,
        "reading": answers_of(application.current_version),
        "gates": [{"check": check, "stale": is_stale(check, application)} for check in checks],
        "outcomes": GateCheck.Outcome.choices,
        "requests": _with_points(requests_of(application)),
        "assessments": [{"row": row, "shown": row.pk in shown} for row in rows] if staff else [],
        "hidden": staff and bool(rows) and not shown,
        "labels": queries_process.labels_of(application.call_id, language) if shown and staff else {},
        "decision": getattr(application, "decision", None) if staff else None,
        "money": money_of(application.round)
        if staff and application.round and application.state in (states.RANKED, *states.DECIDED)
        else None,
        "letters": _LETTERS(application.pk) if staff else [],
    }
