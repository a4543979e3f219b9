"""What the decision board shows of a round: rows in order, lines, gauges. Read in a constant number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.reference.queries import country_row, terms

from . import queries_process as queries
from . import ranking as pure
from . import states
from .models import Application, Decision, Round
from .money import Money, money_of, takes_of
from .services.decision import OPEN, Choice
from .services.ranking import IN_ORDER, beneficiaries_before, order


@dataclass
class Row:
    """One file on the board."""

    placed: pure.Placed
    application: Application
    url: str
    party: str
    region: str
    decision: Decision | None
    marks: queries.Marks
    codes: list[str]
    days: int
    usd: Decimal
    takes: Decimal
    """What it takes of the money once selected: its assistance may take more or less than was asked."""
    outcome: str
    reason: str
    feedback: str
    open: bool
    bar: str
    may_decide: bool
    may_release: bool
    passed: str = ""
    total: Decimal | None = None
    line_before: list[str] = field(default_factory=list)
    wide: bool = False

    @property
    def stage(self) -> str:
        """Where the decision stands: none, prepared, decided, announced."""
        if self.decision is None:
            return ""
        if self.decision.is_released:
            return "announced"
        return "decided" if self.decision.is_decided else "prepared"


@dataclass(frozen=True)
class Gauge:
    """A region or a group: how many of the selected are in it."""

    label: str
    number: int


@dataclass
class Board:
    """A whole round."""

    rows: list[Row]
    places: int
    chosen: int
    money: Money
    asked: Decimal
    regions: list[Gauge]
    groups: list[Gauge]
    covered: list[str]
    threshold: Decimal
    waiting: int
    """Files of the round that are not ranked yet."""

    @property
    def to_decide(self) -> list[Row]:
        return [row for row in self.rows if row.stage == "prepared" and row.may_decide]

    @property
    def to_release(self) -> list[Row]:
        return [row for row in self.rows if row.stage == "decided" and row.may_release]

    @property
    def decided(self) -> int:
        return sum(1 for row in self.rows if row.stage == "decided")

    @property
    def prepared(self) -> int:
        return sum(1 for row in self.rows if row.stage == "prepared")

    @property
    def announced(self) -> int:
        return sum(1 for row in self.rows if row.stage == "announced")

    @property
    def missing(self) -> list[str]:
        """Regions that have files above the threshold and none among the selected."""
        with_files = {row.region for row in self.rows if row.placed.passes}
        return [one.label for one in self.regions if not one.number and one.label in with_files]


def rounds_to_decide() -> list[Round]:
    """The rounds of published and closed calls, the latest cut-off that has ranked files first: one query."""
    found = Round.objects.filter(applications__state__in=IN_ORDER).select_related("call").distinct()
    return sorted(found, key=lambda row: row.cut_off, reverse=True)


def read_board(round_: Round, user: Any, language: str, typed: Mapping[int, Choice] | None = None) -> Board:
    """The board of a round as this person may act on it; ``typed`` is a form that was refused."""
    files = list(
        Application.objects.filter(round=round_, state__in=IN_ORDER, score__isnull=False)
        .select_related("call", "country", "current_version", "decision")
        .order_by("pk")
    )
    by_key = {str(one.pk): one for one in files}
    before = beneficiaries_before(round_)
    placed = order(round_, files, before)
    versions = [one.current_version_id for one in files]
    activities = queries.activities_by_version(versions)
    money = queries.money_by_version(versions)
    takes = takes_of(files, money)
    days = queries.days_by_version(versions)
    marks = queries.marks_by_file(files)
    regions = {term.code: term.text for term in terms("region", language)}
    suggested = pure.suggestion(placed, round_.places)
    rows = []
    for place in placed:
        one = by_key[place.candidate.key]
        one.assessor_keys = marks[one.pk].assessors
        decision = getattr(one, "decision", None)
        country = country_row(one.country.iso3, language)
        choice = (typed or {}).get(one.pk)
        rows.append(
            Row(
                placed=place,
                application=one,
                url=reverse("admin:applications_file", args=[one.ref]),
                party=country.name if country else one.country.iso3,
                region=regions.get(one.country.region, one.country.region),
                decision=decision,
                marks=marks[one.pk],
                codes=activities.get(one.current_version_id, []),
                days=days.get(one.current_version_id, 0),
                usd=money.get(one.current_version_id, Decimal(0)),
                takes=takes[one.pk],
                outcome=choice.outcome
                if choice
                else decision.outcome
                if decision
                else suggested[place.candidate.key],
                reason=choice.reason if choice else decision.reason if decision else "",
                feedback=choice.feedback if choice else decision.feedback if decision else "",
                open=_is_open(one, decision),
                bar=reason_against("applications.prepare", user, one) if _is_open(one, decision) else "",
                may_decide=decision is not None
                and not decision.is_decided
                and not reason_against("applications.decide", user, one),
                may_release=decision is not None
                and decision.is_decided
                and not decision.is_released
                and not reason_against("applications.release", user, one),
                wide=marks[one.pk].spread >= round_.call.spread_flag,
            )
        )
    _finish(rows, placed, round_)
    return _board(rows, round_, regions, before)


def _is_open(one: Application, decision: Decision | None) -> bool:
    """Whether a decision can be prepared or changed now."""
    if one.state not in OPEN:
        return False
    return decision is None or not decision.is_decided or decision.is_released


def _finish(rows: list[Row], placed: list[pure.Placed], round_: Round) -> None:
    """Running totals, the ranks passed, the lines where places and threshold fall."""
    passed = pure.overtaken(placed, {row.placed.candidate.key: row.outcome for row in rows})
    total, chosen, filled, below = Decimal(0), 0, False, False
    for row in rows:
        ranks = passed.get(row.placed.candidate.key, [])
        row.passed = ", ".join(str(number) for number in ranks)
        if chosen >= round_.places and not filled:
            row.line_before.append(_("%(places)s places filled") % {"places": round_.places})
            filled = True
        if not row.placed.passes and not below:
            row.line_before.append(_("Threshold %(points)s") % {"points": f"{round_.call.threshold:.0f}"})
            below = True
        if row.outcome == Decision.Outcome.SELECTED:
            chosen += 1
            total += row.takes
            row.total = total


def _board(rows: list[Row], round_: Round, regions: Mapping[str, str], before: Mapping[str, int]) -> Board:
    selected = [row for row in rows if row.outcome == Decision.Outcome.SELECTED]
    waiting = Application.objects.filter(
        round=round_, state__in=[state for state in states.BEFORE_DECISION if state != states.RANKED]
    ).count()
    return Board(
        rows=rows,
        places=round_.places,
        chosen=len(selected),
        money=money_of(round_),
        asked=sum((row.takes for row in selected), Decimal(0)),
        regions=[
            Gauge(label, sum(1 for row in selected if row.application.country.region == code))
            for code, label in regions.items()
            if code in {row.application.country.region for row in rows} or code in before
        ],
        groups=[
            Gauge(_("Least developed"), sum(1 for row in selected if row.application.country.ldc)),
            Gauge(_("Small island"), sum(1 for row in selected if row.application.country.sids)),
        ],
        covered=sorted({code for row in selected for code in row.codes}),
        threshold=round_.call.threshold,
        waiting=waiting,
    )
