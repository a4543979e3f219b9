"""Which countries are comparable, and why: for a country that drafts its roadmap. Pure logic.

Points only put in order; what is shown are the reasons. No source weighs them: it is told as a suggestion.
"""

from collections.abc import Iterable
from dataclasses import dataclass

REGION, LDC, SIDS, LANGUAGE, SIZE, ACTIVITIES = "region", "ldc", "sids", "language", "size", "activities"
POINTS = {REGION: 3, SIDS: 3, LDC: 2, LANGUAGE: 2, SIZE: 1}
MOST_ACTIVITIES = 4
"""Activities in common count one point each, up to this number: a long roadmap is not comparable to every other."""
SAME_SIZE = 3.0
"""Two areas are of one size when the larger is at most so many times the smaller."""


@dataclass(frozen=True)
class Profile:
    """What is compared of a country. ``area`` is in square kilometres, None when it is not known."""

    code: str
    region: str = ""
    ldc: bool = False
    sids: bool = False
    languages: frozenset[str] = frozenset()
    area: float | None = None
    activities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Comparable:
    """A country with the reasons why it is comparable, the heaviest first; languages and activities in common."""

    code: str
    points: int
    reasons: tuple[str, ...]
    languages: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()


def compare(one: Profile, other: Profile) -> Comparable:
    """What two countries have in common. The points are the same both ways."""
    languages = tuple(sorted(one.languages & other.languages))
    activities = tuple(sorted(one.activities & other.activities))
    holds = {
        REGION: bool(one.region) and one.region == other.region,
        SIDS: one.sids and other.sids,
        LDC: one.ldc and other.ldc,
        LANGUAGE: bool(languages),
        SIZE: _same_size(one.area, other.area),
    }
    reasons = [reason for reason, there in holds.items() if there]
    points = sum(POINTS[reason] for reason in reasons) + min(len(activities), MOST_ACTIVITIES)
    if activities:
        reasons.append(ACTIVITIES)
    return Comparable(other.code, points, tuple(reasons), languages, activities)


def _same_size(one: float | None, other: float | None) -> bool:
    if not one or not other:
        return False
    return max(one, other) <= SAME_SIZE * min(one, other)


def suggest(country: Profile, others: Iterable[Profile], most: int = 5) -> list[Comparable]:
    """The most comparable of ``others``, at most ``most``; never the country itself, nor one with nothing in common.

    While the country has chosen activities, a country that shares none of them is left out: it has no measure to
    show. Ties go in the order of the codes.
    """
    found = [compare(country, other) for other in others if other.code != country.code]
    wanted = [one for one in found if one.points and (one.activities or not country.activities)]
    return sorted(wanted, key=lambda one: (-one.points, one.code))[:most]
