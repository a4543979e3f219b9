"""Writing a backup: one moment of the database, then the files it names, without holding either in memory."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from portal.documents.backups import shape

logger = logging.getLogger(__name__)
CHUNK = 2_000
PIECE = 262_144


@dataclass
class Written:
    """What went into an archive."""

    rows: int = 0
    files: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)


class _Counted:
    """A file that is hashed while it is read."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner = inner
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.inner.read(size)
        self.digest.update(piece)
        return piece


def backup(target: Path, *, overwrite: bool = False) -> Written:
    """Write database and files into ``target``, readable by its owner only.

    Raises FileExistsError when it is there already (unless ``overwrite``). What is at ``target`` is
    replaced only when the new archive is complete.
    """
    if target.exists() and not overwrite:
        raise FileExistsError(str(target))
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    written = Written()
    try:
        with (
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened,
            tempfile.TemporaryFile(dir=target.parent) as names,
        ):
            with tarfile.open(fileobj=opened, mode="w:gz", compresslevel=6) as archive:
                manifest = _manifest()
                with _one_moment():
                    manifest["migrations"] = shape.migrations()
                    manifest["tables"] = [
                        _table(archive, model, names, written, target.parent) for model in shape.tables()
                    ]
                manifest["files"] = list(_files(archive, names, written))
                manifest["missing"] = written.missing
                _member(archive, shape.MANIFEST, io.BytesIO(json.dumps(manifest, indent=1).encode()))
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    written.bytes = target.stat().st_size
    return written


def _manifest() -> dict[str, Any]:
    return {
        "format": shape.FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "release": settings.RELEASE,
        "database": connection.vendor,
    }


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read the database as it stood at one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        mode = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def _table(
    archive: tarfile.TarFile, model: type[models.Model], names: IO[bytes], written: Written, folder: Path
) -> dict[str, Any]:
    """One table as lines of JSON; the names of its files are noted on the way."""
    columns = shape.columns(model)
    files = [at for at, column in enumerate(columns) if isinstance(column, models.FileField)]
    removed = next((at for at, column in enumerate(columns) if column.name == "removed_at"), None)
    rows = 0
    with tempfile.TemporaryFile(dir=folder) as lines:
        query = model._base_manager.order_by(model._meta.pk.name if model._meta.pk else "pk")
        for values in query.values_list(*(column.attname for column in columns)).iterator(CHUNK):
            plain = [shape.to_plain(value, column) for value, column in zip(values, columns, strict=True)]
            lines.write(json.dumps(plain, separators=(",", ":")).encode() + b"\n")
            rows += 1
            for at in files:
                if plain[at] and (removed is None or plain[removed] is None):
                    names.write(json.dumps([model._meta.label_lower, columns[at].name, plain[at]]).encode() + b"\n")
        lines.seek(0)
        member = f"{shape.TABLES}{model._meta.label_lower}.jsonl"
        checksum = _member(archive, member, lines)
    written.rows += rows
    return {
        "model": model._meta.label_lower,
        "member": member,
        "columns": [column.attname for column in columns],
        "rows": rows,
        "sha256": checksum,
    }


def _files(archive: tarfile.TarFile, names: IO[bytes], written: Written) -> Iterator[dict[str, Any]]:
    """The files the rows name, each once. One that is gone is noted, and the backup goes on."""
    names.seek(0)
    seen: set[str] = set()
    known = {model._meta.label_lower: model for model in shape.tables()}
    for line in names:
        label, column, name = json.loads(line)
        if name in seen:
            continue
        seen.add(name)
        storage = known[label]._meta.get_field(column).storage  # type: ignore[union-attr]
        try:
            with storage.open(name, "rb") as opened:
                checksum = _member(archive, shape.FILES + name, opened)
        except FileNotFoundError:
            logger.warning("the file %s is named by a row and is not there", name)
            written.missing.append(name)
            continue
        written.files += 1
        yield {"name": name, "model": label, "column": column, "member": shape.FILES + name, "sha256": checksum}


def _member(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> str:
    """Add one part; its checksum."""
    content.seek(0, os.SEEK_END)
    info = tarfile.TarInfo(name)
    info.size = content.tell()
    info.mode = 0o600
    info.mtime = int(timezone.now().timestamp())
    content.seek(0)
    counted = _Counted(content)
    archive.addfile(info, counted)  # type: ignore[arg-type]
    return counted.digest.hexdigest()
