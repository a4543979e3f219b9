"""Reading a backup: everything is checked before anything is touched, and then it is all or nothing."""

from __future__ import annotations

import hashlib
import json
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import File
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from portal.documents import ports
from portal.documents.backups import shape
from portal.ui.pages import bump_content

BATCH = 500
PIECE = 262_144
LONGEST_MANIFEST = 200_000_000


class BackupRefused(Exception):
    """The archive is not restored; the message says why. Nothing was changed."""


@dataclass
class Restored:
    """What came out of an archive."""

    made_at: str
    release: str
    rows: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)
    rebuilt: list[str] = field(default_factory=list)


def restore(source: Path, *, replace: bool = False) -> Restored:
    """Put an archive in the place of the database and its files. Stop web, worker and scheduler before.

    The checksums of the whole archive are verified first. An empty database is brought to the present
    migrations; one that holds rows is replaced only with ``replace``. The rows change in one
    transaction. Raises `BackupRefused`.
    """
    manifest = check(source)
    _migrate()
    _compare_migrations(manifest)
    if not replace and (found := _first_row()):
        raise BackupRefused(
            f"The database is not empty ({found}). To replace everything in it by the backup, add --yes."
        )
    done = Restored(manifest["made_at"], manifest["release"], missing=manifest["missing"])
    try:
        with transaction.atomic():
            _empty()
            _load(source, manifest, done)
            _reset_sequences()
            connection.check_constraints()
    except DatabaseError as error:
        raise BackupRefused(f"The database did not take the backup, and is as it was: {error}") from error
    done.rebuilt = ports.after_restore.collect()
    bump_content()
    cache.clear()
    return done


def check(source: Path) -> dict[str, Any]:
    """Read the whole archive once and compare every checksum; its manifest. Raises `BackupRefused`."""
    try:
        return _check(source)
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise BackupRefused(f"The archive cannot be read: {error}") from error


def _check(source: Path) -> dict[str, Any]:
    found: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    for name, size, content in _members(source):
        if name == shape.MANIFEST:
            if size > LONGEST_MANIFEST:
                raise BackupRefused("The manifest of this archive is too long to be one.")
            manifest = json.loads(content.read())
            continue
        digest = hashlib.sha256()
        while piece := content.read(PIECE):
            digest.update(piece)
        found[name] = digest.hexdigest()
    if manifest is None:
        raise BackupRefused("This is not a complete backup of the portal: its manifest is missing.")
    if manifest.get("format") != shape.FORMAT:
        raise BackupRefused(
            f"This backup has the format {manifest.get('format')}; this release reads {shape.FORMAT}."
        )
    expected = {part["member"]: part["sha256"] for part in [*manifest["tables"], *manifest["files"]]}
    if found != expected:
        wrong = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
        raise BackupRefused(f"The archive is damaged: {len(wrong)} parts differ from the manifest, first {wrong[0]}.")
    return manifest


def _members(source: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    """The parts of an archive in their order, read as a stream."""
    with tarfile.open(source, mode="r|*") as archive:
        for info in archive:
            content = archive.extractfile(info) if info.isreg() else None
            if content is None:
                raise BackupRefused(f"The archive holds something that is not a file: {info.name}.")
            yield info.name, info.size, content


def _migrate() -> None:
    """Tables, on a machine that may have nothing yet: not the data folder, not the cache's table."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if not settings.REDIS_URL:
        call_command("createcachetable", verbosity=0)


def _compare_migrations(manifest: dict[str, Any]) -> None:
    """Rows fit only the tables they were written from."""
    here = {tuple(each) for each in shape.migrations()}
    there = {tuple(each) for each in manifest["migrations"]}
    if here != there:
        more, less = sorted(there - here), sorted(here - there)
        first = ".".join((more or less)[0])
        raise BackupRefused(
            f"The backup was made by release {manifest['release']} and belongs to other tables than those of this "
            f"release ({len(more)} migrations more, {len(less)} fewer, first {first}). "
            "Install that release, restore, then upgrade."
        )


def _first_row() -> str:
    """The name of a table that holds rows of ours; what Django itself makes while migrating does not count."""
    for model in shape.tables():
        if model._meta.label_lower in {"contenttypes.contenttype", "auth.permission", "ui.contentversion"}:
            continue
        if model._base_manager.exists():
            return f"{model._meta.verbose_name_plural}: {model._base_manager.count()}"
    return ""


def _empty() -> None:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True):
            cursor.execute(statement)


def _load(source: Path, manifest: dict[str, Any], done: Restored) -> None:
    tables = {part["member"]: part for part in manifest["tables"]}
    files = {part["member"]: part for part in manifest["files"]}
    known = {model._meta.label_lower: model for model in shape.tables()}
    for name, _size, content in _members(source):
        if name in tables:
            part = tables[name]
            if part["model"] not in known:
                raise BackupRefused(f"This release has no table {part['model']}.")
            done.rows += _load_table(known[part["model"]], part["columns"], content)
        elif name in files:
            part = files[name]
            _put(known[part["model"]]._meta.get_field(part["column"]).storage, part["name"], content)  # type: ignore[union-attr]
            done.files += 1


def _load_table(model: type[models.Model], names: list[str], lines: IO[bytes]) -> int:
    """Insert the rows as they are: no default, no signal, no time of today."""
    columns = {column.attname: column for column in shape.columns(model)}
    if set(names) != set(columns):
        raise BackupRefused(f"The columns of {model._meta.label} are others in this release.")
    order = [columns[name] for name in names]
    quote = connection.ops.quote_name
    into, these = quote(model._meta.db_table), ", ".join(quote(str(column.column)) for column in order)
    statement = f"INSERT INTO {into} ({these}) VALUES ({', '.join(['%s'] * len(order))})"  # noqa: S608 # nosec B608 - names of our own tables
    count = 0
    with connection.cursor() as cursor:
        for batch in _batches(lines, lambda line: _row(line, order)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def _row(line: bytes, order: list[models.Field[Any, Any]]) -> list[Any]:
    return [shape.from_plain(value, column) for value, column in zip(json.loads(line), order, strict=True)]


def _batches(lines: Iterable[bytes], read: Callable[[bytes], list[Any]]) -> Iterator[list[list[Any]]]:
    iterator = iter(lines)
    while batch := [read(line) for line in islice(iterator, BATCH)]:
        yield batch


def _put(storage: Any, name: str, content: IO[bytes]) -> None:
    """A file under exactly its name, in the place of what may be there."""
    if storage.exists(name):
        storage.delete(name)
    kept = storage.save(name, File(content, name))
    if kept != name:
        storage.delete(kept)
        raise BackupRefused(f"The storage does not take the file name {name}.")


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), shape.tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
