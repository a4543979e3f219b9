"""Saving what is written of an entry: at any time, half filled or not; its languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.collaboration.choices import codes_of
from portal.collaboration.parsing import RowReader, parse_section
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved, save_answers

from .. import brief, translating
from ..choices import LANGUAGES
from ..models import Entry, EntryText, Version
from ..origin import settle
from ..sections import story_of
from ..store import TEXTS, VERSIONS
from .guards import lock, lock_for_writing, open_version, shown_anew


@transaction.atomic
def save_facts(
    *,
    entry: Entry,
    section: Section,
    posted: Mapping[str, Any],
    read_rows: RowReader,
    expected_revision: int,
    by: User,
) -> Saved:
    """Store what was typed in a section of what holds in every language. Raises `Conflict` (nothing is stored then)
    and what `lock_for_writing` raises; `Refused` for a language that has a translation already."""
    _locked, version = lock_for_writing(entry=entry, by=by)
    parsed = parse_section(section, posted, read_rows, codes_of)
    settle(parsed, entry.code)

    def changed(values: Mapping[str, Any]) -> None:
        if section.code == "basics":
            _carry_language(version, values.get("language") or "")

    return save_answers(
        store=VERSIONS,
        record=version,
        section=section,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )


def _carry_language(version: Version, language: str) -> None:
    """The original text goes by the language chosen for it."""
    original = version.texts.filter(state=EntryText.State.ORIGINAL).first()
    if original is None or not language or original.language == language:
        return
    if version.texts.filter(language=language).exclude(pk=original.pk).exists():
        raise Refused(_("There is a translation in this language already: remove it first."))
    EntryText.objects.filter(pk=original.pk).update(language=language)


@transaction.atomic
def save_text(
    *,
    text: EntryText,
    posted: Mapping[str, Any],
    read_rows: RowReader,
    expected_revision: int,
    by: User,
    follows: Sequence[str] = (),
    seen: str = "",
) -> Saved:
    """Store the words of an entry in one language. A change of the original makes its translations out of date. A
    translation is public at once where its version is published; it is up to date again when each answer that changed
    was said to follow the original (``follows``, for the words of the original that were ``seen``).

    Raises `Conflict`; `Refused` when that text is not written now; `NotAllowed`.
    """
    entry, version = _lock_text(text, by)
    is_original = text.state == EntryText.State.ORIGINAL
    before = translating.words_of(text) if is_original else {}
    section = story_of(entry.kind, translated=not is_original)
    parsed = parse_section(section, posted, read_rows, codes_of)

    def changed(values: Mapping[str, Any]) -> None:
        more: dict[str, Any] = {"changed_at": timezone.now(), "changed_by": by}
        if is_original:
            translating.leave_behind(text, before)
        else:
            record(actor=by, verb="entry.text_saved", target=entry, new={"language": text.language})
        EntryText.objects.filter(pk=text.pk).update(**more)
        if entry.version_id == version.pk:
            shown_anew(entry)
            text.changed_at = more["changed_at"]
            if values.get("title"):
                brief.request(text=text, by=by)

    saved = save_answers(
        store=TEXTS,
        record=text,
        section=section,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )
    if not is_original:
        _cross_off(entry, version, text, follows, seen, by)
    return saved


def _cross_off(entry: Entry, version: Version, text: EntryText, follows: Sequence[str], seen: str, by: User) -> None:
    """Answers that follow the original again, unless the original is no longer the one that was on the screen."""
    original = version.texts.get(state=EntryText.State.ORIGINAL)
    if seen != translating.stamp(original) or not translating.cross_off(text, original, list(follows)):
        return
    record(actor=by, verb="entry.text_followed", target=entry, new={"language": text.language, "state": text.state})
    if entry.version_id == version.pk:
        shown_anew(entry)


def _lock_text(text: EntryText, by: User) -> tuple[Entry, Version]:
    """The original is written while its version is open; a translation also beside the published version."""
    entry = text.version.entry
    if text.state == EntryText.State.ORIGINAL:
        locked, version = lock_for_writing(entry=entry, by=by)
    else:
        locked = lock(entry=entry, rule="knowledge.translate_entry", by=by)
        version = _current(locked)
    if version.pk != text.version_id:
        raise Refused(_("This is the text of an earlier version and no longer changes."))
    return locked, version


def _current(entry: Entry) -> Version:
    """The version being written, else the published one. Raises `Refused` for an entry that is withdrawn."""
    version = open_version(entry) or entry.version
    if version is None or entry.state == "withdrawn":
        raise Refused(_("The entry is withdrawn: it is not written any more."))
    return version


@transaction.atomic
def add_language(*, entry: Entry, language: str, by: User) -> EntryText:
    """An empty text in a further language; the one there is, if there is one. It is public once it has a title.

    Raises `NotAllowed`; `Refused` for an unknown language.
    """
    locked = lock(entry=entry, rule="knowledge.translate_entry", by=by)
    if language not in dict(LANGUAGES):
        raise Refused(_("Choose a language of the list."))
    version = _current(locked)
    text, made = EntryText.objects.get_or_create(
        version=version, language=language, defaults={"state": EntryText.State.TRANSLATION, "changed_by": by}
    )
    if made:
        record(actor=by, verb="entry.language_added", target=locked, new={"language": language})
    return text


@transaction.atomic
def remove_language(*, text: EntryText, by: User) -> None:
    """Take a translation out. Raises `NotAllowed`; `Refused` for the original."""
    if text.state == EntryText.State.ORIGINAL:
        raise Refused(_("This is the original: it stays."))
    entry, version = _lock_text(text, by)
    language = text.language
    text.delete()
    record(actor=by, verb="entry.language_removed", target=entry, old={"language": language})
    if entry.version_id == version.pk:
        shown_anew(entry)
