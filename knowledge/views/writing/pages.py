"""The pages on which an entry is written; the engine is the shared one."""

from collections.abc import Mapping
from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.resume import keeps_typed, wants_json
from portal.accounts.services.refusals import Refused
from portal.collaboration.completeness import Problem
from portal.collaboration.parsing import RowReader
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved
from portal.collaboration.views.section import SectionPage
from portal.reference.languages import language_name, page_language

from ... import states
from ...advising import advice_on
from ...checking import problems_of
from ...models import Entry, EntryText, Version
from ...sections import FACTS, story_of
from ...services.guards import open_version
from ...services.writing import save_facts, save_text
from ...shown import LANGUAGE_NAMES, direction
from ...store import TEXTS, VERSIONS
from ...translating import FIGURES, beside, stamp
from .base import frame, of_entry, refused


class EntryPage(SectionPage):
    """One page of an entry."""

    template = "knowledge/writing/section.html"
    conflict_template = "knowledge/writing/conflict.html"

    def __init__(self, request: HttpRequest, entry: Entry, record: Any, section: Section) -> None:
        super().__init__(request, record, section)
        self.entry = entry

    def home(self) -> str:
        return reverse("knowledge:entry", args=[self.entry.code])

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return problems_of(self.section, given, unparsed)

    def refuse(self, error: Refused) -> HttpResponseBase:
        return refused(self.request, error, self.entry)

    def frame(self) -> dict[str, Any]:
        return frame(self.entry)


class FactsPage(EntryPage):
    """A section of what holds in every language."""

    store, sections = VERSIONS, FACTS

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return save_facts(
            entry=self.entry, section=self.section, posted=posted, read_rows=read_rows,
            expected_revision=expected_revision, by=self.request.user,
        )  # fmt: skip

    def address(self, section: Section) -> str:
        return reverse("knowledge:entry_section", args=[self.entry.code, section.code])


class TextPage(EntryPage):
    """The words in one language."""

    store = TEXTS

    def __init__(self, request: HttpRequest, entry: Entry, record: Any, section: Section) -> None:
        super().__init__(request, entry, record, section)
        self.sections = (section,)

    @property
    def is_last(self) -> bool:
        return True

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        told = self.request.POST
        return save_text(
            text=self.record, posted=posted, read_rows=read_rows, expected_revision=expected_revision,
            by=self.request.user, follows=told.getlist("follows"), seen=told.get("seen", ""),
        )  # fmt: skip

    def address(self, section: Section) -> str:
        return reverse("knowledge:entry_text", args=[self.entry.code, self.record.language])

    def context(self) -> dict[str, Any]:
        language = self.record.language
        for question in self.shown.form.fields.values():
            question.widget.attrs |= {"lang": language, "dir": direction(language)}
        stored = EntryText.objects.get(pk=self.record.pk)  # perhaps it was saved just now
        return {
            "text": self.record,
            "language_name": LANGUAGE_NAMES.get(language, language),
            "advice": advice_on(stored, self.entry.kind),
        }


class TranslationPage(TextPage):
    """A translation: each field beside the words of the original, with what changed in them since."""

    template = "knowledge/writing/translation.html"

    def posted_beside(self) -> list[tuple[str, str]]:
        told = self.request.POST
        return [("seen", told.get("seen", "")), *(("follows", name) for name in told.getlist("follows"))]

    def context(self) -> dict[str, Any]:
        original: EntryText = self.record.version.texts.get(state=EntryText.State.ORIGINAL)
        self.record.refresh_from_db(fields=["state", "made_from"])
        known = beside(self.record, original)
        ticked = self.request.POST.getlist("follows")
        pairs = [(bound, known.get(bound.name)) for bound in self.shown.questions]
        idle = {bound.name for bound, one in pairs if one and not (one.words or one.changed or _is_used(bound))}
        return {
            **super().context(),
            "original": original,
            "original_name": LANGUAGE_NAMES.get(original.language, original.language),
            "original_in_words": language_name(original.language, page_language()),
            "original_direction": direction(original.language),
            "seen": stamp(original),
            "pairs": [pair for pair in pairs if pair[0].name not in idle],
            "idle": [bound for bound, _one in pairs if bound.name in idle],
            "figures": known[FIGURES],
            "changed": [(bound, one) for bound, one in pairs if one and one.changed],
            "unknown": self.record.state == EntryText.State.OUTDATED and not self.record.made_from,
            "ticked": ticked,
        }


def _is_used(bound: Any) -> bool:
    """Something stands in this field, or is wrong with it."""
    return bool(bound.value() or bound.errors)


def _closed(request: HttpRequest, entry: Entry, words: str) -> HttpResponseBase:
    """Why this page is not written now."""
    if wants_json(request):
        return JsonResponse({"text": words}, status=422)
    messages.error(request, words)
    return redirect("knowledge:entry", entry.code)


def why_not_written(user: Any, entry: Entry) -> str:
    """Why the facts and the original are not written now; "" when they are."""
    if not rules.test_rule("knowledge.write_entry", user, entry):
        return _("Only the owner of the entry can do this.")
    if entry.state not in states.WRITTEN_IN:
        return _("The entry is now “%(state)s”: it is not written at present.") % {"state": entry.labels.person}
    return ""


@keeps_typed
@of_entry
def facts_page(request: HttpRequest, entry: Entry, section: str) -> HttpResponseBase:
    """Show and save one section of facts."""
    described = next((one for one in FACTS if one.code == section), None)
    if described is None:
        raise Http404
    version = open_version(entry)
    words = why_not_written(request.user, entry)
    if words or version is None:
        return _closed(request, entry, words)
    return FactsPage(request, entry, version, described).answer()


@keeps_typed
@of_entry
def text_page(request: HttpRequest, entry: Entry, spoken: str) -> HttpResponseBase:
    """Show and save the words in one language."""
    version: Version | None = open_version(entry) or entry.version
    text = version.texts.filter(language=spoken).first() if version else None
    if version is None or text is None:
        raise Http404
    version.entry, text.version = entry, version
    is_original = text.state == EntryText.State.ORIGINAL
    if is_original:
        words = why_not_written(request.user, entry)
    elif rules.test_rule("knowledge.translate_entry", request.user, entry):
        words = ""
    else:
        words = _("Only the owner of the entry can do this.")
    if words:
        return _closed(request, entry, words)
    page = TextPage if is_original else TranslationPage
    return page(request, entry, text, story_of(entry.kind, translated=not is_original)).answer()
