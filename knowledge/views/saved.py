"""The searches a person keeps: saved from any address of the search, opened, renamed, deleted."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language

from ..asked import Asked, WrongFilters, read
from ..feeds import address
from ..forms import SearchForm
from ..models import SavedSearch
from ..saved import asks, kept_query, new_in
from ..services import saving
from .public.practices import chosen

MOST_NAMED = 4


def _shown(asked: Asked) -> dict[str, Any]:
    """What the pages say of a search: the words and each filter in force, its feed."""
    return {
        "words": [words for words, _without in chosen(asked, page_language())],
        "feed": address(asked, page_language()),
    }


def _name_for(asked: Asked) -> str:
    """A name to begin with."""
    filters = [words for words, _without in chosen(asked.without("q"), page_language())]
    return ", ".join([*filter(None, [asked.q]), *filters[:MOST_NAMED]])[:100] or _("All entries")


@login_required
@require_safe
def searches_page(request: HttpRequest) -> HttpResponse:
    """The list, with how many entries are new since each was last opened."""
    own = [asks(search, page_language()) for search in SavedSearch.objects.visible_to(request.user)]
    new = new_in(own, [one.search.opened_at for one in own])
    rows = [{"one": one, "new": len(ids), **_shown(one.asked)} for one, ids in zip(own, new, strict=True)]
    return render(request, "knowledge/saved/list.html", {"rows": rows, "most": saving.MOST})


@keeps_typed
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save_page(request: HttpRequest) -> HttpResponse:
    """Give the search in the address a name; one that is saved already is said to be so."""
    try:
        asked = read(request.GET, page_language())
    except WrongFilters as wrong:
        context = {"problems": wrong.problems, "page_errors": True}
        return render(request, "knowledge/public/wrong.html", context, status=400)
    query = kept_query(asked, page_language())
    asked = read(QueryDict(query), page_language())
    form = start(request, SearchForm, initial={"name": _name_for(asked)})
    if request.method == "POST" and form.is_valid():
        try:
            saving.save(query=query, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except saving.AlreadySaved as known:
            messages.info(request, known.message)
            return redirect("knowledge:search", known.search.code)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The search is saved. New entries are counted from now on."))
            return redirect("knowledge:searches")
    context = {
        **_shown(asked),
        "form": form,
        "known": SavedSearch.objects.visible_to(request.user).filter(query=query).first(),
        "back": reverse("knowledge:practices") + (f"?{query}" if query else ""),
    }
    return render(request, "knowledge/saved/save.html", context, status=422 if form.errors else 200)


def _own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the person's own search instead of its code; 404 for anybody else's."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, code: str) -> HttpResponse:
        search = SavedSearch.objects.visible_to(request.user).filter(code=code.upper()).first()
        if search is None:
            raise Http404
        return view(request, search)

    return wrapped


@keeps_typed
@_own
@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    """Rename it, and choose whether it is told by mail."""
    form = start(request, SearchForm, initial={"name": search.name, "notify": search.notify})
    if request.method == "POST" and form.is_valid():
        try:
            saving.change(search=search, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("knowledge:searches")
    one = asks(search, page_language())
    context = {**_shown(one.asked), "one": one, "form": form}
    return render(request, "knowledge/saved/edit.html", context, status=422 if form.errors else 200)


@_own
@require_POST
def open_search(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    """To the public page with the newest first; what is there is no longer counted as new."""
    one = asks(search, page_language())
    if not one.problems:
        saving.opened(search=search, by=request.user)  # type: ignore[arg-type]
    query = one.address
    return redirect(reverse("knowledge:practices") + (f"?{query}" if query else ""))


@_own
@require_POST
def delete_search(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    """Keep it no longer."""
    saving.delete(search=search, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("“%(name)s” is deleted.") % {"name": search.name})
    return redirect("knowledge:searches")
