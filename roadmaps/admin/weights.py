"""The weights of the matching in the office, with what a change would do to the order of an example."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from expertise import weights
from expertise.models import MatchingWeight
from expertise.services.weights import change
from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.accounts.services.refusals import Refused
from portal.office import ReadOnlyAdmin, register
from portal.office.pages import pages_of

from ..forms.weights import WeightsForm
from ..models import Need
from ..selection.matches import for_needs
from ..selection.queries_matching import need_at, open_needs
from .common import staff_only

page = pages_of("roadmaps/matching")

SHOWN = 10
EXAMPLES = 50


@register(MatchingWeight)
class MatchingWeightAdmin(ReadOnlyAdmin):
    """One form for all of them; there is no list and no form of one weight."""

    may_view = lambda user, obj=None: is_staff_member(user)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(weights_view), name="roadmaps_weights"),
            path("", view(weights_view), name="expertise_matchingweight_changelist"),
        ]


@dataclass(frozen=True, slots=True)
class Moved:
    """An expert in the order an example would have, and the place now."""

    place: int
    before: int
    name: str
    score: Any
    score_before: Any

    @property
    def up(self) -> int:
        return self.before - self.place


def effect(need: Need, tried: dict[str, int]) -> list[Moved]:
    """The first of the order that these weights would give, with their places now. The barred are left out."""
    now = {match.expert_id: match for match in for_needs([need])[need.code]}
    order = [match for match in for_needs([need], using=tried)[need.code] if not match.is_barred]
    return [
        Moved(match.place, now[match.expert_id].place, match.name, match.score, now[match.expert_id].score)
        for match in order[:SHOWN]
    ]


@staff_only
def weights_view(request: HttpRequest) -> HttpResponse:
    """Read the weights; try others on an example; save them with a reason."""
    in_force = weights.in_force()
    form = WeightsForm(request.POST or None, weights=in_force)
    examples = list(open_needs()[:EXAMPLES])
    code = request.POST.get("example", "")
    example = need_at(code) if code else (examples[0] if examples else None)
    moved: list[Moved] = []
    refused = ""
    if request.method == "POST" and form.is_valid():
        if "save" not in request.POST:
            moved = effect(example, form.weights()) if example is not None else []
        else:
            try:
                changed = change(weights=form.weights(), by=request.user, reason=form.cleaned_data["reason"])
            except Refused as refusal:
                refused = refusal.message
            else:
                words = _("The weights are saved.") if changed else _("Nothing was different: nothing is saved.")
                messages.success(request, words)
                return redirect("admin:roadmaps_weights")
    return page(
        request,
        "weights.html",
        _("Weights of the matching"),
        {
            "form": form,
            "total": sum(in_force.values()),
            "examples": examples,
            "example": example,
            "moved": moved,
            "refused": refused,
            "reason": reason_against("expertise.weigh", request.user),
        },
        status=422 if refused or form.errors else 200,
    )
