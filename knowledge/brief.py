"""An entry as a tagged PDF of its own, made by the worker when a version is published, issued with a check code."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import reason_against
from portal.documents import pdf
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import issue_document, request_job
from portal.prepared import Prepared

from . import whole
from .citing import as_text
from .facets import LEGENDS
from .models import EntryText, Version
from .shown import show

BRIEF = "knowledge.brief"
TEMPLATE = "knowledge/pdf/brief.html"


_ISSUED = Prepared(lambda key: IssuedDocument.objects.filter(key=key).select_related("stored_file"))


def may_have(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who reads the entry; the finished brief itself is public."""
    return isinstance(target, Version) and not reason_against("knowledge.read_entry", user, target)


def key_of(text: EntryText) -> str:
    """Under which the brief of a text is issued: again when the text has changed."""
    return f"{BRIEF}:{text.version_id}:{text.language}:{text.changed_at:%Y%m%d%H%M%S%f}"


def request(*, text: EntryText, by: User) -> Job:
    """Ask for the brief of a text of a published version; the same job for the same words."""
    return request_job(
        kind=BRIEF, params={"text": text.pk}, requested_by=by, language=text.language, target=text.version,
        key=key_of(text),
    )  # fmt: skip


def issued(version: Version | None, language: str) -> IssuedDocument | None:
    """The brief of a published version in a language: one query beside that for the text."""
    if version is None:
        return None
    text = next((one for one in version.texts.all() if one.language == language), None)
    if text is None:
        return None
    return next(iter(_ISSUED(key_of(text))), None)


def build(context: JobContext) -> JobResult:
    """Lay the brief out, once a text. Raises `JobRefused` when the entry is no longer public."""
    target = context.target
    entry = whole.of(target.entry_id) if isinstance(target, Version) else None
    if entry is None or entry.version_id != target.pk:  # type: ignore[union-attr]
        raise JobRefused(_("This version is no longer public."))
    language = context.language
    with translation.override(language):
        shown = show(entry, language, language)
        if shown.language != language:
            raise JobRefused(_("There is no text in this language any more."))
        values = {
            "shown": shown,
            "entry": shown.entry,
            "version": shown.version,
            "parts": shown.parts,
            "figures": list(shown.text.figures.all()),
            "ties": [(LEGENDS[codes[0][0]], codes) for _list, codes in shown.ties],
            "citation": as_text(shown.work),
        }
        reference = _("%(code)s, version %(number)s") % {"code": shown.entry.code, "number": shown.version.number}

        def lay_out(code: str = "") -> bytes:
            return pdf.render(
                TEMPLATE, values, language=language, title=shown.title, reference=reference,
                date=(shown.version.frozen_at or shown.version.created_at).date(), check_code=code,
            )  # fmt: skip

        document = issue_document(
            kind="brief",
            title=shown.title[:200],
            reference=reference,
            target=shown.version,
            language=language,
            build=lay_out,
            name=f"{shown.entry.slug[:60]}-{language}.pdf",
            key=key_of(shown.text),
        )
    with document.stored_file.open() as stream:
        data = stream.read()
    return JobResult(name=document.stored_file.name, content_type="application/pdf", data=data)
