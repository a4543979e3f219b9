"""The page of an entry for who writes it: what is written, whose turn it is, what comes next."""

from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.services.refusals import Refused
from portal.collaboration.queries import open_request, sections_of
from portal.collaboration.reading import read_sections
from portal.collaboration.tasklist import task_of
from portal.reference.languages import page_language
from portal.reference.queries import country_names

from ... import states
from ...checking import Part, holding_up, in_words, parts_of
from ...choices import LANGUAGES
from ...forms import FileForm
from ...models import Entry, EntryText
from ...queries_writing import corrections_to_make
from ...reading import read_texts
from ...sections import FACTS
from ...services import writing
from ...services.guards import open_version
from ...shown import LANGUAGE_NAMES
from ...store import VERSIONS
from .base import frame, of_entry, refused
from .pages import why_not_written


@of_entry
@require_safe
def entry_page(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Its sections with how far each is, its languages, and what can be done now."""
    version = open_version(entry) or entry.version
    assert version is not None  # an entry begins with a version
    version.entry = entry
    parts = parts_of(version)
    open_now = not why_not_written(request.user, entry)
    saved = sections_of(version)
    may = {
        name: rules.test_rule(f"knowledge.{name}", request.user, entry)
        for name in ("write_entry", "translate_entry", "consent", "confirm_entry", "withdraw_entry", "review_entry")
    }
    facts = [
        task_of(part.state, saved.get(part.section.code), request.user,
                url=_page_of(entry, part) if open_now else "")
        for part in parts
        if part.text is None
    ]  # fmt: skip
    texts = [_text_row(entry, part, request.user, open_now, may["translate_entry"]) for part in parts if part.text]
    spoken = {part.text.language for part in parts if part.text}
    return render(
        request,
        "knowledge/writing/entry.html",
        frame(
            entry,
            version=version,
            facts=facts,
            texts=texts,
            further=[(code, name) for code, name in LANGUAGES if code not in spoken],
            open_now=open_now,
            missing=_missing(entry, parts) if open_now else [],
            may=may,
            is_mine=entry.labels.turn == states.OWNER and may["write_entry"],
            asked=open_request(entry),
            readings=read_texts(entry, version),
            facts_read=read_sections(FACTS, {one.code: VERSIONS.read_section(version, one) for one in FACTS}),
            corrections=corrections_to_make([entry.pk]) if entry.is_public and may["write_entry"] else [],
            party=country_names(page_language()).get(entry.country_id or 0, ""),
            files=list(version.attachments.select_related("stored_file")),
            file_form=FileForm(),
            can_revise=may["write_entry"] and entry.state == states.PUBLISHED,
            can_drop=may["write_entry"]
            and bool(entry.version_id)
            and entry.state in (*states.WRITTEN_IN, "declined"),
        ),
    )


def _page_of(entry: Entry, part: Part) -> str:
    """The page on which a part is written."""
    if part.text is None:
        return reverse("knowledge:entry_section", args=[entry.code, part.section.code])
    return reverse("knowledge:entry_text", args=[entry.code, part.text.language])


def _missing(entry: Entry, parts: list[Part]) -> list[tuple[str, str]]:
    """Each thing that is missing or wrong before the entry can be proposed, with the address of its field."""
    return [
        (in_words(part, problem), f"{_page_of(entry, part)}?check=1#{problem.anchor}")
        for part in holding_up(parts)
        for problem in part.problems
    ]


def _text_row(entry: Entry, part: Any, user: Any, open_now: bool, translates: bool) -> dict[str, Any]:
    text: EntryText = part.text
    may = open_now if text.state == EntryText.State.ORIGINAL else translates
    saved = sections_of(text).get(part.section.code)
    url = _page_of(entry, part) if may else ""
    return {
        "text": text,
        "name": LANGUAGE_NAMES.get(text.language, text.language),
        "task": task_of(part.state, saved, user, url=url),
        "removable": may and text.state != EntryText.State.ORIGINAL,
    }


@of_entry
@require_POST
def languages(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Add a language and open its page, or take a translation out."""
    try:
        if request.POST.get("remove"):
            text = (
                EntryText.objects.filter(version__entry=entry, language=request.POST["remove"][:5])
                .select_related("version__entry")
                .order_by("-version__number")
                .first()
            )
            if text is not None:
                writing.remove_language(text=text, by=request.user)
                messages.success(request, _("The translation is removed."))
            return redirect("knowledge:entry", entry.code)
        made = writing.add_language(entry=entry, language=request.POST.get("language", "")[:5], by=request.user)
    except Refused as error:
        return refused(request, error, entry)
    return redirect("knowledge:entry_text", entry.code, made.language)
