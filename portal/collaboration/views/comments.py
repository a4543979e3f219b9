"""The page of the comments of a record: read by its people, written, answered and settled there."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language

from ..discussion import address_of, talks_of, threads_of
from ..models import Comment
from ..ports import kind_of
from ..services import answer_comment, settle_comment, write_comment


def comments_page(request: HttpRequest, record: models.Model, template: str, **more: Any) -> HttpResponseBase:
    """Every comment of a record, and the forms. The app's view (``keeps_typed``) has found the record; ``template``
    extends ``collaboration/comments.html``. Raises Http404 for who does not read its comments."""
    kind = kind_of(record)
    if not kind.reads(request.user, record):  # type: ignore[arg-type]
        raise Http404
    if request.method != "POST":
        return _show(request, record, template, getattr(request, "restored", None) or request.GET, more)
    try:
        place, done = _act(request, record)
    except Refused as error:
        return _show(request, record, template, request.POST, more, error.message)
    messages.success(request, done)
    url = address_of(record)
    back = kind.places(record, page_language()).get(place) if request.POST.get("back") else None
    return redirect(f"{back.url}#comments" if back and back.url else url)


def _act(request: HttpRequest, record: models.Model) -> tuple[str, str]:
    """Do what was asked; (page, what is told of it). Raises `Refused`; Http404 for a comment of another record."""
    posted, by = request.POST, request.user
    act = posted.get("act", "")
    if act == "write":
        made = write_comment(record=record, place=posted.get("place", ""), text=posted.get("text", ""), by=by)  # type: ignore[arg-type]
        return made.place, _("The comment is written; the others are told.")
    number = posted.get("comment", "")
    comment = threads_of(record).filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if comment is None:
        raise Http404
    if act == "answer":
        answer_comment(comment=comment, text=posted.get("text", ""), by=by)  # type: ignore[arg-type]
        return comment.place, _("The answer is written; the others are told.")
    if act in {"settle", "reopen"}:
        settle_comment(comment=comment, by=by, settled=act == "settle")  # type: ignore[arg-type]
        return comment.place, _("The comment is settled.") if act == "settle" else _("The comment is open again.")
    raise Http404


def _show(
    request: HttpRequest,
    record: models.Model,
    template: str,
    typed: Mapping[str, Any],
    more: Mapping[str, Any],
    error: str = "",
) -> HttpResponseBase:
    kind = kind_of(record)
    places = kind.places(record, page_language())
    rows: list[Comment] = list(threads_of(record))
    answered = str(typed.get("comment") or "")
    field = f"id_text-{answered}" if answered else "id_place" if error and typed.get("text") else "id_text"
    why_not = kind.why_not(request.user, record)  # type: ignore[arg-type]
    context = {
        "url": address_of(record),
        "talks": talks_of(record, [row for row in rows if not row.settled_at], places),
        "settled": talks_of(record, [row for row in rows if row.settled_at], places),
        "count": sum(1 for row in rows if not row.settled_at),
        "places": list(places.items()),
        "place": str(typed.get("place") or ""),
        "answered": answered,
        "typed": str(typed.get("text") or ""),
        "may_comment": not why_not,
        "why_not": why_not,
        "writes": kind.writes(request.user, record),  # type: ignore[arg-type]
        "problems": [(field, error)] if error else [],
        "page_errors": bool(error),
    }
    return render(request, template, {**context, **more}, status=422 if error else 200)
