"""A correction by the Secretariat: kept by the next load, logged, seen at once on the public pages."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from .. import cache, ports
from ..merging import plain
from ..models import Stamp, TermLabel
from ..models.stamp import new_token

_OWN_BUSINESS = {"id", "loaded", "sort_key", "search_key"}


def columns(record: Model) -> dict[str, Any]:
    """What the log compares: every column people can change, as JSON keeps it."""
    return {
        field.attname: plain(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.name not in _OWN_BUSINESS
    }


@transaction.atomic
def save_correction(*, record: Model, by: Any, reason: str = "") -> Model:
    """Write `record`, a changed or new row of the reference data, and log what changed.

    Nothing is written or logged when nothing changed.
    """
    before = type(record)._default_manager.select_for_update().filter(pk=record.pk).first() if record.pk else None
    old, new = columns(before) if before else {}, columns(record)
    if old == new:
        return record
    record.save()
    changed = {name for name in new if old.get(name) != new[name]}
    ports.record(
        actor=by,
        verb="reference.corrected" if before else "reference.added",
        target=record,
        old={name: old[name] for name in changed if name in old},
        new={name: new[name] for name in changed},
        reason=reason,
    )
    tell_pages()
    ports.corrected.collect(record)
    return record


@transaction.atomic
def show_version(*, label: TermLabel, by: Any, reason: str = "") -> TermLabel:
    """Make `label` the one shown in its language; the version shown till now stays, as an earlier one."""
    others = TermLabel.objects.select_for_update().filter(
        term_id=label.term_id, language=label.language, current=True
    )
    for other in others.exclude(pk=label.pk):
        other.current = False
        save_correction(record=other, by=by, reason=reason)
    label.current = True
    save_correction(record=label, by=by, reason=reason)
    return label


def tell_pages() -> None:
    """Forget what this process keeps, and let the others know when the transaction commits."""
    Stamp.objects.update_or_create(pk=1, defaults={"token": new_token()})
    cache.clear()
    ports.bump_content()
