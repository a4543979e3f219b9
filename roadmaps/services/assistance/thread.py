"""The thread of an assistance: written by its people, told to the others in a digest."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Role, User
from portal.accounts.queries import members_of, officers_to_tell
from portal.accounts.rules import is_officer
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ...assistance.rules import side_of
from ...models import Assistance, Mission, ThreadMessage
from ...selection import states
from ...selection.notices import tell
from .guards import lock

REST = timedelta(minutes=15)
"""So long a message rests before it is told: an answer that follows at once goes with it."""


@transaction.atomic
def write(*, assistance: Assistance, text: str, by: Any) -> ThreadMessage:
    """Write to the people of an assistance. Raises `NotAllowed`; `Refused` for an empty message."""
    locked = lock(assistance=assistance, rule="roadmaps.write_message", by=by, closed_too=True)
    if not text.strip():
        raise Refused(_("Write the message."))
    made = ThreadMessage.objects.create(
        assistance=locked, side=side_of(by, locked), text=text.strip()[:8000], by=by, at=timezone.now()
    )
    record(actor=by, verb="assistance.message_written", target=locked)
    return made


def people_of(assistance: Assistance) -> list[User]:
    """Who reads the thread: the Party's team, the officer in charge (all of them while nobody is), the experts of its
    missions, and its field office."""
    charge = assistance.officer
    officers = [charge] if charge is not None and charge.is_active and is_officer(charge) else officers_to_tell()
    live = Mission.objects.filter(assistance=assistance, expert__user__is_active=True)
    experts = [one.expert.user for one in live.exclude(state=states.CANCELLED).select_related("expert__user")]
    covering = Role.objects.filter(
        kind=Role.Kind.FIELD_OFFICE, ended_at__isnull=True, countries=assistance.country_id
    ).values("user")
    office = User.objects.filter(pk__in=covering, is_active=True)
    found = [*members_of(assistance.country_id), *officers, *experts, *office]
    return list({person.pk: person for person in found if person is not None}.values())


@transaction.atomic
def tell_of_messages(now: datetime | None = None) -> int:
    """One digest for each person and assistance with what others have written since the last one.

    Safe to run as often as one likes. Returns how many digests were made."""
    moment = now or timezone.now()
    due = ThreadMessage.objects.select_for_update(of=("self",)).filter(told_at__isnull=True, at__lte=moment - REST)
    rows: dict[int, list[ThreadMessage]] = defaultdict(list)
    for row in due.select_related("by"):
        rows[row.assistance_id].append(row)
    made = 0
    for assistance in Assistance.objects.filter(pk__in=rows).select_related("officer", "country"):
        made += _digest(assistance, rows[assistance.pk])
    ThreadMessage.objects.filter(pk__in=[row.pk for part in rows.values() for row in part]).update(told_at=moment)
    return made


def _digest(assistance: Assistance, rows: Iterable[ThreadMessage]) -> int:
    made = 0
    for person in people_of(assistance):
        others = [row for row in rows if row.by_id != person.pk]
        if others:
            made += tell(
                people=[person],
                code="assistance.messages",
                key=f"assistance.messages:{others[-1].pk}",
                to=("roadmaps:thread", [assistance.reference]),
                target=assistance,
                country_id=assistance.country_id,
                context={
                    "reference": assistance.reference,
                    "lines": [f"{row.by or ''}: {row.text[:400]}" for row in others[-10:]],
                    "number": len(others),
                },
            )
    return made
