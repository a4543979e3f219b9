"""Between the answers as plain dicts and the tables that hold them. No rule stands here."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Cast, JSONObject

from .models import (
    ActivityChoice,
    BudgetLine,
    ExpectedResult,
    ExpertiseNeed,
    OwnResource,
    Partner,
    Risk,
    StageAnswer,
    Version,
    WorkItem,
)
from .sections import SECTIONS, Section

ROW_MODELS: dict[str, type[models.Model]] = {
    "stages": StageAnswer,
    "results": ExpectedResult,
    "activities": ActivityChoice,
    "partners": Partner,
    "resources": OwnResource,
    "needs": ExpertiseNeed,
    "work": WorkItem,
    "budget": BudgetLine,
    "risks": Risk,
}
_OWN = {"id", "version", "position"}
COLUMNS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in model._meta.fields if field.name not in _OWN)
    for kind, model in ROW_MODELS.items()
}
Answers = dict[str, dict[str, Any]]


def read_rows(version: Version, kind: str) -> list[dict[str, Any]]:
    """The rows of one kind, in order: one query."""
    return list(
        ROW_MODELS[kind]._default_manager.filter(version=version).order_by("position", "pk").values(*COLUMNS[kind])
    )


def read_files(version: Version) -> list[dict[str, Any]]:
    """The attachments of a version, in order: one query."""
    return [
        {
            "code": row.code,
            "kind": row.kind,
            "kind_words": row.get_kind_display(),
            "title": row.title or row.stored_file.name,
            "name": row.stored_file.name,
            "size": row.stored_file.size,
            "sha256": row.stored_file.sha256,
            "added_at": row.added_at,
        }
        for row in version.attachments.select_related("stored_file").order_by("position", "pk")
    ]


def read_section(version: Version, section: Section) -> dict[str, Any]:
    """The answers of one section: a query for each kind of rows it has."""
    given: dict[str, Any] = {question.name: getattr(version, question.name) for question in section.fields}
    for rows in section.rows:
        given[rows.kind] = read_rows(version, rows.kind)
    if section.files:
        given["attachments"] = read_files(version)
    return given


_ANY_VERSION = -1


def _rows_as_json(kind: str) -> models.QuerySet[Any]:
    model = ROW_MODELS[kind]
    columns: dict[str, Any] = {}
    for name in COLUMNS[kind]:
        column = model._meta.get_field(name)
        # Decimals travel as text: JSON would make them binary floats.
        columns[name] = Cast(name, models.TextField()) if isinstance(column, models.DecimalField) else name
    return (
        model._default_manager.filter(version=_ANY_VERSION)
        .order_by()
        .annotate(of_kind=Value(kind, models.CharField()), as_json=JSONObject(**columns))
        .values_list("of_kind", "position", "pk", "as_json")
    )


@cache
def _all_rows_sql() -> tuple[str, tuple[Any, ...]]:
    """The query for the rows of every kind, compiled once: building it costs ten times what running it does."""
    first, *others = (_rows_as_json(kind) for kind in ROW_MODELS)
    sql, parameters = first.union(*others, all=True).query.get_compiler(connection=connection).as_sql()
    return sql, tuple(parameters)


def read_all_rows(version: Version) -> dict[str, list[dict[str, Any]]]:
    """The rows of every kind, in order, in one query: a UNION of nine tables."""
    sql, parameters = _all_rows_sql()
    with connection.cursor() as cursor:
        cursor.execute(sql, [version.pk if value == _ANY_VERSION else value for value in parameters])
        rows = sorted(cursor.fetchall(), key=lambda row: row[:3])
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in ROW_MODELS}
    for kind, _position, _pk, text in rows:
        row = json.loads(text)
        found[kind].append({name: to_python(row[name]) for name, to_python in _READERS[kind].items()})
    return found


_READERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    kind: {name: model._meta.get_field(name).to_python for name in COLUMNS[kind]}
    for kind, model in ROW_MODELS.items()
}


def read_answers(version: Version, sections: Iterable[Section] = SECTIONS) -> Answers:
    """All answers of a version by section: two queries, however many rows there are."""
    rows = read_all_rows(version)
    answers: Answers = {}
    for section in sections:
        given: dict[str, Any] = {question.name: getattr(version, question.name) for question in section.fields}
        given |= {kind.kind: rows[kind.kind] for kind in section.rows}
        if section.files:
            given["attachments"] = read_files(version)
        answers[section.code] = given
    return answers


def write_section(
    version: Version, section: Section, values: dict[str, Any], rows: dict[str, list[dict[str, Any]]]
) -> bool:
    """Store a section's answers; tells whether anything differed from what was stored.

    Only what is given is written. The caller holds the lock and has checked that the version is open.
    """
    changes = {name: value for name, value in values.items() if getattr(version, name) != value}
    if changes:
        Version.objects.filter(pk=version.pk).update(**changes)
        for name, value in changes.items():
            setattr(version, name, value)
    changed = bool(changes)
    for kind, given in rows.items():
        columns = COLUMNS[kind]
        wanted = [{column: row.get(column, _empty(kind, column)) for column in columns} for row in given]
        if wanted == read_rows(version, kind):
            continue
        changed = True
        model = ROW_MODELS[kind]
        model._default_manager.filter(version=version).delete()
        model._default_manager.bulk_create(
            model(version=version, position=position, **row) for position, row in enumerate(wanted)
        )
    return changed


def _empty(kind: str, column: str) -> Any:
    field = ROW_MODELS[kind]._meta.get_field(column)
    return None if field.null else ""


def copy_rows(source: Version, target: Version) -> None:
    """Give one version the rows and attachments of another (the same stored files)."""
    for kind, model in ROW_MODELS.items():
        model._default_manager.bulk_create(
            model(version=target, position=position, **row) for position, row in enumerate(read_rows(source, kind))
        )
    attachment = source.attachments.model
    attachment.objects.bulk_create(
        attachment(
            version=target,
            stored_file_id=row.stored_file_id,
            kind=row.kind,
            title=row.title,
            code=row.code,
            position=row.position,
            added_at=row.added_at,
        )
        for row in source.attachments.order_by("position", "pk")
    )
