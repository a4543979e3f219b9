"""One box over everything public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page

from ..finding import everywhere

LONGEST = 300


@require_safe
@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """What each kind of public page has for the words typed; the box alone without any."""
    typed = request.GET.get("q", "")[:LONGEST]
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())
    groups = everywhere(words, (get_language() or "en")[:2]) if words else []
    total = sum(group.count for group in groups)
    return render(request, "programme/search.html", {"q": words, "groups": groups, "total": total})
