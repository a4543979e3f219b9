"""What every act on an entry begins with: the lock, the person, the version that is open."""

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.search.services import refresh
from portal.ui.pages import bump_content

from .. import states
from ..keys import KIND
from ..models import Entry, Version


def lock(*, entry: Entry, rule: str, by: User) -> Entry:
    """The entry under its lock, for who may by the rule named. Raises `NotAllowed`."""
    locked = Entry.objects.select_for_update(of=("self",)).select_related("country").get(pk=entry.pk)
    require(rule, by, locked)
    return locked


def open_version(entry: Entry) -> Version | None:
    """The version being written, or None."""
    found: Version | None = entry.versions.filter(frozen_at=None).first()
    if found is not None:
        found.entry = entry
    return found


def lock_for_writing(*, entry: Entry, by: User) -> tuple[Entry, Version]:
    """The entry under its lock and the version that is written. Raises `NotAllowed`, or `Refused` while the editors
    read it or when the published version is the last."""
    locked = lock(entry=entry, rule="knowledge.write_entry", by=by)
    version = open_version(locked)
    if version is None:
        raise Refused(_("This version is published and no longer changes. Begin the next version to go on."))
    if locked.state not in states.WRITTEN_IN:
        words = {"state": locked.labels.person}
        raise Refused(_("The entry is now “%(state)s”: it is not written at present.") % words)
    return locked, version


def shown_anew(entry: Entry) -> None:
    """What the public sees of an entry has changed: find it so, and forget kept pages when this is committed."""
    refresh(kind=KIND, records=[entry.pk])
    bump_content()
