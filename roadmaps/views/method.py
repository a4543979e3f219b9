"""How experts are matched with needs, told to experts, Parties and everybody."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from expertise import aims, weights
from expertise.matching_words import LABELS, MEANINGS
from portal.ui.pages import public_page

from ..selection import bars


@dataclass(frozen=True, slots=True)
class Weighed:
    """A point, what it looks at, and what it weighs now."""

    label: str
    meaning: str
    weight: int
    percent: int


@require_safe
@public_page
def method_page(request: HttpRequest) -> HttpResponse:
    """The weights in force, the bars and the aims of balance: read where the matching reads them."""
    in_force = weights.in_force()
    total = sum(in_force.values())
    points = [
        Weighed(str(LABELS[code]), str(MEANINGS[code]), weight, round(100 * weight / total))
        for code, weight in sorted(in_force.items(), key=lambda pair: -pair[1])
    ]
    wanted = aims.aims(get_language() or "en")
    return render(
        request,
        "roadmaps/matching/method.html",
        {"points": points, "total": total, "bars": bars.meanings(), "aims": wanted},
    )
