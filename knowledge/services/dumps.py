"""The nightly files of the open data: each dataset as CSV and as JSON lines, zipped, and the dictionary."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.documents.services import remove_file, store_bytes
from portal.documents.spreadsheets import safe_cell
from portal.ui.pages import bump_content

from ..models import Dump
from ..open_data.datasets import Dataset, datasets

PURPOSE = "open-data"
HOUR = 2
"""From when on, UTC, the files of the day before are made anew."""
ENDINGS = {"csv": "text/csv", "jsonl": "application/jsonl"}
_LEVEL = 1
_BUFFER = 1 << 20


def due(now: datetime | None = None) -> bool:
    """Whether the files of this night are still to be made."""
    now = now or timezone.now()
    since = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now < since:
        since -= timedelta(days=1)
    last = Dump.objects.order_by("-made_at").values_list("made_at", flat=True).first()
    return last is None or last < since


def make_all() -> int:
    """Make every file anew; those of before are there until the new ones are. Gives the rows written; 0 while
    another worker is at it. May be run again at any time."""
    if not cache.add("knowledge.dumps", 1, 3600):
        return 0
    try:
        with translation.override("en"):
            written = sum(_make(dataset) for dataset in datasets())
            _keep("dictionary.csv", "dictionary", "text/csv", _dictionary().encode(), 0)
        return written
    finally:
        cache.delete("knowledge.dumps")


def _make(dataset: Dataset) -> int:
    with tempfile.TemporaryDirectory(prefix="open-data-") as folder:
        paths = {ending: Path(folder) / f"{dataset.code}.{ending}.zip" for ending in ENDINGS}
        rows = write(dataset, paths["csv"], paths["jsonl"])
        for path in paths.values():
            _keep(path.name, dataset.code, "application/zip", path, rows)
    return rows


def write(dataset: Dataset, as_csv: Path, as_lines: Path) -> int:
    """Both files of a dataset in one reading, at constant memory. Gives how many rows they have."""
    count = 0
    with (
        zipfile.ZipFile(as_csv, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as table,
        zipfile.ZipFile(as_lines, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as lines,
        table.open(f"{dataset.code}.csv", "w", force_zip64=True) as raw_table,
        lines.open(f"{dataset.code}.jsonl", "w", force_zip64=True) as raw_lines,
        io.TextIOWrapper(io.BufferedWriter(raw_table, _BUFFER), "utf-8", newline="") as text_table,  # type: ignore[type-var]
        io.TextIOWrapper(io.BufferedWriter(raw_lines, _BUFFER), "utf-8", newline="\n") as text_lines,  # type: ignore[type-var]
    ):
        text_table.write("\ufeff")
        writer = csv.writer(text_table)
        writer.writerow(dataset.columns)
        encode: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False).encode
        for record in dataset.records():
            count += 1
            writer.writerow([_in_csv(value) for value in dataset.row(record)])
            text_lines.write(encode(record) + "\n")
    return count


def _in_csv(value: Any) -> Any:
    if type(value) is str:  # most are
        return safe_cell(value) if value else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe_cell(value)


def _dictionary() -> str:
    """Every column of every dataset, with what it is in English and in French."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(("dataset", "column", "description_en", "description_fr"))
    for dataset in datasets():
        for name, words in dataset.columns.items():
            with translation.override("fr"):
                french = _(words) if words else ""
            writer.writerow((dataset.code, name, words, french))
    return "\ufeff" + target.getvalue()


@transaction.atomic
def _keep(name: str, dataset: str, content_type: str, data: bytes | Path, rows: int) -> None:
    """Put a file in the place of the one of the same name."""
    stored = store_bytes(name=name, content_type=content_type, data=data, owner=None, purpose=PURPOSE)
    before = Dump.objects.select_for_update().select_related("stored_file").filter(name=name).first()
    Dump.objects.update_or_create(
        name=name, defaults={"dataset": dataset, "stored_file": stored, "rows": rows, "made_at": timezone.now()}
    )
    if before is not None:
        remove_file(stored_file=before.stored_file)
    bump_content()
