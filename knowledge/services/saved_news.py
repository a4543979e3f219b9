"""New entries of saved searches, told by mail to who asked for it: once a week, each entry once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.messaging.services import post

from ..forward import shown
from ..models import SavedSearch
from ..saved import asks, new_in

EVERY = timedelta(days=7)
SETTLED = timedelta(minutes=10)
"""What is being published at this moment is told the next time: its day may be older than its commit."""
TITLES = 5


def tell(now: datetime | None = None) -> int:
    """Post one message to each person with something new whose week is over; how many there were. Safe to repeat."""
    until = (now or timezone.now()) - SETTLED
    due = SavedSearch.objects.filter(notify=True, told_until__lte=until - EVERY, user__is_active=True)
    people = User.objects.filter(pk__in=due.order_by().values("user")).order_by("pk")
    return sum(_tell(person, until) for person in people.iterator())


@transaction.atomic
def _tell(person: User, until: datetime) -> bool:
    """All searches of the person in one message; whether there was one."""
    own = list(SavedSearch.objects.select_for_update().filter(user=person, notify=True))
    if not any(search.told_until <= until - EVERY for search in own):
        return False  # another worker was here in between
    language = person.language[:2]
    with translation.override(language):
        searches = [asks(search, language) for search in own]
        new = new_in(searches, [max(search.told_until, search.opened_at) for search in own], until)
        told = _told(own, new, language)
    SavedSearch.objects.filter(pk__in=[search.pk for search in own], told_until__lt=until).update(told_until=until)
    if not told:
        return False
    post(
        code="search.new_entries",
        to=person,
        context={"searches": told},
        links={"link": path_in(language, "knowledge:searches")},
        key=f"search.new_entries:{person.pk}:{until.isoformat()}",
    )
    return True


def _told(own: list[SavedSearch], new: list[list[int]], language: str) -> list[dict[str, Any]]:
    """Name, number and first titles of each search with new entries; an entry stands under the first that has it."""
    seen: set[int] = set()
    told = []
    for search, ids in zip(own, new, strict=True):
        fresh = [pk for pk in ids if pk not in seen]
        seen.update(fresh)
        if fresh:
            titles = [entry.title for entry in shown(fresh[:TITLES], language)]
            more = len(fresh) - len(titles)
            told.append({"name": search.name, "number": len(fresh), "titles": titles, "more": more})
    return told
