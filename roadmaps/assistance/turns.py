"""Whose turn it is in an assistance under way: by what has really happened, not by the plan alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..models import (
    Assistance,
    FinalPackage,
    Mission,
    Need,
    PlannedStep,
    ProgressReport,
    ReportingRound,
    StepProgress,
)
from ..selection import situation, states
from . import steps
from .queries_workshops import held


@dataclass(frozen=True, slots=True)
class AtHand:
    """The step where the work stands ("" when all are done), whose turn it is (a code of ``selection.states``), and
    the turns of the needs whose expert is still sought."""

    code: str
    turn: str
    planned: PlannedStep | None = None
    sought: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Whose turn it is in the whole assistance."""
        return situation.first_turn([*self.sought, self.turn])


def of_step(
    code: str, side: str, *, produced: bool, sought: Collection[str] = (), with_secretariat: bool = False
) -> str:
    """Whose turn the step at hand is. ``side`` leads it by the plan; ``sought`` are the turns of the needs whose
    expert is not chosen; ``with_secretariat``: what it must produce waits for an act of the Secretariat.

    What is there needs only to be said done, by who leads. Experts are proposed, and reports asked for, by the
    Secretariat before the Party can do anything.
    """
    if code == "TA2" and sought:
        return situation.first_turn(sought)
    leads = states.SECRETARIAT if side == steps.SECRETARIAT else states.PARTY
    if produced:
        return leads
    if code in ("TA1", "TA2") or with_secretariat:
        return states.SECRETARIAT
    return states.EXPERT if side == steps.EXPERT else leads


def waits_for_secretariat(code: str, assistance: Assistance) -> bool:
    """Whether the product of the step at hand waits for the Secretariat: a round of reports to open, a package to
    answer. One query for these steps, none for the others."""
    if code == "TA8":
        return not _is_asked()
    package: FinalPackage | None = getattr(assistance, "package", None) if code == "TA9" else None
    return package is not None and package.state == FinalPackage.State.SUBMITTED


def _is_asked() -> bool:
    return ReportingRound.objects.filter(closed_at=None).exists()


def sought_of(needs: Collection[Need]) -> tuple[str, ...]:
    """The turns of the needs whose expert is not chosen; they come with their shortlists and offers."""
    return tuple(situation.of_need(need).turn for need in needs if need.state == Need.State.OPEN)


def at_hand(found: Sequence[Assistance]) -> dict[int, AtHand]:
    """Where several stand: two queries, and one for each kind of step that some stand at. They come with their
    package, and with their needs, shortlists and offers (`selection.waiting.assistances_of`)."""
    done: dict[int, set[str]] = {row.pk: set() for row in found}
    reached = StepProgress.objects.filter(assistance__in=done, done_on__isnull=False)
    for key, code in reached.values_list("assistance_id", "step"):
        done[key].add(code)
    rows = PlannedStep.objects.filter(version__assistance__in=done, version__is_current=True)
    planned = {(row.version.assistance_id, row.step): row for row in rows.select_related("version")}
    codes = {key: next((code for code in steps.CODES if code not in done[key]), "") for key in done}
    produced = _produced(found, codes)
    made = {}
    for one in found:
        code, sought = codes[one.pk], sought_of(one.needs.all())
        row = planned.get((one.pk, code))
        side = row.side if row is not None else steps.LEADS.get(code, steps.PARTY)
        turn = of_step(
            code,
            side,
            produced=one.pk in produced,
            sought=sought,
            with_secretariat=one.pk not in produced and waits_for_secretariat(code, one),
        )
        made[one.pk] = AtHand(code, turn if code else states.NOBODY, row, sought)
    return made


def _produced(found: Sequence[Assistance], codes: Mapping[int, str]) -> set[int]:
    """Those whose step at hand has what it must produce, where that makes it somebody else's turn."""
    there: set[int] = set()
    at = {code: [one for one in found if codes[one.pk] == code] for code in ("TA2", "TA5", "TA8")}
    if at["TA2"]:
        missions = Mission.objects.filter(assistance__in=at["TA2"]).exclude(state=states.CANCELLED)
        there |= {key for key in missions.values_list("assistance_id", flat=True) if key is not None}
    if at["TA5"]:
        there |= set(held().filter(assistance__in=at["TA5"]).values_list("assistance_id", flat=True))
    if at["TA8"]:
        sent = ProgressReport.objects.filter(
            roadmap__country__in=[one.country_id for one in at["TA8"]],
            roadmap__is_current=True,
            sent_at__isnull=False,
        )
        days = [(country, at_.date()) for country, at_ in sent.values_list("roadmap__country", "sent_at") if at_]
        there |= {one.pk for one in at["TA8"] if any(c == one.country_id and on >= one.starts_on for c, on in days)}
    return there
