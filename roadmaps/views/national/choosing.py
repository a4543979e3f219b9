"""Choosing the activities of a roadmap: from the application, from the self-diagnosis, or freely."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.reference.queries import roadmap as outputs_of
from portal.reference.queries import term_map
from portal.ui.rows import Column

from ...models import Edition, Roadmap
from ...national.queries import from_application, from_diagnosis
from ...sections.edition import IMPORTANCE, LEVELS
from ...services.national.starting import choose_activities
from .base import frame
from .writing import while_open


@keeps_typed
@while_open
def activities_page(request: HttpRequest, roadmap: Roadmap, edition: Edition) -> HttpResponseBase:
    """Twenty boxes with an order. Until something is chosen, the suggestion stands ticked."""
    reference, proposed = from_application(roadmap.country_id)
    suggestions = from_diagnosis(edition)
    error, typed = "", getattr(request, "restored", None)
    if request.method == "POST":
        typed = request.POST
        try:
            choose_activities(roadmap=roadmap, codes=_in_order(typed), by=request.user)
        except Refused as refusal:
            error = refusal.message
        else:
            messages.success(request, _("The activities are chosen."))
            return redirect("roadmaps:roadmap", roadmap.country.iso3.lower())
    chosen = list(edition.items.order_by("position", "activity").values_list("activity", flat=True))
    preset = chosen or [one.activity for one in suggestions] or proposed
    words = term_map("activity", page_language())
    return render(
        request,
        "roadmaps/national/activities.html",
        frame(
            roadmap,
            outputs=outputs_of(page_language()),
            picked=_picked(typed) if typed is not None else _numbered(preset),
            columns=(Column("order", _("Order"), type="number", width="quarter"),),
            error=error,
            page_errors=bool(error),
            is_proposed=not chosen and bool(preset) and typed is None,
            reference=reference,
            proposed=[(code, str(words[code].text)) for code in proposed if code in words],
            suggestions=[
                (one, str(words[one.activity].text), dict(LEVELS)[one.level], dict(IMPORTANCE)[one.importance])
                for one in suggestions
                if one.activity in words
            ],
        ),
        status=422 if error else 200,
    )


def _numbered(codes: list[str]) -> dict[str, dict[str, Any]]:
    return {code: {"order": place, "chosen": True} for place, code in enumerate(codes, start=1)}


def _picked(posted: Any) -> dict[str, dict[str, Any]]:
    """What was ticked and typed, as it stands."""
    ticked = set(posted.getlist("activities"))
    codes = ticked | {name.removeprefix("order-") for name in posted if name.startswith("order-") and posted[name]}
    return {code: {"order": posted.get(f"order-{code}", ""), "chosen": code in ticked} for code in codes}


def _in_order(posted: Any) -> list[str]:
    """The ticked codes by the numbers given; those without one come after, in the order of the Open Roadmap."""

    def place(code: str) -> tuple[int, str]:
        text = str(posted.get(f"order-{code}") or "").strip()
        return (int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1000, code)

    return sorted(dict.fromkeys(posted.getlist("activities")), key=place)
