"""Rows of a released import become entries and versions: some at a time, all of them or none."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.activity.models import Entry as LogEntry
from portal.reference.codes import unused_codes
from portal.search.services import refresh
from portal.ui.pages import bump_content

from .. import states, translating
from ..checks import CHECKS
from ..importing.judging import Judge, Judged
from ..importing.sheet import ROWS
from ..importing.standing import alike, likeness, standing
from ..keys import KIND
from ..models import (
    AdaptedFor,
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
from ..origin import QUESTION
from ..slugs import slug_of
from ..store import TEXTS, VERSIONS
from ..ties import FIELDS, split
from .versions import copy_version

_Kind = EntryImportLine.Kind
_FACTS = ("organisation", "period_from", "period_to", "licence", "takes_contact", "gender", "cost", "evaluated",
          "adapted_work", "adapted_url")  # fmt: skip


@transaction.atomic
def publish_rows(row: EntryImport, lines: list[EntryImportLine], judge: Judge, slugs: "Slugs") -> None:
    """These rows and their log entries, or none of them."""
    locked = {
        line.pk: line
        for line in EntryImportLine.objects.select_for_update(of=("self",))
        .filter(pk__in=[line.pk for line in lines], done_at=None)
        .order_by("pk")
    }
    rows = [line for line in lines if line.pk in locked]
    now = timezone.now()
    _leave_twins(rows)
    new = [(line, judge.read(line.cells)) for line in rows if line.kind == _Kind.NEW]
    made = _add(row, new, slugs, now)
    changed = [_change(row, line, judge, now) for line in rows if line.kind == _Kind.CHANGED]
    for line in rows:
        line.done_at = now
    EntryImportLine.objects.bulk_update(rows, ["done_at", "entry", "kind", "errors"])
    _log(row, [*made, *(entry for entry in changed if entry is not None)])
    refresh(kind=KIND, records=[line.entry_id for line in rows if line.entry_id])
    bump_content()


def _leave_twins(rows: list[EntryImportLine]) -> None:
    """New rows whose entry another import has brought in since they were compared are put aside."""
    twins = alike(line.cells for line in rows if line.kind == _Kind.NEW)
    for line in rows:
        if line.kind == _Kind.NEW and likeness(line.cells) in twins:
            line.kind, line.errors = _Kind.WRONG, [_("title: this entry was brought in meanwhile.")]


def _add(row: EntryImport, new: list[tuple[EntryImportLine, Judged]], slugs: "Slugs", now: Any) -> list[Entry]:
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
    named = {judged.value(QUESTION) for _line, judged in new} - {""}
    sources = dict(Entry.objects.filter(code__in=named).values_list("code", "pk")) if named else {}
    versions = [
        Version(
            entry=entry, number=1, language=judged.language, created_at=now, frozen_at=now, frozen_by=row.released_by,
            adapted_from_id=sources.get(judged.value(QUESTION)), **{name: judged.value(name) for name in _FACTS},
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
    models: dict[str, Any] = {"places": Place, "partners": Partner, "links": Link,
                              "adapted_for": AdaptedFor}  # fmt: skip
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
    judged = judge.read(line.cells, standing([entry.code])[entry.code][1])
    version = copy_version(entry.version)
    version.entry = entry
    changed = {name for name, _before, _after in line.changes}
    # Kinds of rows that did not change stay as they were copied.
    columns = {kind: column for column, kind in ROWS.items()}
    for code, parsed in judged.parsed.items():
        if code != "story":
            rows = {name: found for name, found in parsed.rows.items() if columns.get(name) in changed}
            VERSIONS.write_section(version, parsed.values, rows)
    original = version.texts.get(state=EntryText.State.ORIGINAL)
    words = judged.parsed["story"].values
    before = translating.words_of(original)
    if TEXTS.write_section(original, words, {}):
        translating.leave_behind(original, before)
    Version.objects.filter(pk=version.pk).update(frozen_at=now, frozen_by=row.released_by)
    Entry.objects.filter(pk=entry.pk).update(version=version, confirmed_on=now.date(), is_outdated=False)
    _read_twice(row, [version], now)
    return entry


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


class Slugs:
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
