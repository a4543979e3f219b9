"""The decision board: a round in its order, gauges, and one decision a row."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.accounts.telling import tell
from portal.office import ReadOnlyAdmin, register

from ..board import Board, read_board, rounds_to_decide
from ..models import Decision, Round
from ..rules_process import is_head, is_officer, is_secretariat
from ..services.announcement import release
from ..services.decision import Choice, decide, prepare, send_back
from ..services.transition import Refused
from .common import page, secretariat_only


@register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """The board; there is no list and no form of decisions beside it."""

    may_view = lambda user, obj=None: is_secretariat(user)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(board_view), name="applications_board"),
            path("", view(board_view), name="applications_decision_changelist"),
            path("decide/", view(decide_view), name="applications_decide"),
            path("release/", view(release_view), name="applications_release"),
            path("<int:pk>/send-back/", view(send_back_view), name="applications_send_back"),
        ]


def _round(number: str | None) -> tuple[Round | None, list[Round]]:
    """The round asked for (the latest by default) among those there are. Raises Http404."""
    rounds = rounds_to_decide()
    if number is None:
        return (rounds[0] if rounds else None), rounds
    found = next((row for row in rounds if str(row.pk) == number), None)
    if found is None:
        raise Http404
    return found, rounds


def _show(
    request: HttpRequest,
    round_: Round | None,
    rounds: list[Round],
    *,
    typed: dict[int, Choice] | None = None,
    refused: str = "",
) -> HttpResponse:
    board: Board | None = read_board(round_, request.user, get_language() or "en", typed) if round_ else None
    return page(
        request,
        "board.html",
        _("Decision board"),
        {
            "board": board,
            "round": round_,
            "rounds": rounds,
            "refused": refused,
            "is_officer": is_officer(request.user),
            "is_head": is_head(request.user),
        },
        status=422 if refused else 200,
    )


@secretariat_only
def board_view(request: HttpRequest) -> HttpResponse:
    """Look at a round; an officer records the decisions prepared."""
    round_, rounds = _round(request.GET.get("round"))
    if request.method != "POST" or round_ is None:
        return _show(request, round_, rounds)
    choices = _choices(request)
    try:
        prepared = prepare(round=round_, choices=choices, by=request.user)
    except Refused as refusal:
        return _show(request, round_, rounds, typed=choices, refused=str(refusal))
    number = len(prepared)
    words = ngettext("%(number)s decision is prepared.", "%(number)s decisions are prepared.", number)
    messages.success(request, words % {"number": number} + " " + _("The head decides next."))
    return redirect(_address(round_))


def _choices(request: HttpRequest) -> dict[int, Choice]:
    """The choice of each row that has one."""
    found = {}
    for name, outcome in request.POST.items():
        kind, _dash, key = name.partition("-")
        if kind == "outcome" and key.isdecimal() and outcome:
            reason, feedback = request.POST.get(f"reason-{key}", ""), request.POST.get(f"feedback-{key}", "")
            found[int(key)] = Choice(outcome, reason[:2000], feedback[:10000])
    return found


def _address(round_: Round) -> str:
    return f"{reverse('admin:applications_board')}?round={round_.pk}"


def _chosen(request: HttpRequest) -> tuple[Round, list[Decision]]:
    """The decisions ticked on the board, of one round."""
    if request.method != "POST":
        raise Http404
    round_, _rounds = _round(request.POST.get("round", ""))
    if round_ is None:
        raise Http404
    keys = [key for key in request.POST.getlist("decision") if key.isdecimal()]
    return round_, list(Decision.objects.filter(round=round_, pk__in=keys).select_related("application"))


@secretariat_only
def decide_view(request: HttpRequest) -> HttpResponse:
    """The head takes the decisions that are ticked."""
    round_, chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Tick at least one decision."))
    else:
        seen = {row.pk: request.POST.get(f"seen-{row.pk}", "") for row in chosen}
        done = _("Decided. A second person releases the announcement; no letter has left.")
        tell(request, done, lambda: decide(decisions=chosen, by=request.user, seen=seen))
    return redirect(_address(round_))


@secretariat_only
def release_view(request: HttpRequest) -> HttpResponse:
    """A second person announces the decisions that are ticked."""
    round_, chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Tick at least one decision."))
    else:
        tell(
            request,
            _("Announced. The letters are being made and the Parties are told."),
            lambda: release(decisions=chosen, by=request.user),
        )
    return redirect(_address(round_))


@secretariat_only
def send_back_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The head gives one back, with the reason."""
    decision = Decision.objects.filter(pk=pk).select_related("round", "application").first()
    if decision is None or request.method != "POST":
        raise Http404
    reason = request.POST.get("reason", "")
    tell(
        request,
        _("Given back to the officers."),
        lambda: send_back(decision=decision, by=request.user, reason=reason),
    )
    return redirect(_address(decision.round))
