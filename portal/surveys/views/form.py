"""The page of a form by private link: no account, no cookie; a visit writes nothing, a button sends.

The token in the address is all the authority there is, so a POST needs no CSRF field: nobody can be
made to send a form whose address they do not know, and none is lost to a stale token.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from portal.accounts import throttle
from portal.accounts.services import Refused
from portal.collaboration.completeness import MISSING, Problem
from portal.collaboration.forms.raw import Raw, flatten, from_posted, from_stored
from portal.collaboration.forms.section_form import build, row_reader
from portal.collaboration.forms.telling import Lines, row_lines, said

from .. import ports
from ..models import Link
from ..queries import find_link, is_stored, read_link
from ..services import Incomplete, Over, answer
from ..standing import why_over

GUESSES = "survey"
UNKNOWN, TOO_MANY, OVER, THANKS = "unknown", "too_many", "over", "thanks"


@csrf_exempt
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form, store its answers once; 404 for an unknown link, 410 for one that is over."""
    if throttle.blocked(request, GUESSES):
        return _closing(request, TOO_MANY, status=429)
    link = find_link(token)
    if link is None:
        throttle.count(request, GUESSES)
        return _closing(request, UNKNOWN, status=404)
    if request.method == "POST":
        return _take(request, link)
    if link.answered_at is not None and link.revoked_at is None and not link.is_past:
        return _closing(request, THANKS, link)
    reason = why_over(link)
    if reason:
        return _closing(request, OVER, link, reason, status=410)
    return _ask(request, link, from_stored(_of(link).section, {}, {}), [])


form.public = True  # type: ignore[attr-defined]


def _of(link: Link) -> ports.Questionnaire:
    found = ports.questionnaire(link.purpose)
    assert found is not None  # asked before by why_over
    return found


def _take(request: HttpRequest, link: Link) -> HttpResponse:
    posted: Any = request.POST
    described = ports.questionnaire(link.purpose)
    if described is None:
        return _closing(request, OVER, link, why_over(link), status=410)
    raw = from_posted(described.section, posted, row_reader(posted))
    if "add_row" in posted and not why_over(link):
        return _ask(request, link, raw, [], add=posted["add_row"])
    try:
        answer(link=link, posted=posted, uploads=request.FILES.getlist("files"))
    except Incomplete as refusal:
        return _ask(request, link, raw, refusal.problems, status=422)
    except Over as refusal:
        link.refresh_from_db()
        if link.answered_at is not None and is_stored(link, flatten(described.section, raw)):
            return redirect(request.path)
        return _closing(request, OVER, link, str(refusal), typed=raw, status=410)
    except Refused as refusal:
        return _ask(request, link, raw, [], refusal=str(refusal), status=422)
    return redirect(request.path)


def _ask(
    request: HttpRequest,
    link: Link,
    raw: Raw,
    problems: list[Problem],
    *,
    add: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    described = _of(link)
    page = build(described.section, raw, problems, add=add)
    values = {
        "link": link,
        "form_title": described.heading(link) or described.section.title,
        "lead": described.lead(link) or described.section.lead,
        "readers": described.readers,
        "files": described.files,
        "page": page,
        "form": page.form,
        "summary": [("", refusal)] if refusal else page.errors,
        "missing_only": bool(problems) and all(problem.kind == MISSING for problem in problems),
        "page_errors": bool(problems or refusal),
    }
    return _private(render(request, "surveys/form.html", values, status=status))


def _closing(
    request: HttpRequest,
    why: str,
    link: Link | None = None,
    reason: str = "",
    *,
    typed: Raw | None = None,
    status: int = 200,
) -> HttpResponse:
    """Any page without questions: thanks, or why there is nothing to answer. ``typed`` is what was not stored."""
    described = ports.questionnaire(link.purpose) if link is not None else None
    titles = {
        UNKNOWN: _("This link is not known"),
        TOO_MANY: _("Too many attempts"),
        OVER: _("This form is no longer open"),
        THANKS: _("Your answers have arrived"),
    }
    shows = link is not None and link.answered_at is not None and link.revoked_at is None and not link.is_past
    values = {
        "why": why,
        "form_title": titles[why],
        "reason": reason,
        "link": link,
        "about": (described.heading(link) or described.section.title) if described and link else "",
        "thanks": described.thanks if described and why == THANKS else "",
        "answers": read_link(link) if shows and link is not None else None,
        "typed": _typed(described, typed) if described and typed else [],
        "page_errors": bool(typed),
    }
    return _private(render(request, "surveys/closing.html", values, status=status))


def _typed(described: ports.Questionnaire, raw: Raw) -> Lines:
    """What was typed, for a page that gives the words back."""
    single = [(str(question.label), said(question, raw[question.name])) for question in described.section.fields]
    lines: Lines = [("", [(label, text) for label, text in single if text])]
    for rows in described.section.rows:
        lines += row_lines(rows, raw[rows.kind])
    return [(name, cells) for name, cells in lines if cells]


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
