"""Keeping searches: what a person does with their own. Nothing of it enters the log, for it is nobody else's."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused

from ..models import SavedSearch

MOST = 50
LONGEST = 2000


class AlreadySaved(Refused):
    """The same search is there under another name."""

    def __init__(self, search: SavedSearch) -> None:
        super().__init__(_("You have saved this search already, as “%(name)s”.") % {"name": search.name})
        self.search = search


@transaction.atomic
def save(*, query: str, name: str, notify: bool, by: User) -> SavedSearch:
    """Keep a search (`saved.kept_query`) under a name; what is published from now on is new in it.

    Raises `AlreadySaved`; `Refused` without a name, for more than `MOST`, or for too long a search.
    """
    require("knowledge.save_search", by)
    name = _named(name)
    User.objects.select_for_update().get(pk=by.pk)  # one at a time, so that none slips past the limit
    own = SavedSearch.objects.visible_to(by)
    if known := own.filter(query=query).first():
        raise AlreadySaved(known)
    if own.count() >= MOST:
        raise Refused(
            _("You have %(most)s saved searches, which is as many as can be kept: delete one first.") % {"most": MOST}
        )
    if len(query) > LONGEST:
        raise Refused(_("This search has too many filters to be saved. Take some away."))
    return SavedSearch.objects.create(user=by, name=name, query=query, notify=notify)


@transaction.atomic
def change(*, search: SavedSearch, name: str, notify: bool, by: User) -> SavedSearch:
    """Rename it; say whether new entries are told by mail, from now on. Raises `NotAllowed`; `Refused` without a
    name."""
    locked = _lock(search, by)
    locked.name = _named(name)
    if notify and not locked.notify:
        locked.told_until = timezone.now()
    locked.notify = notify
    locked.save(update_fields=["name", "notify", "told_until"])
    return locked


@transaction.atomic
def opened(*, search: SavedSearch, by: User) -> SavedSearch:
    """Its person looks at it now: what is there is no longer new. Raises `NotAllowed`."""
    locked = _lock(search, by)
    locked.opened_at = timezone.now()
    locked.save(update_fields=["opened_at"])
    return locked


@transaction.atomic
def delete(*, search: SavedSearch, by: User) -> None:
    """Keep it no longer. Raises `NotAllowed`."""
    _lock(search, by).delete()


def _lock(search: SavedSearch, by: User) -> SavedSearch:
    locked = SavedSearch.objects.select_for_update().get(pk=search.pk)
    require("knowledge.change_search", by, locked)
    return locked


def _named(name: str) -> str:
    words = " ".join(name.split())[:100]
    if not words:
        raise Refused(_("Give the search a name."))
    return words
