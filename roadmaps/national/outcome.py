"""How far a roadmap is, activity by activity and output by output. Pure logic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

DONE = "done"
BEGUN = frozenset({"prepared", "adopted", "under_way", "done"})
DROPPED = "dropped"


@dataclass(frozen=True)
class OutputProgress:
    """The measures of one output: how many there are, begun, done; those given up are told apart."""

    output: str
    planned: int
    begun: int
    done: int
    dropped: int

    @property
    def share(self) -> int:
        """Hundredths of the measures kept that are done; 0 without any."""
        return round(100 * self.done / self.planned) if self.planned else 0


def in_words(rows: Iterable[OutputProgress], words: Mapping[str, Any]) -> list[tuple[OutputProgress, str]]:
    """The outputs with their words; ``words`` are the terms of the list ``output`` by their code."""
    return [(row, str(words[f"O{row.output}"].text) if f"O{row.output}" in words else "") for row in rows]


def by_activity(activities: Iterable[str], measures: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Activity → its stitch: hollow (planned), half (under way), full (done). ``measures`` are (activity, status)."""
    own: dict[str, list[str]] = {code: [] for code in activities}
    for code, status in measures:
        if status != DROPPED:
            own.setdefault(code, []).append(status)
    return {code: _stitch(statuses) for code, statuses in own.items()}


def _stitch(statuses: list[str]) -> str:
    if statuses and all(status == DONE for status in statuses):
        return "full"
    return "half" if any(status in BEGUN for status in statuses) else "hollow"


def by_output(measures: Iterable[tuple[str, str]]) -> list[OutputProgress]:
    """The five outputs in order, those without a measure too."""
    counts: Mapping[str, list[str]] = {str(number): [] for number in range(1, 6)}
    for code, status in measures:
        counts[code[:1]].append(status)
    return [
        OutputProgress(
            output,
            planned=sum(status != DROPPED for status in statuses),
            begun=sum(status in BEGUN for status in statuses),
            done=statuses.count(DONE),
            dropped=statuses.count(DROPPED),
        )
        for output, statuses in counts.items()
    ]
