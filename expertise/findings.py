"""What the records say to a rule of the vetting, found without a person: pure, without Django.

A finding is a datum and never an answer: an officer answers each rule (unknown is no yes).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

YES, NO, UNKNOWN = "yes", "no", "unknown"
WORKS = 2
"""A language is worked in from this level on ("good")."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a frozen profile and the referees say. ``languages``: code → level of working in it."""

    years: int | None = None
    languages: Mapping[str, int] = field(default_factory=dict)
    training: str = ""
    shown_activities: Collection[str] = ()
    """Activities with evidence."""
    bare_activities: Collection[str] = ()
    """Activities without."""
    referees: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule: its kind, the number it counts to, its codes, the referees the call asks for."""

    kind: str
    minimum: int | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """``answer`` as the records alone would have it; ``number`` and ``items`` are the datum it rests on."""

    answer: str
    number: int | None = None
    items: tuple[str, ...] = ()


def find(asked: Asked, facts: Facts) -> Finding:
    """What the facts say to a rule; unknown for a kind that only a person can judge."""
    if asked.kind == "years":
        if facts.years is None:
            return Finding(UNKNOWN)
        return Finding(_enough(facts.years, asked.minimum), facts.years)
    if asked.kind == "languages":
        worked = [code for code, level in facts.languages.items() if level >= WORKS]
        wanted = [code for code in worked if code in asked.codes] if asked.codes else worked
        found = tuple(sorted(wanted))
        return Finding(_enough(len(found), asked.minimum or 1), len(found), found) if facts.languages else _nothing()
    if asked.kind == "activities":
        shown = tuple(sorted(set(facts.shown_activities)))
        wanted_shown = tuple(code for code in shown if not asked.codes or code in asked.codes)
        if not shown and not facts.bare_activities:
            return _nothing()
        return Finding(_enough(len(wanted_shown), asked.minimum or 1), len(wanted_shown), wanted_shown)
    if asked.kind == "referees":
        return Finding(_waiting(facts, asked.minimum), facts.answered)
    if asked.kind == "training":
        # That a training is named says nothing of whether it was followed.
        return Finding(UNKNOWN, items=(facts.training.strip(),) if facts.training.strip() else ())
    return Finding(UNKNOWN)


def _nothing() -> Finding:
    return Finding(UNKNOWN)


def _enough(number: int, minimum: int | None) -> str:
    return YES if number >= (minimum or 0) else NO


def _waiting(facts: Facts, minimum: int | None) -> str:
    """Too few referees is a no; else what they answer is for a person to judge."""
    return NO if facts.referees < (minimum or 1) else UNKNOWN
