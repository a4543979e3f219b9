"""Questions that every page asks, written as SQL once in a process: Django takes ten times as long to write one as
the database to answer it.

    _BY_CODE = Prepared(lambda code: Term.objects.filter(code=code).values_list("list", "text"))
    rows = _BY_CODE("2.4")
"""

import inspect
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, QuerySet
from django.db.models.query import ModelIterable, get_related_populators


class Slot(Expression):
    """Stands in a queryset, on the right of a comparison, for a value that is given with each question."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def given(self, value: Any) -> Any:
        """A value as the database takes it."""
        return value


class Among(Slot):
    """A slot for a list of whole numbers of any length: ``pk__in=Among(keys)``."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.place)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        if connection.vendor == "sqlite":
            return "(SELECT value FROM json_each(%s))", [self]
        return "(SELECT unnest(%s::bigint[]))", [self]

    def given(self, value: Any) -> Any:
        return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)


@dataclass(frozen=True, slots=True)
class _Written:
    """``converters``: place in a row and what makes a value of Python of it; ``build`` makes an answer of a row."""

    sql: str
    params: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    build: Callable[[Sequence[Any]], Any]


class Prepared:
    """A queryset with slots: of rows (``values_list``), or of models with what ``select_related`` names."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]]) -> None:
        """`make` gives the queryset for as many slots as it has parameters."""
        self._make = make
        self._written: dict[str, _Written] = {}

    def __call__(self, *values: Any) -> list[Any]:
        """The answers for these values, one for each slot: one query."""
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write()
        params = [param.given(values[param.place]) if isinstance(param, Slot) else param for param in written.params]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows = cursor.fetchall()
        if written.converters:
            rows = [_converted(row, written.converters) for row in rows]
        return [written.build(row) for row in rows]

    def _write(self) -> _Written:
        slots = [Slot(place) for place in range(len(inspect.signature(self._make).parameters))]
        queryset = self._make(*slots)
        compiler: Any = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Written(
            sql, params, [(place, *found) for place, found in converters.items()], _builder(queryset, compiler)
        )


def _converted(row: Sequence[Any], converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]) -> list[Any]:
    values = list(row)
    for place, functions, expression in converters:
        for function in functions:
            values[place] = function(values[place], expression, connection)
    return values


def _builder(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """A tuple, or a model as Django's own reading makes it."""
    if not issubclass(queryset._iterable_class, ModelIterable):  # type: ignore[attr-defined]
        return tuple
    info, select = compiler.klass_info, compiler.select
    model, fields = info["model"], info["select_fields"]
    names = [select[place][0].target.attname for place in fields]
    first, end = fields[0], fields[-1] + 1
    related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[attr-defined]

    def build(row: Sequence[Any]) -> Any:
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[first:end])
        for populator in related:
            populator.populate(row, made)
        return made

    return build
