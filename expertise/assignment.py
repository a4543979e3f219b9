"""The best assignment of experts to several needs at once, exactly, without Django.

A linear programme with whole answers, solved by HiGHS (DESIGN, "Optimisation"): maximise the sum of the
scores; a need gets at most as many experts as it wants, an expert at most so many missions, counting those
at hand, and no more days of work than there are (`stints`); a barred pair does not exist. Aims of balance
("at least 3 of Africa") are soft: each expert short of one costs its penalty, in points of score. Inputs are
sorted before they are solved, and the solver runs in one thread with a fixed seed: equal inputs give equal
answers.
"""

import itertools
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from .stints import Diary, Limit

POINT = 100
"""Scores are whole hundredths of a point."""
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Pair:
    """An expert who could take a need. Scores are whole hundredths; a pair that is barred is left out."""

    need: str
    expert: str
    score: int


@dataclass(frozen=True, slots=True)
class Aim:
    """At least so many of the assigned belong to the group; ``penalty`` is what each one short costs."""

    code: str
    members: frozenset[str]
    at_least: int
    penalty: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """``chosen`` in the order of needs, then of experts. ``gap`` is how far the total can be from the best, as
    a share of it: 0 when it is the best. ``short`` says how many each aim lacks."""

    chosen: tuple[Pair, ...]
    total: int
    short: Mapping[str, int] = field(default_factory=dict)
    gap: float = 0.0

    @property
    def is_best(self) -> bool:
        """Proved to be the best there is."""
        return self.gap == 0.0

    def of(self, need: str) -> list[Pair]:
        return [pair for pair in self.chosen if pair.need == need]


def assign(
    pairs: Iterable[Pair],
    *,
    wanted: Mapping[str, int],
    room: Mapping[str, int],
    aims: Sequence[Aim] = (),
    diary: Diary | None = None,
    seconds: float = SECONDS,
) -> Assignment:
    """The best assignment.

    ``wanted`` says how many experts each need asks for, ``room`` how many more missions an expert may take;
    a need or an expert not named there gets none. ``diary`` knows the days of work; without one nobody counts
    them. When the time runs out the best found so far is given, with its gap. Raises ValueError for a pair
    given twice, or a score or penalty below 0.
    """
    diary = diary or Diary()
    usable = [pair for pair in _usable(pairs, wanted, room) if diary.fits(pair.expert, (pair.need,))]
    aims = sorted(aims, key=lambda aim: aim.code)
    if any(aim.penalty < 0 for aim in aims):
        raise ValueError("a penalty is not below 0")
    if not usable:
        return Assignment((), 0, {aim.code: aim.at_least for aim in aims if aim.at_least > 0})
    start = _greedy(usable, wanted, room, diary)
    picked, bound = _within_days(usable, wanted, room, aims, start, diary, seconds)
    chosen = tuple(pair for pair, taken in zip(usable, picked, strict=True) if taken)
    short = {aim.code: lack for aim in aims if (lack := _lack(aim, chosen))}
    total = sum(pair.score for pair in chosen)
    worth = total - sum(aim.penalty * short.get(aim.code, 0) for aim in aims)
    # Whole numbers: a bound less than one above what is found proves it.
    beyond = bound - worth
    gap = 0.0 if beyond < 1 - 1e-6 else beyond / max(abs(bound), 1.0)
    return Assignment(chosen, total, short, gap)


def _usable(pairs: Iterable[Pair], wanted: Mapping[str, int], room: Mapping[str, int]) -> list[Pair]:
    """The pairs that can be chosen at all, in a fixed order."""
    found = sorted(pairs, key=lambda pair: (pair.need, pair.expert))
    if any(one.need == two.need and one.expert == two.expert for one, two in itertools.pairwise(found)):
        raise ValueError("a pair of need and expert is given twice")
    if any(pair.score < 0 for pair in found):
        raise ValueError("a score is not below 0")
    return [pair for pair in found if wanted.get(pair.need, 0) > 0 and room.get(pair.expert, 0) > 0]


def _greedy(pairs: Sequence[Pair], wanted: Mapping[str, int], room: Mapping[str, int], diary: Diary) -> list[bool]:
    """An assignment to begin with: the highest scores first."""
    places, free = dict(wanted), dict(room)
    given: dict[str, tuple[str, ...]] = {}
    picked = [False] * len(pairs)
    for at in sorted(range(len(pairs)), key=lambda at: (-pairs[at].score, at)):
        pair = pairs[at]
        needs = (*given.get(pair.expert, ()), pair.need)
        if places[pair.need] > 0 and free[pair.expert] > 0 and diary.fits(pair.expert, needs):
            given[pair.expert] = needs
            places[pair.need] -= 1
            free[pair.expert] -= 1
            picked[at] = True
    return picked


