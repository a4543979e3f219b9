"""An entry as a tagged PDF of its own, made by the worker when a version is published, issued with a check code."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import issue_paper, request_job, result_of
from portal.ui.pages import bump_content

from . import whole
from .adapted import sources_of
from .citing import as_text
from .facets import LEGENDS
from .models import Entry, EntryText, Version
from .shown import show

BRIEF = "knowledge.brief"
KIND_OF_PAPER = "brief"
TEMPLATE = "knowledge/pdf/brief.html"


def may_have(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who reads the entry; the finished brief itself is public."""
    return isinstance(target, Version) and not reason_against("knowledge.read_entry", user, target)


def key_of(text: EntryText, entry: Entry) -> str:
    """Under which the brief of a text is issued: again when its words have changed or the entry was confirmed."""
    return f"{_words_of(text)}:{entry.confirmed_on}"


def said_in(keys: Collection[str | None], text: EntryText) -> bool:
    """Whether one of these keys is that of a brief with the words of a text as they are now."""
    return any(key is not None and key.startswith(_words_of(text)) for key in keys)


def _words_of(text: EntryText) -> str:
    """The beginning of the keys of all briefs that say the words of a text as they are now."""
    return f"{BRIEF}:{text.version_id}:{text.language}:{text.changed_at:%Y%m%d%H%M%S%f}"


def request(*, text: EntryText, by: User) -> Job:
    """Ask for the brief of a text of a published version; the same job for the same words."""
    return request_job(
        kind=BRIEF, params={"text": text.pk}, requested_by=by, language=text.language, target=text.version,
        key=key_of(text, text.version.entry),
    )  # fmt: skip


def issued(version: Version | None, language: str) -> IssuedDocument | None:
    """The latest brief with the words of a published version in a language: one query beside that for the text."""
    if version is None:
        return None
    text = next((one for one in version.texts.all() if one.language == language), None)
    if text is None:
        return None
    # Issuing a brief replaces the one before: the present one is the only one that was not replaced.
    found = IssuedDocument.objects.filter(
        kind=KIND_OF_PAPER,
        target_type=ContentType.objects.get_for_model(Version),
        target_id=version.pk,
        language=language,
        superseded_by=None,
    ).select_related("stored_file")
    return next((one for one in found if said_in([one.key], text)), None)


def build(context: JobContext) -> JobResult:
    """Lay the brief out, once a text. Raises `JobRefused` when the entry is no longer public."""
    target = context.target
    document = issue(target, context.language) if isinstance(target, Version) else None
    if document is None:
        raise JobRefused(_("This version is no longer public."))
    bump_content()
    return result_of(document)


def issue(version: Version, language: str) -> IssuedDocument | None:
    """Make and issue the brief of a version in a language, once for the same words. None where that is not public."""
    entry = whole.of(version.entry_id)
    if entry is None or entry.version_id != version.pk:
        return None
    # In a language the portal does not speak, the words of the entry stand in an English frame.
    frame = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(frame):
        shown = show(entry, frame, language)
        if shown.language != language:
            return None
        values = {
            "shown": shown,
            "entry": shown.entry,
            "version": shown.version,
            "parts": shown.parts,
            "figures": list(shown.text.figures.all()),
            "ties": [(LEGENDS[codes[0][0]], codes) for _list, codes in shown.ties],
            "sources": sources_of(shown),
            "citation": as_text(shown.work),
        }
        reference = _("%(code)s, version %(number)s") % {"code": shown.entry.code, "number": shown.version.number}
        return issue_paper(
            kind=KIND_OF_PAPER,
            title=shown.title[:200],
            reference=reference,
            target=shown.version,
            language=language,
            template=TEMPLATE,
            values=values,
            name=f"{shown.entry.slug[:60]}-{language}.pdf",
            key=key_of(shown.text, shown.entry),
            date=(shown.version.frozen_at or shown.version.created_at).date(),
            frame=frame,
        )
