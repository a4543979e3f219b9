"""What is done with an entry by a button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.services.refusals import NotAllowed, Refused
from roadmaps.models import Measure

from ...models import Entry
from ...services import entries, review, upkeep, versions
from .base import of_entry, refused

Act = Callable[[Entry, Any, str], Any]

ACTS: dict[str, Act] = {
    "propose": lambda entry, by, text: review.propose(entry=entry, by=by, message=text),
    "take-back": lambda entry, by, text: review.take_back(entry=entry, by=by),
    "revise": lambda entry, by, text: versions.begin_revision(entry=entry, by=by),
    "drop": lambda entry, by, text: versions.drop_revision(entry=entry, by=by),
    "confirm": lambda entry, by, text: upkeep.confirm(entry=entry, by=by),
    "consent": lambda entry, by, text: review.give_consent(entry=entry, by=by),
    "withdraw": lambda entry, by, text: upkeep.withdraw(entry=entry, reason=text, by=by),
}


def _done(name: str) -> str:
    return {
        "propose": _("The entry is with the editors."),
        "take-back": _("The entry is yours again."),
        "revise": _("The next version is open. The published one stays until yours is published."),
        "drop": _("The next version is dropped. The published one stays."),
        "confirm": _("Thank you: the entry is confirmed."),
        "consent": _("The agreement of the country is noted."),
        "withdraw": _("The entry is withdrawn."),
    }[name]


@of_entry
@require_POST
def act(request: HttpRequest, entry: Entry, name: str) -> HttpResponse:
    """Do one of `ACTS`, and say that it is done or why not."""
    if name not in ACTS:
        raise Http404
    try:
        ACTS[name](entry, request.user, request.POST.get("text", "")[:2000])
    except Refused as error:
        return refused(request, error, entry)
    messages.success(request, _done(name))
    return redirect("knowledge:entry", entry.code)


@login_required
@require_POST
def from_measure(request: HttpRequest, key: str) -> HttpResponse:
    """Begin an entry from a measure of the roadmap, or open the one there is."""
    measure = (
        Measure.objects.filter(key=key).select_related("edition__roadmap__country", "item")
        .order_by("-edition__number").first()
    )  # fmt: skip
    if measure is None:
        raise Http404
    try:
        entry, made = entries.start_from_measure(measure=measure, by=request.user)
    except NotAllowed as error:
        raise Http404 from error
    if made:
        messages.success(request, _("The entry is begun from the measure. Check what was carried over."))
    return redirect("knowledge:entry", entry.code)
