"""Bringing a spreadsheet of entries in: kept, compared by the worker, released by a second editor, published by the
worker in short transactions. A worker that dies is followed by another one: rows that are done are not done again."""

from collections.abc import Iterable, Iterator, Sequence
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
from portal.activity.models import Entry as LogEntry
from portal.activity.services import record
from portal.documents.jobs import JobContext, JobRefused, JobResult
from portal.documents.models import Job, StoredFile
from portal.documents.services import UploadRefused, request_job, store_bytes, store_upload
from portal.documents.spreadsheets import XLSX, Column, SheetRefused, write_xlsx
from portal.reference.codes import unused_codes
from portal.search.services import refresh
from portal.ui.pages import bump_content

from .. import states
from ..checks import CHECKS
from ..importing.judging import Judge, Judged
from ..importing.sheet import NAMES, SHEET, csv_text, read_file
from ..keys import KIND
from ..models import (
    Entry,
    EntryImport,
    EntryImportLine,
    EntryText,
    Link,
    OldSlug,
    Partner,
    Place,
    Reading,
    Tie,
    Version,
)
from ..open_data import table
from ..open_data.reading import records
from ..slugs import slug_of
from ..store import TEXTS, VERSIONS
from ..ties import FIELDS, split
from .versions import copy_version

PURPOSE = "entry-import"
COMPARE, PUBLISH = "knowledge.import_compare", "knowledge.import_publish"
AT_ONCE = 100
_Kind = EntryImportLine.Kind
_FACTS = ("organisation", "period_from", "period_to", "licence", "takes_contact", "gender", "cost", "evaluated")


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
    done, seen = 0, set[str]()
    for some in _batches(rows):
        known = _known([cells.get("code", "").upper() for _number, cells in some])
        lines = [_line(row, number, cells, judge, known, tied, seen) for number, cells in some]
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


def _known(codes: Sequence[str]) -> dict[str, tuple[Entry, dict[str, str]]]:
    """Code → the entry and its cells as they stand."""
    entries = {entry.code: entry for entry in Entry.objects.filter(code__in=[code for code in codes if code])}
    cells = {}
    for found in records([entry.pk for entry in entries.values() if entry.version_id]):
        values = dict(zip(table.NAMES, table.row(found, found["language"]), strict=True))
        cells[found["code"]] = {name: _text(values.get(name)) for name in NAMES if name in values}
    return {code: (entry, cells.get(code, {})) for code, entry in entries.items()}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _line(
    row: EntryImport,
    number: int,
    cells: dict[str, str],
    judge: Judge,
    known: dict[str, tuple[Entry, dict[str, str]]],
    tied: Any,
    seen: set[str],
) -> EntryImportLine:
    line = EntryImportLine(entry_import=row, number=number, title=cells.get("title", "")[:200], cells=cells)
    code = cells.get("code", "").upper()
    stored: dict[str, str] = {}
    errors: list[str] = []
    if code:
        entry, stored = known.get(code, (None, {}))
        line.entry = entry
        errors = _why_not(code, entry, cells, stored, seen)
        seen.add(code)
    judged = judge.read(cells, stored)
    errors += judged.errors
    if judged.country_id in tied:
        errors.append(_("country: you have a tie to this country, a colleague must bring this entry in."))
    line.errors = list(dict.fromkeys(errors))
    if line.errors:
        line.kind = _Kind.WRONG
    elif line.entry is None:
        line.kind = _Kind.NEW
    else:
        line.changes = [
            (name, stored.get(name, ""), cells[name])
            for name in NAMES
            if name in cells and _same(cells[name]) != _same(stored.get(name, ""))
        ]
        line.kind = _Kind.CHANGED if line.changes else _Kind.SAME
    return line


def _same(text: str) -> str:
    """How two cells are compared: line breaks and spaces around do not matter."""
    return " ".join(text.split())


