"""The named points of the matching: what is known of a need and of an expert, and what each point makes of it.

Without Django. Values are thousandths, so equal inputs give equal values on every machine.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter

from .workdays import WHOLE, days_free

ON_SITE, REMOTE, BOTH = "on_site", "remote", "both"
TOP_LEVEL = 3
STRONG_EVIDENCE = frozenset({"mission", "publication", "law"})
"""What DOMAIN calls evidence of an activity: a mission, a publication, a law drafted."""
MOST_MISSIONS = 3
"""So many missions at once leave no point for the load."""
FRESH_DAYS, STALE_DAYS = 365, 730
"""Confirmed within a year: fresh; not confirmed for two: nothing."""
NEAR_HOURS, FAR_HOURS = 2, 10

Value = tuple[int, str, tuple[object, ...]]
"""Thousandths, what to say about it (a code), and the particulars for the words."""


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


@dataclass(slots=True)
class ExpertFacts:
    """What the matching knows of an expert. (Freezing would make it four times slower to make.)

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
    """A named point: its value, when it counts for a need, and, where few answers serve many experts, what of an
    expert it looks at."""

    value: Callable[[NeedFacts, ExpertFacts, Balance], Value]
    counts: Callable[[NeedFacts], bool] = _always
    looks_at: Callable[[ExpertFacts], Hashable] | None = None


RULES: Mapping[str, Rule] = {
    "activity": Rule(_activity, lambda need: bool(need.activities)),
    "language": Rule(_language, lambda need: bool(need.languages)),
    "availability": Rule(_availability),
    "field": Rule(_field, lambda need: bool(need.fields)),
    "region": Rule(_region, lambda need: bool(need.country)),
    "theme": Rule(_theme, lambda need: bool(need.themes)),
    "track": Rule(_track, looks_at=attrgetter("mean_mark", "missions_evaluated")),
    "load": Rule(_load, looks_at=attrgetter("missions_now")),
    "freshness": Rule(_freshness, looks_at=attrgetter("confirmed_on")),
    "balance": Rule(_balance, looks_at=attrgetter("region", "gender", "called")),
    "time_zone": Rule(_time_zone, lambda need: need.mode != ON_SITE, attrgetter("offsets")),
    "mode": Rule(_mode, looks_at=attrgetter("modes")),
}
POINTS = tuple(RULES)
