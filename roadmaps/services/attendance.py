"""Counts of who came: what is refused, whatever people came to."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused
from portal.reference.queries import term_map

Counts = Mapping[str, Mapping[str, int]]


def refuse_kind(kind: str) -> None:
    """Raises `Refused` for a sector that is not in the list."""
    if kind not in term_map("stakeholder_kind", "en"):
        raise Refused(_("Choose a sector of the list."))


def counted(counts: Counts) -> dict[str, Mapping[str, int]]:
    """The counts without the sectors nobody came from. Raises `Refused` for an unknown sector, and for more young
    people than people."""
    found = {kind: row for kind, row in counts.items() if any(row.values())}
    for kind, row in found.items():
        refuse_kind(kind)
        if row.get("young", 0) > people_in(row):
            raise Refused(_("More young people than people came: correct one of the figures."))
    return found


def write_counts(model: Any, owner: Mapping[str, Any], counts: Counts) -> bool:
    """Store the counts of an owner (``{"workshop": row}``) instead of those there. Returns whether any differed."""
    names = ("women", "men", "undeclared", "young")
    old = {row.kind: {name: getattr(row, name) for name in names} for row in model.objects.filter(**owner)}
    new = {kind: {name: row.get(name, 0) for name in names} for kind, row in counts.items()}
    if old == new:
        return False
    model.objects.filter(**owner).delete()
    model.objects.bulk_create(model(**owner, kind=kind, **row) for kind, row in new.items())
    return True


def people_in(row: Mapping[str, int]) -> int:
    """Everybody of one sector."""
    return row.get("women", 0) + row.get("men", 0) + row.get("undeclared", 0)