def _why_not(
    code: str, entry: Entry | None, cells: dict[str, str], stored: dict[str, str], seen: set[str]
) -> list[str]:
    if entry is None:
        return [_("code: there is no entry %(code)s; leave it empty for a new one.") % {"code": code[:20]}]
    if code in seen:
        return [_("code: this entry stands in an earlier row already.")]
    if entry.state != states.PUBLISHED or not stored:
        return [_("code: this entry is being written or is withdrawn; bring that to its end first.")]
    fixed = [name for name in ("kind", "country", "text_language") if name in cells and cells[name] != stored[name]]
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
        ties = Judge().countries(codes) & tied
        if ties:
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
    judge, slugs = Judge(), _Slugs()
    lines = row.lines.filter(kind__in=(_Kind.NEW, _Kind.CHANGED))
    total, done = lines.count(), lines.filter(done_at__isnull=False).count()
    while some := list(lines.filter(done_at=None).order_by("number")[:AT_ONCE]):
        _publish_some(row, some, judge, slugs)
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


@transaction.atomic
def _publish_some(row: EntryImport, lines: list[EntryImportLine], judge: Judge, slugs: "_Slugs") -> None:
    """These rows and their log entries, or none of them."""
    locked = {
        line.pk: line
        for line in EntryImportLine.objects.select_for_update(of=("self",))
        .filter(pk__in=[line.pk for line in lines], done_at=None)
        .order_by("pk")
    }
    rows = [line for line in lines if line.pk in locked]
    now = timezone.now()
    new = [(line, judge.read(line.cells)) for line in rows if line.kind == _Kind.NEW]
    made = _add(row, new, slugs, now)
    changed = [_change(row, line, judge, now) for line in rows if line.kind == _Kind.CHANGED]
    for line in rows:
        line.done_at = now
    EntryImportLine.objects.bulk_update(rows, ["done_at", "entry", "kind", "errors"])
    _log(row, [*made, *(entry for entry in changed if entry is not None)])
    refresh(kind=KIND, records=[line.entry_id for line in rows if line.entry_id])
    bump_content()


def _add(row: EntryImport, new: list[tuple[EntryImportLine, Judged]], slugs: "_Slugs", now: Any) -> list[Entry]:
    """New entries with all that belongs to them: a handful of statements for the lot."""
    entries = []
    for (line, judged), code in zip(new, unused_codes(Entry, len(new)), strict=True):
        entry = Entry(
            code=code, kind=judged.kind, state=states.PUBLISHED, state_changed_at=now, country_id=judged.country_id,
            proposer="secretariat", owner=row.created_by, published_at=now, confirmed_on=now.date(),
        )  # fmt: skip
        entry.slug = slugs.take(judged.value("title"), entry.code)
        if judged.country_id is not None:
            entry.consented_on, entry.consented_by, entry.consent_note = now.date(), row.created_by, row.source
        line.entry = entry
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    versions = [
        Version(
            entry=entry, number=1, language=judged.language, created_at=now, frozen_at=now, frozen_by=row.released_by,
            **{name: judged.value(name) for name in _FACTS},
        )
        for entry, (_line, judged) in zip(entries, new, strict=True)
    ]  # fmt: skip
    Version.objects.bulk_create(versions)
    for entry, version in zip(entries, versions, strict=True):
        entry.version = version
    Entry.objects.bulk_update(entries, ["version"])
    both = [(version, judged) for version, (_line, judged) in zip(versions, new, strict=True)]
    EntryText.objects.bulk_create(
        EntryText(
            version=version, language=judged.language, state=EntryText.State.ORIGINAL, changed_at=now,
            changed_by=row.created_by, **judged.parsed["story"].values,
        )
        for version, judged in both
    )  # fmt: skip
    Tie.objects.bulk_create(
        Tie(version=version, list=list_name, code=code, position=place)
        for version, judged in both
        for question, list_name in FIELDS.items()
        for place, code in enumerate(split(judged.value(question) or ""))
    )
    models: dict[str, Any] = {"places": Place, "partners": Partner, "links": Link}
    for name, model in models.items():
        model.objects.bulk_create(
            model(version=version, position=place, **cells)
            for version, judged in both
            for place, cells in enumerate(judged.rows(name))
        )
    _read_twice(row, versions, now)
    return entries


