"""What every page of an entry in the workspace begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.reference.languages import page_language

from ...models import Entry
from ...queries_writing import originals_of
from ...spoken import language_attributes, spoken

View = Callable[..., HttpResponseBase]


def of_entry(view: View) -> View:
    """Give the view the entry instead of its code; 404 for who does not read it."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        entry = Entry.objects.select_related("country", "version").filter(code=code.upper()).first()
        if entry is None or reason_against("knowledge.read_entry", request.user, entry):
            raise Http404
        return view(request, entry, **kwargs)

    return wrapped


def frame(entry: Entry, **more: Any) -> dict[str, Any]:
    """What the templates of an entry share."""
    title, written = originals_of([entry]).get(entry.pk, (_("Entry without a title"), page_language()))
    return {
        "entry": entry,
        "title": title,
        "spoken_title": spoken(title, written, page_language()),
        "title_attributes": language_attributes(written, page_language()),
        "entry_url": reverse("knowledge:entry", args=[entry.code]),
        **more,
    }


def refused(request: HttpRequest, error: Refused, entry: Entry) -> HttpResponse:
    """Back to the entry with the reason. Raises Http404 for who may not know of it."""
    if isinstance(error, NotAllowed) and reason_against("knowledge.read_entry", request.user, entry):
        raise Http404
    messages.error(request, error.message)
    return redirect("knowledge:entry", entry.code)
