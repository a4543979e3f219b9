"""Between the answers as plain dicts and the tables that hold them. No rule stands here."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Cast, JSONObject

from .questions import Section

Answers = dict[str, dict[str, Any]]
ReadFiles = Callable[[Any], list[dict[str, Any]]]
_NOBODY = -1


class SectionStore:
    """The tables of one kind of record.

    ``model`` has a column for each single question; ``rows`` names the model of each kind of rows, which
    has a foreign key to ``model`` and a ``position``. ``files`` reads the attachments of a record, for
    sections that have any. An app declares one: ``STORE = SectionStore(Version, {"results": Result, …})``.
    """

    def __init__(
        self,
        model: type[models.Model],
        rows: Mapping[str, type[models.Model]] | None = None,
        files: ReadFiles | None = None,
    ) -> None:
        self.model = model
        self.row_models = dict(rows or {})
        self._files = files
        self._owner = {kind: _key_to(model, row) for kind, row in self.row_models.items()}
        self.columns: dict[str, tuple[str, ...]] = {
            kind: tuple(
                field.name
                for field in row._meta.fields
                if not field.primary_key and field.name not in {self._owner[kind], "position"}
            )
            for kind, row in self.row_models.items()
        }
        self._readers: dict[str, dict[str, Callable[[Any], Any]]] = {
            kind: {name: row._meta.get_field(name).to_python for name in self.columns[kind]}
            for kind, row in self.row_models.items()
        }

    def _rows_of(self, record: models.Model | int, kind: str) -> models.QuerySet[Any]:
        return self.row_models[kind]._default_manager.filter(**{self._owner[kind]: record})

    # --- Reading ------------------------------------------------------------------------------
    def read_rows(self, record: models.Model, kind: str) -> list[dict[str, Any]]:
        """The rows of one kind, in order: one query."""
        return list(self._rows_of(record, kind).order_by("position", "pk").values(*self.columns[kind]))

    def read_section(self, record: models.Model, section: Section) -> dict[str, Any]:
        """The answers of one section: a query for each kind of rows it has."""
        given = self._single(record, section)
        for rows in section.rows:
            given[rows.kind] = self.read_rows(record, rows.kind)
        return given

    def read_answers(self, record: models.Model, sections: Iterable[Section]) -> Answers:
        """All answers of a record by section: one query for rows, however many there are."""
        rows = self.read_all_rows(record)
        return {
            section.code: self._single(record, section) | {kind.kind: rows[kind.kind] for kind in section.rows}
            for section in sections
        }

    def _single(self, record: models.Model, section: Section) -> dict[str, Any]:
        given: dict[str, Any] = {question.name: getattr(record, question.name) for question in section.fields}
        if section.files and self._files is not None:
            given["attachments"] = self._files(record)
        return given

    def read_all_rows(self, record: models.Model) -> dict[str, list[dict[str, Any]]]:
        """The rows of every kind, in order, in one query: a UNION of their tables."""
        found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in self.row_models}
        if not found:
            return found
        sql, parameters = self._all_rows_sql
        with connection.cursor() as cursor:
            cursor.execute(sql, [record.pk if value == _NOBODY else value for value in parameters])
            rows = sorted(cursor.fetchall(), key=lambda row: row[:3])
        for kind, _position, _pk, text in rows:
            row = json.loads(text)
            found[kind].append({name: to_python(row[name]) for name, to_python in self._readers[kind].items()})
        return found

    @cached_property
    def _all_rows_sql(self) -> tuple[str, tuple[Any, ...]]:
        """The query for the rows of every kind, compiled once: building it costs ten times what running it does."""
        first, *others = (self._rows_as_json(kind) for kind in self.row_models)
        query = first.union(*others, all=True) if others else first
        sql, parameters = query.query.get_compiler(connection=connection).as_sql()
        return sql, tuple(parameters)

    def _rows_as_json(self, kind: str) -> models.QuerySet[Any]:
        columns: dict[str, Any] = {}
        for name in self.columns[kind]:
            column = self.row_models[kind]._meta.get_field(name)
            # Decimals travel as text: JSON would make them binary floats.
            columns[name] = Cast(name, models.TextField()) if isinstance(column, models.DecimalField) else name
        return (
            self._rows_of(_NOBODY, kind)
            .order_by()
            .annotate(of_kind=Value(kind, models.CharField()), as_json=JSONObject(**columns))
            .values_list("of_kind", "position", "pk", "as_json")
        )

    # --- Writing ------------------------------------------------------------------------------
    def write_section(self, record: Any, values: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> bool:
        """Store the answers given of a section; tells whether anything differed from what was stored.

        Only what is given is written. The caller holds the lock and has checked that it may be written.
        """
        changes = {name: value for name, value in values.items() if getattr(record, name) != value}
        if changes:
            self.model._default_manager.filter(pk=record.pk).update(**changes)
            for name, value in changes.items():
                setattr(record, name, value)
        changed = bool(changes)
        for kind, given in rows.items():
            wanted = [
                {column: row.get(column, self._empty(kind, column)) for column in self.columns[kind]} for row in given
            ]
            if wanted == self.read_rows(record, kind):
                continue
            changed = True
            self._rows_of(record, kind).delete()
            self._add_rows(record, kind, wanted)
        return changed

    def copy_rows(self, source: models.Model, target: models.Model) -> None:
        """Give one record the rows of another."""
        for kind in self.row_models:
            self._add_rows(target, kind, self.read_rows(source, kind))

    def _add_rows(self, record: models.Model, kind: str, rows: Iterable[dict[str, Any]]) -> None:
        model, owner = self.row_models[kind], self._owner[kind]
        model._default_manager.bulk_create(
            model(**{owner: record, "position": position, **row}) for position, row in enumerate(rows)
        )

    def _empty(self, kind: str, column: str) -> Any:
        field = self.row_models[kind]._meta.get_field(column)
        return None if field.null else ""


def _key_to(model: type[models.Model], row: type[models.Model]) -> str:
    """The name of the foreign key of rows to their record. Raises ValueError when there is none."""
    for field in row._meta.fields:
        if isinstance(field, models.ForeignKey) and field.related_model is model:
            return field.name
    raise ValueError(f"{row.__name__} has no foreign key to {model.__name__}")
