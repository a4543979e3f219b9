"""Saving a record that one form writes as a whole, under the same guard as a section."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models, transaction

from ..queries import WHOLE, revision_of
from .sections import save_section


def _set(record: models.Model, values: Mapping[str, Any]) -> bool:
    """Put values on a record, not stored yet. Returns whether any differed."""
    differing = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in differing.items():
        setattr(record, name, value)
    return bool(differing)


@transaction.atomic
def save_record(
    *,
    record: models.Model,
    values: Mapping[str, Any],
    expected_revision: int | None,
    check: Callable[[Any], None] = lambda record: None,
    beside: Callable[[], bool] = lambda: False,
    by: Any,
) -> None:
    """Store a record with these values if nobody did since ``expected_revision``. ``check`` refuses a record
    that makes no sense with them, before it is stored; ``beside`` writes what belongs to it in other tables, after,
    and answers whether anything of that differed.

    None as revision: nobody has had it before them (it is new, or this is an act and not a form); whoever has its
    form open is then told. Raises `Conflict`. The caller holds the lock under which the record is written.
    """

    def apply() -> bool:
        changed = _set(record, values)
        check(record)
        record.save()
        return beside() or changed

    if record.pk is None:
        apply()
        save_section(record=record, code=WHOLE, expected_revision=0, apply=lambda: True, unparsed={}, by=by)
        return
    seen = revision_of(record) if expected_revision is None else expected_revision
    save_section(record=record, code=WHOLE, expected_revision=seen, apply=apply, unparsed={}, by=by)
