"""Tools and methods of the steps: kept by the Secretariat, adapted to a country, changed for a reason or a lesson."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import store_upload
from portal.reference.models import Country

from ...assistance import steps
from ...models import Assistance, FinalPackage, Lesson, Tool, ToolChange
from .guards import lock

PURPOSE = "assistance-tool"


def _refuse_empty(step: str, title: str, body: str, has_file: bool) -> None:
    if step not in steps.CODES:
        raise Refused(_("“%(step)s” is not a step of an assistance.") % {"step": step})
    if not title.strip():
        raise Refused(_("Name the tool."))
    if not body.strip() and not has_file:
        raise Refused(_("Write the text of the tool, or attach its file."))


@transaction.atomic
def add(*, step: str, kind: str, language: str, title: str, body: str = "", file: Any = None, by: Any) -> Tool:
    """Add a tool to a step. Raises `NotAllowed`; `Refused` without a title, or with neither text nor file;
    ``UploadRefused``."""
    require("roadmaps.keep_tools", by)
    _refuse_empty(step, title, body, bool(file))
    made = Tool.objects.create(
        step=step, kind=kind, language=language, title=title.strip()[:200], body=body.strip()[:20000]
    )
    if file:
        made.stored_file = store_upload(upload=file, owner=made, purpose=PURPOSE, by=by)
        made.save(update_fields=["stored_file"])
    record(actor=by, verb="tool.added", target=made, new={"step": step, "title": made.title})
    return made


@transaction.atomic
def change(
    *,
    tool: Tool,
    title: str,
    body: str = "",
    file: Any = None,
    reason: str,
    lesson: Lesson | None = None,
    expected: int | None = None,
    by: Any,
) -> Tool:
    """Change a tool, with the reason; the text before is kept, and the lesson that asked for it is named.

    Raises `NotAllowed`; `Refused` without a reason, title or content, for an archived tool, or when a colleague has
    changed it meanwhile; ``UploadRefused``.
    """
    require("roadmaps.keep_tools", by)
    row = Tool.objects.select_for_update(of=("self",)).get(pk=tool.pk)
    if row.archived_at is not None:
        raise Refused(_("This tool is archived."))
    if expected is not None and expected != row.revision:
        raise Refused(_("A colleague changed this tool meanwhile. Look at it, then make your change."))
    _refuse_empty(row.step, title, body, bool(file or row.stored_file_id))
    if not reason.strip():
        raise Refused(_("Give the reason for the change."))
    ToolChange.objects.create(
        tool=row, number=row.revision, reason=reason.strip()[:1000], lesson=lesson, before=row.body, by=by
    )
    row.title, row.body, row.revision = title.strip()[:200], body.strip()[:20000], row.revision + 1
    if file:
        row.stored_file = store_upload(upload=file, owner=row, purpose=PURPOSE, by=by)
    row.save()
    if lesson is not None and lesson.tool_id != row.pk:
        Lesson.objects.filter(pk=lesson.pk).update(tool=row)
    record(
        actor=by,
        verb="tool.changed",
        target=row,
        new={"version": row.revision, "lesson": lesson.code if lesson is not None else ""},
        reason=reason.strip()[:1000],
    )
    return row


@transaction.atomic
def adapt(*, tool: Tool, country: Country, title: str, body: str = "", file: Any = None, by: Any) -> Tool:
    """Adapt a tool to a country; the trace of what it comes from stays.

    Raises as `add`; `Refused` when the country has its adaptation already."""
    require("roadmaps.keep_tools", by)
    source = tool.adapted_from or tool
    if source.adaptations.filter(country=country, language=tool.language, archived_at__isnull=True).exists():
        raise Refused(_("This Party has its own version of this tool: change that one."))
    _refuse_empty(source.step, title, body, bool(file or source.stored_file_id))
    made = Tool.objects.create(
        step=source.step,
        kind=source.kind,
        language=tool.language,
        title=title.strip()[:200],
        body=body.strip()[:20000],
        country=country,
        adapted_from=source,
        stored_file=None if file else source.stored_file,
    )
    if file:
        made.stored_file = store_upload(upload=file, owner=made, purpose=PURPOSE, by=by)
        made.save(update_fields=["stored_file"])
    record(actor=by, verb="tool.adapted", target=made, new={"from": source.title, "for": country.iso3})
    return made


@transaction.atomic
def archive(*, tool: Tool, by: Any) -> Tool:
    """A tool is no longer offered. Raises `NotAllowed`."""
    require("roadmaps.keep_tools", by)
    row = Tool.objects.select_for_update(of=("self",)).get(pk=tool.pk)
    if row.archived_at is None:
        row.archived_at = timezone.now()
        row.save(update_fields=["archived_at"])
        record(actor=by, verb="tool.archived", target=row, old={"title": row.title})
    return row


@transaction.atomic
def learn(*, assistance: Assistance, challenge: str, text: str, tool: Tool | None = None, by: Any) -> Lesson:
    """Make a lesson of a challenge that a process report tells; ``tool`` is the one to change for it, if any.

    Raises `NotAllowed`; `Refused` before the report is submitted, without challenge or lesson, or for words that the
    report does not hold.
    """
    locked = lock(assistance=assistance, rule="roadmaps.answer_package", by=by, closed_too=True)
    package = FinalPackage.objects.filter(assistance=locked, submitted_at__isnull=False).first()
    if package is None:
        raise Refused(_("The process report is not submitted yet."))
    challenge, text = challenge.strip(), text.strip()
    if not challenge or not text:
        raise Refused(_("Quote the challenge, and write what it teaches."))
    if " ".join(challenge.split()) not in " ".join(package.challenges.split()):
        raise Refused(_("Quote the challenge in the words of the report."))
    made = Lesson.objects.create(
        assistance=locked, challenge=challenge[:2000], text=text[:4000], tool=tool, by=by, at=timezone.now()
    )
    record(actor=by, verb="assistance.lesson_kept", target=locked, new={"lesson": text[:200]})
    return made
