"""The tables that hold what is written of an entry. No rule stands here."""

from collections.abc import Mapping
from typing import Any

from portal.collaboration.store import SectionStore

from .models import AdaptedFor, Entry, EntryText, Figure, Link, Partner, Place, Tie, Version
from .origin import QUESTION
from .ties import FIELDS, split


class VersionStore(SectionStore):
    """The columns of a version, its rows, and its ties: the codes ticked in a list are one row each. The entry it is
    adapted from is told by its code."""

    def write_section(self, record: Any, values: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> bool:
        own = {name: value for name, value in values.items() if name not in FIELDS}
        if QUESTION in own:
            code = own.pop(QUESTION)
            source = Entry.objects.filter(code=code).first() if code else None
            own["adapted_from_id"] = source.pk if source else None
        changed = super().write_section(record, own, rows)
        for name in values.keys() & FIELDS.keys():
            changed |= self._tie(record, FIELDS[name], split(values[name] or ""))
        return changed

    def _tie(self, record: Version, list_name: str, codes: list[str]) -> bool:
        stored = list(Tie.objects.filter(version=record, list=list_name).values_list("code", flat=True))
        if stored == codes:
            return False
        Tie.objects.filter(version=record, list=list_name).delete()
        Tie.objects.bulk_create(
            Tie(version=record, list=list_name, code=code, position=place) for place, code in enumerate(codes)
        )
        record.__dict__.pop("tied", None)
        return True


VERSIONS = VersionStore(Version, {"places": Place, "partners": Partner, "links": Link, "adapted_for": AdaptedFor})
TEXTS = SectionStore(EntryText, {"figures": Figure})
