"""The matching of experts with a need of expertise, without Django.

A score lies between 0 and 100 and is the weighted mean of named points, each from 0 to 1. A point that says
nothing about a need (its themes, when it names none) does not count for that need. Everything is whole
numbers until the score is shown, so equal inputs give equal scores on every machine.

A barred expert (DOMAIN, "Conflicts of interest") keeps a score, so that the bar can be discussed, and stands
after everybody who is not barred. Ties: who was never called comes first; then the order of a digest of the
codes of the need and of the expert, which is the same every time, differs from need to need, and so
favours no name, no date and no place in the database.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from hashlib import blake2b

WHOLE = 1000
"""A value of 1, in thousandths."""
ON_SITE, REMOTE, BOTH = "on_site", "remote", "both"
TOP_LEVEL = 3
STRONG_EVIDENCE = frozenset({"mission", "publication", "law"})
"""What DOMAIN calls evidence of an activity: a mission, a publication, a law drafted."""
MOST_MISSIONS = 3
"""So many missions at once leave no point for the load."""
FRESH_DAYS, STALE_DAYS = 365, 730
"""Confirmed within a year: fresh; not confirmed for two: nothing."""
NEAR_HOURS, FAR_HOURS = 2, 10
_CENT = Decimal("0.01")

Value = tuple[int, str, tuple[object, ...]]
"""Thousandths, what to say about it (a code), and the particulars for the words."""
Bar = tuple[str, str]
"""Why an expert cannot be proposed: a code, and the particular for the words."""


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What the matching knows of a need. Countries are three-letter codes, offsets minutes from UTC."""

    code: str
    activities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    starts_on: date = date.min
    ends_on: date = date.min
    days: int = 1
    mode: str = BOTH
    offsets: tuple[int, ...] = ()
    today: date = date.min


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """What the matching knows of an expert.

    ``activities`` maps a code to (level 1 to 3, kinds of evidence); ``languages`` a code to (reading,
    speaking, working), 0 to 3; ``known`` are countries worked in or known, of the region of the need at
    least; ``periods`` are (from, to, days a month), days as ordinals; ``taken`` maps the first of a month (an
    ordinal too) to thousandths of a day. Two thousand experts are ranked at once: sums are of whole numbers.
    """

    id: int
    code: str
    activities: Mapping[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    themes: Set[str] = frozenset()
    fields: Set[str] = frozenset()
    languages: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    known: Set[str] = frozenset()
    known_regions: Set[str] = frozenset()
    region: str = ""
    gender: str = ""
    modes: Set[str] = frozenset()
    offsets: tuple[int, ...] = ()
    periods: tuple[tuple[int, int, int], ...] = ()
    taken: Mapping[int, int] = field(default_factory=dict)
    missions_now: int = 0
    missions_evaluated: int = 0
    mean_mark: Decimal | None = None
    called: int = 0
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """The regions and genders of which the Expert Facility has fewer than it aims at."""

    regions: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """What an order answers: a need, the weights, what the Expert Facility lacks."""

    need: NeedFacts
    weights: tuple[tuple[str, int], ...]
    balance: Balance

    @property
    def out_of(self) -> int:
        return WHOLE * sum(weight for _code, weight in self.weights)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An expert in the order of one need."""

    question: Question
    expert: ExpertFacts
    gained: int
    bars: tuple[Bar, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """Each point in force, in order; worked out again for who looks, not kept for two thousand experts."""
        need, balance = self.question.need, self.question.balance
        return tuple(RULES[code].value(need, self.expert, balance) for code, _weight in self.question.weights)

    @property
    def score(self) -> Decimal:
        """From 0 to 100, to the cent."""
        return (Decimal(100 * self.gained) / Decimal(self.question.out_of)).quantize(_CENT, ROUND_HALF_UP)

    @property
    def is_barred(self) -> bool:
        return bool(self.bars)


# --- The points ---------------------------------------------------------------------------------
def _activity(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    total, best = 0, ("", 0, frozenset[str]())
    for code in need.activities:
        level, evidence = expert.activities.get(code, (0, frozenset()))
        share = 100 if evidence & STRONG_EVIDENCE else 90 if evidence else 70
        total += WHOLE * level * share // (100 * TOP_LEVEL)
        if level > best[1]:
            best = (code, level, evidence)
    known = sum(1 for code in need.activities if code in expert.activities)
    return total // len(need.activities), "some" if known else "none", (known, len(need.activities), *best)


def _language(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    """The best of the languages of the need: one is enough to work in; working in it counts double."""
    best: Value = (0, "none", need.languages)
    for code in need.languages:
        reading, speaking, working = expert.languages.get(code, (0, 0, 0))
        value = WHOLE * (reading + speaking + 2 * working) // (4 * TOP_LEVEL)
        if value > best[0]:
            best = (value, "some", (code, reading, speaking, working))
    return best


def _share(wanted: Sequence[str], known: Collection[str]) -> Value:
    found = tuple(code for code in wanted if code in known)
    return WHOLE * len(found) // len(wanted), "some" if found else "none", (found, len(wanted))


def _theme(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    return _share(need.themes, expert.themes)


def _field(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    return _share(need.fields, expert.fields)


def _region(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    if need.country in expert.known:
        return WHOLE, "country", (need.country,)
    if need.region and need.region in expert.known_regions:
        return 600, "worked", (need.region,)
    if need.region and expert.region == need.region:
        return 400, "lives", (need.region,)
    return 0, "none", (need.region,)


def _time_zone(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    """Hours between the nearest of the zones of either; two hours and less count as none."""
    if not need.offsets or not expert.offsets:
        return 0, "unknown", ()
    apart = min(_around(one - other) for one in need.offsets for other in expert.offsets)
    beyond = min(max(apart - 60 * NEAR_HOURS, 0), 60 * (FAR_HOURS - NEAR_HOURS))
    return WHOLE - WHOLE * beyond // (60 * (FAR_HOURS - NEAR_HOURS)), "apart", (Decimal(apart) / 60,)


def _around(minutes: int) -> int:
    """The shorter way around the clock."""
    minutes = abs(minutes) % 1440
    return min(minutes, 1440 - minutes)


def _availability(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    if not expert.periods:
        return 0, "undeclared", (need.days,)
    free = days_free(need.starts_on, need.ends_on, expert.periods, expert.taken)
    return min(WHOLE, free // need.days), "free", (free, need.days)


def _mode(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    wanted = (ON_SITE, REMOTE) if need.mode == BOTH else (need.mode,)
    found = tuple(mode for mode in wanted if mode in expert.modes)
    return WHOLE * len(found) // len(wanted), "some" if found else "none", (found, len(wanted))


def _load(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    now = min(expert.missions_now, MOST_MISSIONS)
    return WHOLE - WHOLE * now // MOST_MISSIONS, "missions" if expert.missions_now else "free", (expert.missions_now,)


def _track(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    """The mean mark of evaluated missions; half of the point for who has none, so that nobody is kept out."""
    if expert.mean_mark is None:
        return WHOLE // 2, "none", ()
    value = int(WHOLE * (expert.mean_mark - 1) / 4)
    return min(max(value, 0), WHOLE), "marks", (expert.missions_evaluated, expert.mean_mark)


def _balance(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    """Half for the region, a quarter for the gender, a quarter for who was never called."""
    reasons = (
        ("region", 500, expert.region in balance.regions),
        ("gender", 250, expert.gender in balance.genders),
        ("never_called", 250, expert.called == 0),
    )
    found = tuple(name for name, _worth, holds in reasons if holds)
    return sum(worth for _name, worth, holds in reasons if holds), "some" if found else "none", (found, expert.region)


def _freshness(need: NeedFacts, expert: ExpertFacts, balance: Balance) -> Value:
    if expert.confirmed_on is None:
        return 0, "never", ()
    age = (need.today - expert.confirmed_on).days
    beyond = min(max(age - FRESH_DAYS, 0), STALE_DAYS - FRESH_DAYS)
    value = WHOLE - WHOLE * beyond // (STALE_DAYS - FRESH_DAYS)
    return value, "fresh" if age <= FRESH_DAYS else "old", (expert.confirmed_on,)


def _always(need: NeedFacts) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A named point: when it counts for a need, and its value."""

    value: Callable[[NeedFacts, ExpertFacts, Balance], Value]
    counts: Callable[[NeedFacts], bool] = _always


RULES: Mapping[str, Rule] = {
    "activity": Rule(_activity, lambda need: bool(need.activities)),
    "language": Rule(_language, lambda need: bool(need.languages)),
    "availability": Rule(_availability),
    "field": Rule(_field, lambda need: bool(need.fields)),
    "region": Rule(_region, lambda need: bool(need.country)),
    "theme": Rule(_theme, lambda need: bool(need.themes)),
    "track": Rule(_track),
    "load": Rule(_load),
    "freshness": Rule(_freshness),
    "balance": Rule(_balance),
    "time_zone": Rule(_time_zone, lambda need: need.mode != ON_SITE),
    "mode": Rule(_mode),
}
POINTS = tuple(RULES)


# --- The order ----------------------------------------------------------------------------------
def check_weights(weights: Mapping[str, int]) -> None:
    """Raises ValueError unless every point, and nothing else, has a whole weight above 0."""
    if set(weights) != set(POINTS):
        raise ValueError(f"weights are asked for {', '.join(POINTS)}")
    if any(isinstance(weight, bool) or not isinstance(weight, int) or weight <= 0 for weight in weights.values()):
        raise ValueError("a weight is a whole number above 0")


def in_force(need: NeedFacts) -> tuple[str, ...]:
    """The points that count for this need, in the order in which they are shown."""
    return tuple(code for code, rule in RULES.items() if rule.counts(need))


def rank(
    need: NeedFacts,
    experts: Iterable[ExpertFacts],
    weights: Mapping[str, int],
    *,
    balance: Balance | None = None,
    bars: Mapping[int, tuple[Bar, ...]] | None = None,
) -> list[Ranked]:
    """Every expert in order, the barred ones last. Raises ValueError for weights that are not usable.

    The order does not depend on the order of ``experts``, nor on the scale of ``weights``.
    """
    check_weights(weights)
    steering, barred = balance or Balance(), bars or {}
    question = Question(need, tuple((code, weights[code]) for code in in_force(need)), steering)
    rules = [(RULES[code].value, weight) for code, weight in question.weights]
    found = []
    for expert in experts:
        gained = 0
        for value, weight in rules:
            gained += weight * value(need, expert, steering)[0]
        found.append(Ranked(question, expert, gained, barred.get(expert.id, ())))
    found.sort(key=lambda one: (bool(one.bars), -one.gained, one.expert.called > 0, lot(need.code, one.expert.code)))
    return found


def lot(need: str, expert: str) -> bytes:
    """What settles the last ties: the same every time for a need and an expert, without favour for anybody."""
    return blake2b(f"{need}/{expert}".encode(), digest_size=8).digest()


def lacking(counts: Mapping[str, int], aims: Mapping[str, int]) -> frozenset[str]:
    """The codes of which there are fewer than aimed at."""
    return frozenset(code for code, number in aims.items() if counts.get(code, 0) < number)


# --- Days ---------------------------------------------------------------------------------------
def days_free(
    starts_on: date, ends_on: date, periods: Iterable[tuple[int, int, int]], taken: Mapping[int, int]
) -> int:
    """The days of work offered between two dates (both included), less those taken already, month by month.

    A period offers its days a month in proportion to the part of the month that it and the dates share.
    Periods and ``taken`` are as in `ExpertFacts`. Answers in thousandths of a day.
    """
    total = 0
    for first, begin, end, length in _spans(starts_on, ends_on):
        offered = -taken.get(first, 0)
        for since, until, days in periods:
            shared = (until if until < end else end) - (since if since > begin else begin) + 1
            if shared > 0:
                offered += WHOLE * days * shared // length
        if offered > 0:
            total += offered
    return total


@lru_cache(maxsize=256)
def _spans(starts_on: date, ends_on: date) -> tuple[tuple[int, int, int, int], ...]:
    """Of each month that the dates touch: its first day, the first and last day of the dates in it, its length."""
    return tuple(
        (
            first.toordinal(),
            max(first, starts_on).toordinal(),
            min(last, ends_on).toordinal(),
            (last - first).days + 1,
        )
        for first, last in months(starts_on, ends_on)
    )


def months(starts_on: date, ends_on: date) -> list[tuple[date, date]]:
    """(first day, last day) of each month that the dates touch."""
    found = []
    first = starts_on.replace(day=1)
    while first <= ends_on:
        following = (first + timedelta(days=32)).replace(day=1)
        found.append((first, following - timedelta(days=1)))
        first = following
    return found
