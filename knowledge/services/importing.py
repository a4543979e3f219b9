"""Bringing a spreadsheet of entries in: kept, compared by the worker, released by a second editor, published by the
worker in short transactions. A worker that dies is followed by another one: rows that are done are not done again."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts.models import User
from portal.accounts.questions import reason_against, require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import Job, StoredFile
from portal.documents.services import UploadRefused, request_job, store_bytes, store_upload
from portal.documents.spreadsheets import XLSX, Column, SheetRefused, write_xlsx

from .. import states
from ..importing.judging import Judge
from ..importing.sheet import NAMES, SHEET, csv_text, read_file
from ..importing.standing import Likeness, alike, likeness, standing
from ..models import Entry, EntryImport, EntryImportLine
from .importing_rows import Slugs, publish_rows

PURPOSE = "entry-import"
COMPARE, PUBLISH = "knowledge.import_compare", "knowledge.import_publish"
AT_ONCE = 100
_Kind = EntryImportLine.Kind


@transaction.atomic
def take_in(*, upload: UploadedFile, source: str, by: User, language: str) -> EntryImport:
    """Keep a spreadsheet and have it compared; nothing of it is published. Raises `NotAllowed`, ``UploadRefused``;
    `Refused` without a source."""
    require("knowledge.edit_office", by)
    if not source.strip():
        raise Refused(_("Say where the entries come from, and who agreed to their publication."))
    stored = _keep(upload, by)
    row = EntryImport.objects.create(stored_file=stored, source=source.strip()[:300], created_by=by)
    StoredFile.objects.filter(pk=stored.pk).update(owner_type=ContentType.objects.get_for_model(row), owner_id=row.pk)
    record(actor=by, verb="entries.import_taken_in", target=row, new={"file": stored.name, "source": row.source})
    request_job(kind=COMPARE, params={}, requested_by=by, language=language, target=row)
    return row


def _keep(upload: UploadedFile, by: User) -> StoredFile:
    name = str(upload.name or "")
    if not name.lower().endswith(".csv"):
        return store_upload(upload=upload, owner=None, purpose=PURPOSE, by=by, allowed=("xlsx",))
    if getattr(upload, "over_limit", False):
        raise UploadRefused(_("This file is too large. Divide it, or send it as XLSX, which is smaller."))
    data = upload.read()
    try:
        csv_text(data)
    except SheetRefused as refused:
        raise UploadRefused(refused.message) from refused
    return store_bytes(name=name, content_type="text/csv", data=data, owner=None, purpose=PURPOSE, by=by)


def may_see(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who has an import compared and published: the editors."""
    return isinstance(target, EntryImport) and not reason_against("knowledge.edit_office", user)


def compare(context: JobContext) -> JobResult:
    """The worker's part: every row beside the entry it changes, if any. The file is what was put aside, with the
    reasons: corrected, it is sent again."""
    row = _import_of(context)
    try:
        rows = read_file(row.stored_file)
    except SheetRefused as refused:
        raise JobRefused(refused.message) from refused
    judge = Judge()
    tied = countries_of(row.created_by)
    EntryImportLine.objects.filter(entry_import=row).delete()
    done, seen = 0, dict[Any, int]()
    for some in _batches(rows):
        twins = alike(cells for _number, cells in some)
        codes = [_codes_of(cells, twins) for _number, cells in some]
        known = standing([code for found in codes for code in found])
        lines = [
            _line(row, number, cells, judge, found, known, tied, seen)
            for (number, cells), found in zip(some, codes, strict=True)
        ]
        EntryImportLine.objects.bulk_create(lines)
        done += len(some)
        context.progress(done, len(rows), _("Reading the rows"))
    EntryImport.objects.filter(pk=row.pk).update(compared_at=timezone.now())
    return JobResult("put-aside.xlsx", XLSX, put_aside(row))


def put_aside(row: EntryImport) -> bytes:
    """The rows that are not taken over, as a workbook with the reason in the last column."""
    lines = row.lines.filter(kind=_Kind.WRONG).values_list("cells", "errors").iterator(chunk_size=500)
    return write_xlsx(
        [*(Column(name) for name in NAMES), Column("reason", width=60)],
        ([*(cells.get(name, "") for name in NAMES), " ".join(errors)] for cells, errors in lines),
        sheet=SHEET,
    )


def _codes_of(cells: dict[str, str], twins: dict[Likeness, list[str]]) -> list[str]:
    """The entry a row is about: by its code, else by what it is known again by; more than one leaves it open."""
    code = cells.get("code", "").upper()
    return [code] if code else twins.get(likeness(cells), [])


