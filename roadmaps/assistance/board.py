"""The board of all assistances: the facts behind each row, read in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from expertise import states as expert_states
from portal.accounts.models import Membership
from portal.accounts.models.user import naming
from portal.activity.models import Entry
from portal.prepared import Among, Prepared

from ..models import (
    Assistance,
    DaysWorked,
    Edition,
    Measure,
    Mission,
    Need,
    Offer,
    PlannedStep,
    Risk,
    Roadmap,
    Shortlist,
    StepProgress,
    TeamMember,
)
from ..selection import states
from . import early_warnings as early
from . import steps
from .early_warnings import Facts, Warning
from .queries_money import sums_of

_COLUMNS = ("reference", "opened_at", "country", *naming("officer"), "officer__is_active", "officer__language")
"""What a row shows and what its facts are made of: sixty rows need not carry every column of four tables."""
_LIVING = (Assistance, Need, Shortlist, Offer, Mission, Roadmap, Edition, Measure)

_PLANNED = Prepared(
    lambda keys: (
        PlannedStep.objects.filter(version__assistance__in=Among(keys), version__is_current=True)
        .order_by("step")
        .values_list("version__assistance_id", "step", "starts_on", "ends_on")
    )
)
_REACHED = Prepared(
    lambda keys: (
        StepProgress.objects.filter(assistance__in=Among(keys))
        .order_by()
        .values_list("assistance_id", "step", "started_on", "done_on")
    )
)
_PERIODS = ("expert__availabilities__starts_on", "expert__availabilities__ends_on")
_MISSIONS = Prepared(
    lambda keys: (
        Mission.objects.filter(assistance__in=Among(keys))
        .exclude(state=states.CANCELLED)
        .annotate(
            last_day=Subquery(DaysWorked.objects.filter(mission=OuterRef("pk")).order_by("-on").values("on")[:1])
        )
        .order_by("starts_on", "pk", *_PERIODS)
        .values_list(
            *("assistance_id", "state", "days", "code", "expert__name", "expert__state", "starts_on", "ends_on"),
            *("last_day", *_PERIODS),
        )
    )
)


@dataclass(frozen=True)
class BoardRow:
    """One assistance on the board."""

    assistance: Assistance
    iso3: str
    party: str
    step: str
    state: str
    late: int
    due: tuple[str, date] | None
    warnings: tuple[Warning, ...]
    last_sign: date


def facts_of(assistances: Sequence[Assistance], today: date) -> dict[int, Facts]:
    """What is known of each: six queries whatever their number. They come with `with_facts`."""
    keys = [row.pk for row in assistances]
    countries = {row.country_id for row in assistances}
    planned: dict[int, dict[str, steps.Step]] = defaultdict(dict)
    for key, code, begins, ends in _PLANNED(keys):
        planned[key][code] = steps.Step(code, begins, ends)
    progress: dict[int, dict[str, tuple[date | None, date | None]]] = defaultdict(dict)
    for key, code, started, done in _REACHED(keys):
        progress[key][code] = (started, done)
    missions, given = _missions(keys)
    money = sums_of({row.envelope_key: (row.pk, row.allotted) for row in assistances if row.envelope_key})  # type: ignore[attr-defined]
    teams, focal = _teams(countries, today), _focal_points(countries, today)
    opened = {row.pk: timezone.localdate(row.opened_at) for row in assistances}
    return {
        row.pk: Facts(
            planned=planned[row.pk],
            progress=progress[row.pk],
            opened_on=opened[row.pk],
            last_sign=_day(row.last_sign),  # type: ignore[attr-defined]
            missions=missions.get(row.pk, ()),
            team_changed_on=_team_change(teams.get(row.country_id, ()), progress[row.pk].get("TA4")),
            focal_changed_on=_after(focal.get(row.country_id), opened[row.pk]),
            money=money.get(row.pk),
            risk_review_on=row.risk_review_on,  # type: ignore[attr-defined]
            days_over=given[row.pk] - row.agreed_days if row.envelope_key else 0,  # type: ignore[attr-defined]
        )
        for row in assistances
    }


def with_facts(assistances: QuerySet[Assistance]) -> QuerySet[Assistance]:
    """Each with the last moment somebody did something with a record of this floor for its Party, and the day
    on which the first of its open risks is to be looked at; the code of its Party, and its envelope.

    What the portal does by itself is no sign of life.
    """
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*_LIVING).values()]
    entries = Entry.objects.filter(country=OuterRef("country"), content_type__in=kinds, actor__isnull=False)
    open_risks = Risk.objects.filter(assistance=OuterRef("pk"), closed_at__isnull=True).order_by("review_on")
    return assistances.annotate(
        last_sign=Subquery(entries.order_by("-at").values("at")[:1]),
        risk_review_on=Subquery(open_risks.values("review_on")[:1]),
        iso3=F("country__iso3"),
        envelope_key=F("envelope"),
        allotted=F("envelope__amount"),
        agreed_days=F("envelope__days"),
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment is not None else None


def _missions(keys: Sequence[int]) -> tuple[dict[int, list[early.Mission]], dict[int, int]]:
    """Live missions with the last day worked and the expert's periods, and the days of all missions: one query.

    Value tuples, one for each period of the expert, as the board reads hundreds of rows.
    """
    days: dict[int, int] = defaultdict(int)
    found: dict[int, dict[str, early.Mission]] = defaultdict(dict)
    seen: set[str] = set()
    for key, state, agreed, code, name, expert, starts_on, ends_on, last_day, begins, ends in _MISSIONS(keys):
        if code not in seen:
            seen.add(code)
            days[key] += agreed
        if state not in states.LIVE_MISSIONS:
            continue
        known = found[key].get(code)
        free = () if begins is None else ((begins, ends),)
        if known is not None:
            found[key][code] = replace(known, free=(*known.free, *free))
            continue
        found[key][code] = early.Mission(
            code=code,
            name=name,
            active=expert == expert_states.ACTIVE,
            under_way=state == states.UNDER_WAY,
            starts_on=starts_on,
            ends_on=ends_on,
            last_day=last_day,
            free=free,
        )
    return {key: list(rows.values()) for key, rows in found.items()}, days


def _teams(countries: Iterable[int], today: date) -> dict[int, list[tuple[date, date | None]]]:
    """Members of national teams who came or left in the window, by Party."""
    window = (today - early.WINDOW, today)
    rows = TeamMember.objects.filter(roadmap__country__in=countries, roadmap__is_current=True)
    rows = rows.filter(Q(since__range=window) | Q(until__range=window))
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for country, since, until in rows.values_list("roadmap__country", "since", "until"):
        found[country].append((since, until))
    return found


def _team_change(
    members: Iterable[tuple[date, date | None]], step: tuple[date | None, date | None] | None
) -> date | None:
    """The last change of a team: who left, or who came after the team was complete (its step is done)."""
    complete = step[1] if step else None
    today = timezone.localdate()
    days = [until for _since, until in members if until is not None and until <= today]
    days += [since for since, _until in members if complete is not None and since > complete]
    return max(days, default=None)


def _focal_points(countries: Iterable[int], today: date) -> dict[int, date]:
    """The last day a focal point was confirmed or ended, by Party, in the window."""
    since = timezone.now() - early.WINDOW - timedelta(days=1)
    settled = (Membership.State.CONFIRMED, Membership.State.ENDED)
    rows = Membership.objects.filter(country__in=countries, is_focal=True, state__in=settled, state_since__gte=since)
    return {
        country: timezone.localdate(last)
        for country, last in rows.order_by().values_list("country_id").annotate(last=Max("state_since"))
    }


def _after(on: date | None, opened_on: date) -> date | None:
    """A change counts once the assistance is open."""
    return on if on is not None and on > opened_on else None


def board_rows(assistances: QuerySet[Assistance], names: dict[int, str], today: date | None = None) -> list[BoardRow]:
    """The rows of the board, one query more than their facts."""
    on = today or timezone.localdate()
    found = list(with_facts(assistances.select_related("officer").only(*_COLUMNS)))
    facts = facts_of(found, on)
    rows = []
    for assistance in found:
        known = facts[assistance.pk]
        step_states = early.step_states(known, on)
        step = steps.current(step_states)
        warnings = tuple(early.find(known, on, step_states))
        rows.append(
            BoardRow(
                assistance=assistance,
                iso3=assistance.iso3,  # type: ignore[attr-defined]
                party=names.get(assistance.country_id, assistance.iso3),  # type: ignore[attr-defined]
                step=step,
                state=step_states.get(step, steps.DONE),
                late=max((one.days for one in warnings if one.code == early.LATE_STEP), default=0),
                due=early.next_due(known),
                warnings=warnings,
                last_sign=max(known.last_sign or known.opened_on, known.opened_on),
            )
        )
    return rows


def warnings_of(assistance: Assistance) -> tuple[Warning, ...]:
    """The warnings of one assistance under way."""
    rows = board_rows(Assistance.objects.filter(pk=assistance.pk, state=Assistance.State.OPEN), {})
    return rows[0].warnings if rows else ()
