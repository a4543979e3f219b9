"""Conflicts of interest: which countries a person has a tie to, asked before every act on a file."""

from collections.abc import Iterable
from typing import Any

from portal.accounts import standing
from portal.accounts.models import Membership

from .models import Tie

_KEPT = "_country_ties"
_COUNTED = (Membership.State.CLAIMED, Membership.State.CONFIRMED)


def countries_of(person: Any) -> frozenset[int]:
    """The ids of the countries this person is bound to: nationality, residence, other ties, Party teams.

    A claim that is not yet confirmed counts: who says to speak for a Party has a tie to it. Kept on the
    person for the request.
    """
    if not getattr(person, "pk", None):
        return frozenset()
    kept = getattr(person, _KEPT, None)
    if kept is None:
        place = standing.of(person)
        declared = Tie.objects.filter(person=person.pk).values_list("country_id", flat=True)
        kept = frozenset(declared) | place.parties | place.claimed
        setattr(person, _KEPT, kept)
    return kept


def countries_of_each(people: Iterable[int]) -> dict[int, frozenset[int]]:
    """The same for several people, in two queries."""
    people = list(people)
    found: dict[int, set[int]] = {pk: set() for pk in people}
    for pk, country in Tie.objects.filter(person__in=people).values_list("person_id", "country_id"):
        found[pk].add(country)
    memberships = Membership.objects.filter(user__in=people, state__in=_COUNTED)
    for pk, country in memberships.values_list("user_id", "country_id"):
        found[pk].add(country)
    return {pk: frozenset(countries) for pk, countries in found.items()}


def has_tie(person: Any, application: Any) -> bool:
    """Whether the person is bound to the Party of this file. Holds for superusers."""
    return application.country_id in countries_of(person)
