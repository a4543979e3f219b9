"""The public register of requests: which country asked in which call, and how far its request is, in public words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.ui.pages import shelf

from . import states
from .models import Application, Call


def _stages() -> dict[str, str]:
    """State → the first state with the same public words: what happens within a stage is nobody's business."""
    first: dict[str, str] = {}
    return {code: first.setdefault(str(states.STATES[code].public), code) for code in states.IN_REGISTER}


STAGE_OF = _stages()
STAGES = tuple(dict.fromkeys(STAGE_OF.values()))


def stage_words(stage: str) -> Any:
    """What everybody reads of a stage."""
    return states.STATES[stage].public


@dataclass(frozen=True, slots=True)
class Line:
    """A request as the register shows it."""

    reference: str
    call: str
    country: int
    stage: str
    submitted: datetime

    @property
    def words(self) -> Any:
        """Its stage, for everybody."""
        return stage_words(self.stage)


def lines() -> list[Line]:
    """Every request in the register, the latest first: one query when public content has changed."""
    return shelf.get("applications.register", _read)


def _read() -> list[Line]:
    rows = Application.objects.filter(
        state__in=states.IN_REGISTER, call__state__in=[Call.State.PUBLISHED, Call.State.CLOSED]
    ).order_by("-submitted_at", "-pk")
    return [
        Line(reference, call, country, STAGE_OF[state], submitted)
        for reference, call, country, state, submitted in rows.values_list(
            "reference", "call__slug", "country_id", "state", "submitted_at"
        )
    ]


def those(
    *, countries: Collection[int] = (), calls: Collection[str] = (), stages: Collection[str] = ()
) -> list[Line]:
    """The lines of any of these countries, of any of these calls, at any of these stages; all where none is named."""
    return [
        line
        for line in lines()
        if (not countries or line.country in countries)
        and (not calls or line.call in calls)
        and (not stages or line.stage in stages)
    ]