def _within_days(
    pairs: Sequence[Pair],
    wanted: Mapping[str, int],
    room: Mapping[str, int],
    aims: Sequence[Aim],
    start: Sequence[bool],
    diary: Diary,
    seconds: float,
) -> tuple[list[bool], float]:
    """As `_solve`, with nobody over their days.

    Few experts are ever in danger of it, so the limits of an expert enter the programme when an answer breaks
    one; the answer that breaks none is the best of all, since each before it was the best of more.
    """
    end = time.monotonic() + seconds
    offered: dict[str, dict[str, int]] = {}
    for at, pair in enumerate(pairs):
        offered.setdefault(pair.expert, {})[pair.need] = at
    limits: dict[str, list[tuple[Limit, Mapping[str, int]]]] = {}
    while True:
        known = [each for of in limits.values() for each in of]
        picked, bound = _solve(pairs, wanted, room, aims, known, start, max(end - time.monotonic(), 0.0))
        given: dict[str, list[str]] = {}
        for pair, taken in zip(pairs, picked, strict=True):
            if taken:
                given.setdefault(pair.expert, []).append(pair.need)
        over = [expert for expert, needs in given.items() if len(needs) > 1 and not diary.fits(expert, needs)]
        if not over:
            return picked, bound
        if time.monotonic() >= end:
            return list(start), bound
        for expert in over:
            limits[expert] = [(limit, offered[expert]) for limit in diary.limits(expert, offered[expert])]


def _lack(aim: Aim, chosen: Iterable[Pair]) -> int:
    return max(0, aim.at_least - sum(1 for pair in chosen if pair.expert in aim.members))


def _solve(
    pairs: Sequence[Pair],
    wanted: Mapping[str, int],
    room: Mapping[str, int],
    aims: Sequence[Aim],
    limits: Sequence[tuple[Limit, Mapping[str, int]]],
    start: Sequence[bool],
    seconds: float,
) -> tuple[list[bool], float]:
    """(which pairs, no assignment is worth more than this). One column a pair, then one a soft aim.

    Of each limit on an expert's days: the limit, and the column of each need the expert could take.
    """
    rows: list[tuple[float, float, list[tuple[int, float]]]] = []
    by_need: dict[str, list[tuple[int, float]]] = {}
    by_expert: dict[str, list[tuple[int, float]]] = {}
    for at, pair in enumerate(pairs):
        by_need.setdefault(pair.need, []).append((at, 1.0))
        by_expert.setdefault(pair.expert, []).append((at, 1.0))
    rows += [(-highspy.kHighsInf, float(wanted[need]), cells) for need, cells in by_need.items()]
    rows += [
        (-highspy.kHighsInf, float(room[expert]), cells)
        for expert, cells in by_expert.items()
        if len(cells) > room[expert]
    ]
    rows += [
        (-highspy.kHighsInf, float(limit.most), [(column[need], float(days)) for need, days in limit.days.items()])
        for limit, column in limits
    ]
    for number, aim in enumerate(aims):
        cells = [(at, 1.0) for at, pair in enumerate(pairs) if pair.expert in aim.members]
        rows.append((float(aim.at_least), highspy.kHighsInf, [*cells, (len(pairs) + number, 1.0)]))

    columns = len(pairs) + len(aims)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array([*(pair.score for pair in pairs), *(-aim.penalty for aim in aims)], dtype=float)
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = np.array([*(1.0 for _pair in pairs), *(float(max(aim.at_least, 0)) for aim in aims)])
    lp.row_lower_ = np.array([row[0] for row in rows])
    lp.row_upper_ = np.array([row[1] for row in rows])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([at for row in rows for at, _value in row[2]], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for row in rows for _at, value in row[2]], dtype=float)

    solver = highspy.Highs()
    solver.silent()
    for option, value in {
        "threads": 1,
        "random_seed": 7,
        "time_limit": float(seconds),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    # No start is handed over: HiGHS 1.16 values one wrongly after its presolve, and calls a worse answer the best.
    solver.run()
    info = solver.getInfo()
    ceiling = _ceiling(pairs, wanted)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return list(start), ceiling
    values = solver.getSolution().col_value
    bound = min(float(info.mip_dual_bound), ceiling)
    return [values[at] > 0.5 for at in range(len(pairs))], bound


def _ceiling(pairs: Sequence[Pair], wanted: Mapping[str, int]) -> float:
    """What no assignment can exceed: every need with its best experts, whoever else wants them."""
    scores: dict[str, list[int]] = {}
    for pair in pairs:
        scores.setdefault(pair.need, []).append(pair.score)
    return float(sum(sum(sorted(of, reverse=True)[: wanted[need]]) for need, of in scores.items()))
