"""One entry in the office: what it says in each language, advice, checks, and what can be done now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.activity.queries import history
from portal.collaboration.queries import open_request
from portal.collaboration.reading import read_sections
from portal.reference.languages import page_language
from portal.reference.queries import country_names

from .. import states
from ..advising import advice_on
from ..checking import missing_of, parts_of
from ..checks import CHECKS
from ..models import EditorsChoice, Entry
from ..reading import read_texts
from ..sections import FACTS
from ..services import choosing, review, upkeep
from ..services.guards import open_version
from ..store import VERSIONS
from .common import entry_at, for_editors, page

Act = Callable[[Entry, Any, Any], Any]


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _choose(entry: Entry, posted: Any, by: Any) -> EditorsChoice:
    starts_on = _day(posted.get("starts_on", "")) or timezone.now().date()
    return choosing.choose(
        entry=entry, page=posted.get("page", ""), where=posted.get("where", "")[:8], starts_on=starts_on,
        ends_on=_day(posted.get("ends_on", "")), by=by,
    )  # fmt: skip


ACTS: dict[str, Act] = {
    "take_up": lambda entry, posted, by: review.take_up(entry=entry, by=by),
    "first": lambda entry, posted, by: review.read_first(
        entry=entry, checks=posted.getlist("checks"), comment=posted.get("text", ""), by=by
    ),
    "publish": lambda entry, posted, by: review.publish(
        entry=entry, checks=posted.getlist("checks"), comment=posted.get("text", ""), by=by
    ),
    "ask": lambda entry, posted, by: review.ask_changes(entry=entry, message=posted.get("text", ""), by=by),
    "decline": lambda entry, posted, by: review.decline(entry=entry, reason=posted.get("text", ""), by=by),
    "comment": lambda entry, posted, by: review.comment(entry=entry, text=posted.get("text", ""), by=by),
    "consent": lambda entry, posted, by: review.note_consent(entry=entry, reference=posted.get("text", ""), by=by),
    "withdraw": lambda entry, posted, by: upkeep.withdraw(entry=entry, reason=posted.get("text", ""), by=by),
    "restore": lambda entry, posted, by: upkeep.restore(entry=entry, reason=posted.get("text", ""), by=by),
    "address": lambda entry, posted, by: upkeep.change_slug(entry=entry, slug=posted.get("text", ""), by=by),
    "choose": _choose,
}


@for_editors
def entry_view(request: HttpRequest, code: str) -> HttpResponse:
    """Read it; do one of `ACTS`. What was typed stays on the page when an act is refused."""
    entry = entry_at(code)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            messages.error(request, _("Choose what to do."))
        elif tell(request, _("Done."), lambda: act(entry, request.POST, request.user)):
            return redirect("admin:knowledge_entry", entry.code)
        entry = entry_at(code)
    version = open_version(entry) or entry.version
    assert version is not None  # an entry begins with a version
    version.entry = entry
    texts = read_texts(entry, version)
    refused = request.method == "POST"
    return page(
        request,
        "entry.html",
        texts[0].text.title or entry.code,
        {
            "entry": entry,
            "version": version,
            "party": country_names(page_language()).get(entry.country_id or 0, ""),
            "facts": read_sections(FACTS, {one.code: VERSIONS.read_section(version, one) for one in FACTS}),
            "texts": texts,
            "advice": advice_on(texts[0].text, entry.kind),
            "missing": missing_of(parts_of(version)) if version.is_open else [],
            "checks": CHECKS,
            "readings": list(version.readings.select_related("reader")),
            "notes": list(entry.notes.select_related("author")),
            "asked": open_request(entry),
            "in_review": entry.state in (*states.WITH_EDITORS, states.CHANGES_ASKED),
            "why_not": {
                "review": reason_against("knowledge.review_entry", request.user, entry),
                "publish": reason_against("knowledge.publish_entry", request.user, entry),
            },
            "chosen": list(entry.choices.all()),
            "pages": EditorsChoice.Page.choices,
            "old_slugs": list(entry.old_slugs.all()),
            "entries": history(entry)[:30],
            "typed": request.POST.get("text", "") if refused else "",
            "ticked": request.POST.getlist("checks") if refused else [],
            "act": request.POST.get("act", "") if refused else "",
        },
        status=422 if refused else 200,
    )
