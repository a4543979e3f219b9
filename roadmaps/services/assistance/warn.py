"""The early warnings of the assistances, once a week to the officer in charge of each."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils import timezone, translation

from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.accounts.queries import officers_to_tell
from portal.accounts.rules import is_officer
from portal.messaging.models import Message
from portal.messaging.services import post
from portal.reference.queries import country_names

from ...assistance.board import BoardRow, board_rows
from ...assistance.warning_words import sentence
from ...models import Assistance

MOST = 20


@transaction.atomic
def warn_officers(today: date | None = None) -> int:
    """One message a week to each officer with assistances that have warnings; safe to run as often as one likes.

    An assistance without an officer in charge is told to all of them. Returns how many messages were made.
    """
    on = today or timezone.localdate()
    year, week, _day = on.isocalendar()
    rows = board_rows(Assistance.objects.filter(state=Assistance.State.OPEN), {}, on)
    everybody = list(officers_to_tell())
    told: dict[User, list[BoardRow]] = defaultdict(list)
    for row in rows:
        if not row.warnings:
            continue
        charge = row.assistance.officer
        for person in [charge] if charge is not None and charge.is_active and is_officer(charge) else everybody:
            told[person].append(row)
    keys = {person: f"assistance.warnings:{year}-{week}:{person.pk}" for person in told}
    known = set(Message.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    due = [person for person in told if keys[person] not in known]
    for person in due:
        _post(person, told[person], keys[person])
    return len(due)


def _post(person: User, rows: list[BoardRow], key: str) -> None:
    with translation.override(person.language):
        names = country_names(person.language)
        lines = [
            f"{names.get(row.assistance.country_id, row.party)} ({row.assistance.reference}): "
            + "; ".join(sentence(one) for one in row.warnings)
            for row in rows[:MOST]
        ]
    post(
        code="assistance.warnings",
        to=person,
        context={"lines": lines, "number": len(rows)},
        links={"link": path_in(person.language, "admin:roadmaps_board") + "?warning=any"},
        key=key,
    )