def _change(row: EntryImport, line: EntryImportLine, judge: Judge, now: Any) -> Entry | None:
    """The next version of an entry, frozen at once; put aside when it was taken up meanwhile."""
    entry = (
        Entry.objects.select_for_update(of=("self",))
        .select_related("version")
        .filter(pk=line.entry_id, state=states.PUBLISHED)
        .first()
    )
    if entry is None or entry.version is None:
        line.kind, line.errors = _Kind.WRONG, [_("code: this entry was taken up meanwhile; send the row again.")]
        return None
    judged = judge.read(line.cells, _known([entry.code])[entry.code][1])
    version = copy_version(entry.version)
    version.entry = entry
    changed = {name for name, _before, _after in line.changes}
    for code, parsed in judged.parsed.items():
        if code != "story":
            rows = {name: found for name, found in parsed.rows.items() if _CELLS.get(name) in changed}
            VERSIONS.write_section(version, parsed.values, rows)
    original = version.texts.get(state=EntryText.State.ORIGINAL)
    words = judged.parsed["story"].values
    if any(getattr(original, name) != value for name, value in words.items()):
        version.texts.filter(state=EntryText.State.TRANSLATION).update(state=EntryText.State.OUTDATED)
    TEXTS.write_section(original, words, {})
    Version.objects.filter(pk=version.pk).update(frozen_at=now, frozen_by=row.released_by)
    Entry.objects.filter(pk=entry.pk).update(version=version, confirmed_on=now.date(), is_outdated=False)
    _read_twice(row, [version], now)
    return entry


_CELLS = {"places": "about_countries", "partners": "partners", "links": "links"}
"""Kind of rows → the column it stands in; kinds that did not change stay as they were copied."""


def _read_twice(row: EntryImport, versions: Iterable[Version], now: Any) -> None:
    """Who sent it did the first reading, who released it the second one."""
    checks = " ".join(code for code, _words in CHECKS)
    comment = _("Brought in with the import %(code)s: %(source)s") % {"code": row.code, "source": row.source}
    Reading.objects.bulk_create(
        Reading(version=version, order=order, reader=reader, checks=checks, comment=comment, at=now)
        for version in versions
        for order, reader in ((1, row.created_by), (2, row.released_by))
    )


def _log(row: EntryImport, entries: list[Entry]) -> None:
    """One entry of the log a record, written at once."""
    kind = ContentType.objects.get_for_model(Entry)
    LogEntry.objects.bulk_create(
        LogEntry(
            actor=row.released_by, actor_label=str(row.released_by)[:150], verb="entry.imported", content_type=kind,
            object_id=entry.pk, label=str(entry)[:200], country_id=entry.country_id, new={"import": row.code},
        )
        for entry in entries
    )  # fmt: skip


class _Slugs:
    """Addresses nobody has or had, found without asking for each."""

    def __init__(self) -> None:
        self._taken = set(Entry.objects.exclude(slug="").values_list("slug", flat=True).iterator(chunk_size=5000))
        self._taken |= set(OldSlug.objects.values_list("slug", flat=True).iterator(chunk_size=5000))

    def take(self, title: str, code: str) -> str:
        wanted = slug_of(title, code)
        found, number = wanted, 2
        while found in self._taken:
            found, number = f"{wanted}-{number}", number + 1
        self._taken.add(found)
        return found


def _import_of(context: JobContext) -> EntryImport:
    target = context.target
    if not isinstance(target, EntryImport):
        raise JobRefused(_("This import is no longer there."))
    return target


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    stream = iter(rows)
    while some := list(islice(stream, AT_ONCE)):
        yield some