def _line(
    row: EntryImport,
    number: int,
    cells: dict[str, str],
    judge: Judge,
    codes: list[str],
    known: dict[str, tuple[Entry, dict[str, str]]],
    tied: Any,
    seen: dict[Any, int],
) -> EntryImportLine:
    line = EntryImportLine(entry_import=row, number=number, title=cells.get("title", "")[:200], cells=cells)
    stored: dict[str, str] = {}
    about: Any = codes[0] if len(codes) == 1 else likeness(cells)
    errors = _twice(seen.get(about))
    if len(codes) == 1:
        line.entry, stored = known.get(codes[0], (None, {}))
        errors += _why_not(codes[0], line.entry, cells, stored)
    elif codes:
        errors.append(_("code: several entries have this title (%(codes)s); give the code of the one that is meant.")
                      % {"codes": ", ".join(sorted(codes)[:5])})  # fmt: skip
    judged = judge.read(cells, stored)
    errors += judged.errors
    if judged.country_id in tied:
        errors.append(_("country: you have a tie to this country, a colleague must bring this entry in."))
    line.errors = list(dict.fromkeys(errors))
    if line.errors:
        line.kind = _Kind.WRONG
        return line
    seen[about] = number
    if line.entry is None:
        line.kind = _Kind.NEW
    else:
        before = judge.read(stored)
        line.changes = [
            (name, stored.get(name, ""), cells[name])
            for name in NAMES
            if name in cells and name != "code" and judged.answer(name) != before.answer(name)
        ]
        line.kind = _Kind.CHANGED if line.changes else _Kind.SAME
    return line


def _twice(first: int | None) -> list[str]:
    """Why not, where an earlier row that is taken over is about the same entry."""
    if first is None:
        return []
    return [_("title: row %(row)s is about the same entry; tell them apart by the title.") % {"row": first}]


def _why_not(code: str, entry: Entry | None, cells: dict[str, str], stored: dict[str, str]) -> list[str]:
    if entry is None:
        return [_("code: there is no entry %(code)s; leave it empty for a new one.") % {"code": code[:20]}]
    if entry.state != states.PUBLISHED or not stored:
        return [
            _("code: the entry %(code)s is being written or is withdrawn; bring that to its end first.")
            % {"code": entry.code}
        ]
    fixed = [
        name
        for name in ("kind", "country", "text_language")
        if name in cells and cells[name].casefold() != stored[name].casefold()
    ]
    return [_("%(column)s: this does not change once an entry is published.") % {"column": name} for name in fixed]


@transaction.atomic
def release(*, row: EntryImport, by: User, language: str) -> Job:
    """The second editor has read the differences: the worker publishes them. Raises `NotAllowed`; `Refused` for who
    sent it, with a tie to one of its countries, before it is compared, and with nothing to take over."""
    require("knowledge.edit_office", by)
    locked = EntryImport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.released_at is None:
        if locked.created_by_id == by.pk:
            raise Refused(_("You sent this import: a second person must release it."))
        if locked.compared_at is None:
            raise Refused(_("The rows are still being read. Wait until they are."))
        lines = locked.lines.filter(kind__in=(_Kind.NEW, _Kind.CHANGED))
        if not lines.exists():
            raise Refused(_("There is nothing to take over: correct the sheet and send it again."))
        tied = set(countries_of(by))
        codes = (
            {cells.get("country", "") for cells in lines.values_list("cells", flat=True).iterator()} if tied else ()
        )
        # A sheet that changes entries need not have the column of the country.
        if Judge().countries(codes) & tied or lines.filter(entry__country__in=tied).exists():
            raise Refused(_("You have a tie to one of its countries: a colleague must release it."))
        locked.released_at, locked.released_by = timezone.now(), by
        locked.save(update_fields=["released_at", "released_by"])
        record(actor=by, verb="entries.import_released", target=locked, new={"rows": lines.count()})
    return request_job(kind=PUBLISH, params={}, requested_by=by, language=language, target=locked)


def publish(context: JobContext) -> JobResult:
    """The worker's part: new entries and new versions, some at a time. The file says what became of each row."""
    row = _import_of(context)
    if row.released_by is None:
        raise JobRefused(_("This import is not released."))
    judge, slugs = Judge(), Slugs()
    lines = row.lines.filter(kind__in=(_Kind.NEW, _Kind.CHANGED))
    total, done = lines.count(), lines.filter(done_at__isnull=False).count()
    while some := list(lines.filter(done_at=None).order_by("number")[:AT_ONCE]):
        publish_rows(row, some, judge, slugs)
        done += len(some)
        context.progress(done, total, _("Publishing"))
    EntryImport.objects.filter(pk=row.pk, done_at=None).update(done_at=timezone.now())
    return JobResult("import.xlsx", XLSX, _report(row))


def _report(row: EntryImport) -> bytes:
    lines = row.lines.order_by("number").values_list("number", "kind", "title", "entry__code", "errors")
    return write_xlsx(
        [
            Column("row", "number"),
            Column("result"),
            Column("title", width=50),
            Column("code"),
            Column("reason", width=60),
        ],
        (
            [number, kind, title, code or "", " ".join(errors)]
            for number, kind, title, code, errors in lines.iterator()
        ),
        sheet=SHEET,
    )


def _import_of(context: JobContext) -> EntryImport:
    target = context.target
    if not isinstance(target, EntryImport):
        raise JobRefused(_("This import is no longer there."))
    return target


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    stream = iter(rows)
    while some := list(islice(stream, AT_ONCE)):
        yield some
