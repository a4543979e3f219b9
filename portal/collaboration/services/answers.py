"""Saving the answers of one section, as they were typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from ..models import Section as SavedSection
from ..parsing import Parsed
from ..questions import Section
from ..store import SectionStore
from .sections import save_section


@dataclass(frozen=True)
class Saved:
    """What became of a save: the section with its revision, what was read out of the form, and the record."""

    section: SavedSection
    parsed: Parsed
    record: Any


@transaction.atomic
def save_answers(
    *,
    store: SectionStore,
    record: models.Model,
    section: Section,
    parsed: Parsed,
    expected_revision: int,
    by: models.Model | None,
    changed: Callable[[Mapping[str, Any]], None] | None = None,
) -> Saved:
    """Store what was typed in a section, valid or not; what is over the limit keeps its stored value.

    Called by the app's own service, which holds the lock of the record and has asked whether this person
    writes it now. ``changed`` is called with the values, in this transaction, when something differed.
    Raises `Conflict` when somebody saved the section in between: nothing is stored then.
    """
    values = {name: value for name, value in parsed.values.items() if name not in parsed.refused}
    rows = {
        kind: given
        for kind, given in parsed.rows.items()
        if not any(key.startswith(f"{kind}.") for key in parsed.refused)
    }

    def apply() -> bool:
        differed = store.write_section(record, values, rows)
        if differed and changed is not None:
            changed(values)
        return differed

    saved = save_section(
        record=record,
        code=section.code,
        expected_revision=expected_revision,
        apply=apply,
        unparsed=parsed.unparsed,
        by=by,
    )
    return Saved(saved, parsed, record)
