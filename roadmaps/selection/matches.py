"""The matching of experts with needs, read from the database: for one need, or for several at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from expertise import facts, matching, weights, zones
from expertise.matching_words import LABELS, region_name, words
from expertise.models import Expert
from expertise.points import NeedFacts
from expertise.workdays import WHOLE
from portal.reference.queries import country_rows
from portal.ui.numbers import grouped

from ..models import Need
from . import bars

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Point:
    """One named point of a match: from 0 to 1, with its weight, in words."""

    code: str
    label: str
    value: Decimal
    weight: int
    words: str

    @property
    def gained(self) -> Decimal:
        """What it brings: value × weight."""
        return self.value * self.weight


class _Experts:
    """The records of the experts of one answer, read all together when the first of them is asked for."""

    def __init__(self, ids: Collection[int]) -> None:
        self.ids = ids
        self.rows: dict[int, Expert] | None = None

    def __getitem__(self, expert: int) -> Expert:
        if self.rows is None:
            self.rows = Expert.objects.in_bulk(self.ids)
        return self.rows[expert]


@dataclass(slots=True)
class Match:
    """An expert and one need. Words are made when they are asked for, in the language of that moment."""

    ranked: matching.Ranked
    person: facts.Person
    place: int
    _experts: _Experts = field(repr=False, compare=False)

    @property
    def expert_id(self) -> int:
        return self.person.id

    @property
    def expert(self) -> Expert:
        """The record; the first one asked for reads those of the whole answer."""
        return self._experts[self.person.id]

    @property
    def name(self) -> str:
        return self.person.name or self.person.code

    @property
    def score(self) -> Decimal:
        """From 0 to 100."""
        return self.ranked.score

    @property
    def region_name(self) -> str:
        return region_name(self.person.region) if self.person.region else ""

    @property
    def is_barred(self) -> bool:
        return self.ranked.is_barred

    @property
    def bars(self) -> tuple[str, ...]:
        """Why the expert cannot be proposed, in words."""
        return tuple(bars.words(bar) for bar in self.ranked.bars)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points that count for the need, in words."""
        return tuple(
            Point(code, str(LABELS[code]), Decimal(value[0]) / WHOLE, weight, words(code, value))
            for (code, weight), value in zip(self.ranked.question.weights, self.ranked.values, strict=True)
        )

    @property
    def summary(self) -> str:
        """The three points that bring most, by name."""
        weighed = zip(self.ranked.question.weights, self.ranked.values, strict=True)
        best = sorted(weighed, key=lambda pair: -pair[0][1] * pair[1][0])[:MOST_NAMED]
        return ", ".join(str(LABELS[code]) for (code, _weight), value in best if value[0])

    @property
    def table(self) -> SafeString:
        """The points as a list: name, weight × value, words. Joined in one piece: a page shows hundreds."""
        lines = (
            f"<li><b>{escape(point.label)}</b> {point.weight} × {grouped(point.value.normalize())} · "
            f"{escape(point.words)}</li>"
            for point in self.points
        )
        return mark_safe(f'<ul class="plain">{"".join(lines)}</ul>')  # noqa: S308 - every text is escaped

    def as_json(self) -> list[dict[str, Any]]:
        """What ``Considered.points`` keeps: code, value from 0 to 1, weight."""
        return [
            {"code": code, "value": value[0] / WHOLE, "weight": weight}
            for (code, weight), value in zip(self.ranked.question.weights, self.ranked.values, strict=True)
        ]


def for_need(need: Need, *, experts: Collection[int] | None = None) -> list[Match]:
    """Everybody who is or was a member, best first, the barred last; or the given experts, whatever their state.

    Five queries of its own, whatever the number of experts. A match that `is_barred` is never proposed.
    """
    return for_needs([need], experts=experts)[need.code]


def for_needs(
    needs: Sequence[Need], *, experts: Collection[int] | None = None, using: dict[str, int] | None = None
) -> dict[str, list[Match]]:
    """The same for several needs, by their codes, in as many queries. ``using`` are weights to try.

    The needs come with their assistance (``select_related("assistance")``), or cost a query each.
    """
    countries = {row.id: row for row in country_rows("en")}
    today = timezone.localdate()
    asked = [need_facts(need, countries, today) for need in needs]
    roster = facts.read(asked, experts=experts)
    barred = bars.of_needs(needs, roster, {pk: row.iso3 for pk, row in countries.items()})
    weighed = using or weights.in_force()
    records = _Experts(roster.people.keys())
    found: dict[str, list[Match]] = {}
    for one in asked:
        ranked = matching.rank(one, roster.facts, weighed, balance=roster.balance, bars=barred[one.code])
        found[one.code] = [
            Match(row, roster.people[row.expert.id], place, records) for place, row in enumerate(ranked, start=1)
        ]
    return found


def need_facts(need: Need, countries: dict[int, Any], today: Any) -> NeedFacts:
    """What the matching knows of a need."""
    country = countries.get(need.country_id)
    return NeedFacts(
        code=need.code,
        activities=tuple(need.activities.split()),
        themes=tuple(need.themes.split()),
        fields=tuple(need.fields.split()),
        languages=tuple(need.languages.split()),
        country=country.iso3 if country else "",
        region=country.region if country else "",
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        days=need.days,
        mode=need.mode,
        offsets=zones.of_country(country.iso2, need.starts_on) if country else (),
        today=today,
    )
