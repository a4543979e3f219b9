"""Several needs at once: the best assignment of experts, with what else there would be for each need."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from expertise.assignment import POINT, SECONDS, Aim, Assignment, Pair, assign
from expertise.choices import Gender
from expertise.points import Balance
from expertise.stints import Diary, Stint
from expertise.workdays import WHOLE, days_free

from ..models import Need
from .matches import Match, for_needs

ALTERNATIVES = 3
TENTH = WHOLE // 10
MOST_NEEDS = 30
REGIONS, WOMEN = "regions", "women"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the assignment keeps to: missions an expert at most, counting those at hand; balance as soft aims.

    ``regions`` of the assigned at least come from regions of which the Expert Facility has too few members,
    ``women`` are women; each one short costs ``penalty`` points of score.
    """

    missions: int = 2
    regions: int = 0
    women: int = 0
    penalty: int = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One need: who is chosen, who else could be, best first."""

    need: Need
    chosen: Match | None
    alternatives: tuple[Match, ...]
    best: Match | None
    best_is_elsewhere: bool = False

    @property
    def given_up(self) -> Decimal:
        """The points this need gives up so that all needs together are served best."""
        if self.best is None or self.chosen is None:
            return Decimal(0)
        return self.best.score - self.chosen.score

    @property
    def options(self) -> tuple[Match, ...]:
        return ((self.chosen,) if self.chosen else ()) + self.alternatives


@dataclass(frozen=True, slots=True)
class Plan:
    """An assignment in words."""

    lines: tuple[Line, ...]
    total: Decimal
    is_best: bool
    gap: float
    short: tuple[str, ...] = ()

    @property
    def filled(self) -> int:
        """Needs that get an expert."""
        return sum(1 for line in self.lines if line.chosen is not None)


def plan(
    needs: Sequence[Need], wishes: Wishes, *, experts: Collection[int] | None = None, seconds: float = SECONDS
) -> Plan:
    """The best assignment for these needs, of everybody or of these experts.

    The needs come with their assistance. As many queries as `for_needs`.
    """
    ranked = for_needs(needs, experts=experts)
    free = {code: [match for match in matches if not match.is_barred] for code, matches in ranked.items()}
    people = {match.person.code: match for matches in free.values() for match in matches}
    pairs = [
        Pair(code, match.person.code, int(match.score * POINT)) for code, matches in free.items() for match in matches
    ]
    diary = _diary(needs, people)
    answer = assign(
        pairs,
        wanted=dict.fromkeys(free, 1),
        room={code: max(wishes.missions - match.ranked.expert.missions_now, 0) for code, match in people.items()},
        aims=_aims(wishes, people),
        diary=diary,
        seconds=seconds,
    )
    return _told(needs, free, answer, wishes, diary)


def _diary(needs: Sequence[Need], people: Mapping[str, Match]) -> Diary:
    """When each need is worked on, and the days that each expert declared and has left (to a tenth, upward)."""

    def left(expert: str, since: date, until: date) -> int | None:
        known = people[expert].ranked.expert
        if not known.periods:
            return None
        return -(-days_free(since, until, known.periods, known.taken) // TENTH) * TENTH

    return Diary({need.code: Stint(need.starts_on, need.ends_on, need.days) for need in needs}, left)


def _aims(wishes: Wishes, people: Mapping[str, Match]) -> list[Aim]:
    balance = next((match.ranked.question.balance for match in people.values()), Balance())
    penalty = wishes.penalty * POINT
    found = []
    if wishes.regions:
        members = frozenset(code for code, match in people.items() if match.person.region in balance.regions)
        found.append(Aim(REGIONS, members, wishes.regions, penalty))
    if wishes.women:
        women = frozenset(code for code, match in people.items() if match.person.gender == Gender.WOMAN)
        found.append(Aim(WOMEN, women, wishes.women, penalty))
    return found


def _told(
    needs: Sequence[Need], free: Mapping[str, list[Match]], answer: Assignment, wishes: Wishes, diary: Diary
) -> Plan:
    taken = {pair.need: pair.expert for pair in answer.chosen}
    used: dict[str, list[str]] = {}
    for pair in answer.chosen:
        used.setdefault(pair.expert, []).append(pair.need)
    lines = []
    for need in needs:
        matches = free[need.code]
        chosen = next((match for match in matches if match.person.code == taken.get(need.code)), None)
        others = [match for match in matches if match is not chosen and _has_room(match, need, used, wishes, diary)]
        best = matches[0] if matches else None
        elsewhere = best is not None and best is not chosen and best.person.code in used
        lines.append(Line(need, chosen, tuple(others[:ALTERNATIVES]), best, elsewhere))
    words = {
        REGIONS: _("from regions with too few members: %(number)s fewer than wished"),
        WOMEN: _("women: %(number)s fewer than wished"),
    }
    return Plan(
        lines=tuple(lines),
        total=Decimal(answer.total) / POINT,
        is_best=answer.is_best,
        gap=answer.gap,
        short=tuple(words[code] % {"number": number} for code, number in sorted(answer.short.items())),
    )


def _has_room(match: Match, need: Need, used: Mapping[str, Sequence[str]], wishes: Wishes, diary: Diary) -> bool:
    """Whether this expert could still take the need beside what the assignment gives."""
    given = used.get(match.person.code, ())
    if match.ranked.expert.missions_now + len(given) >= wishes.missions:
        return False
    return not given or diary.fits(match.person.code, (*given, need.code))
