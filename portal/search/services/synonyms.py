"""The only writers of the synonyms: the office, and the load of the file."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from portal.activity.services import record
from portal.reference.services import LoadReport, load_rows
from portal.ui.pages import bump_content

from .. import files
from ..models import SynonymGroup

_LOGGED = ("code", "language", "words", "active")


@transaction.atomic
def save_group(*, group: SynonymGroup, by: Any) -> SynonymGroup:
    """Write a new or changed group and log what changed; it holds from the next search on.

    Raises ValidationError for a group without two expressions that can be searched.
    """
    group.full_clean()
    before = SynonymGroup.objects.select_for_update().filter(pk=group.pk).values(*_LOGGED).first() or {}
    after = {name: getattr(group, name) for name in _LOGGED}
    changed = [name for name in _LOGGED if before.get(name) != after[name]]
    if not changed:
        return group
    group.save()
    record(
        actor=by,
        verb="search.synonyms_changed" if before else "search.synonyms_added",
        target=group,
        old={name: before[name] for name in changed if name in before},
        new={name: after[name] for name in changed},
    )
    bump_content()
    return group


def load_synonyms(report: LoadReport, force: bool) -> Iterable[str]:
    """Bring the groups to what the file says, as the reference data is: what was corrected in the office stays.

    Part of ``load_reference``, in its transaction.
    """
    load_rows(
        SynonymGroup.objects.all(),
        lambda group: group.code,
        files.synonyms(),
        report,
        force,
        lambda code: SynonymGroup(code=code),
    )
    return ()
