"""A translation beside its original, answer by answer: what the original says now, what changed in it since.

While a translation follows its original nothing is kept of the past. When the original changes, what it said is
written down with the translation (``made_from``); each answer is crossed off by the person who has looked at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.collaboration.diff import Piece, words
from portal.ui.numbers import grouped

from .models import EntryText
from .sections.story import NAMES

FIGURES = "figures"
ALL = "*"
"""The whole of a translation of which nobody knows from which words it was made."""


def words_of(text: EntryText) -> dict[str, str]:
    """Answer → its words, and the figures as lines: one query, or none when they are prefetched."""
    return {**{name: getattr(text, name) for name in NAMES}, FIGURES: _lines(text)}


def _lines(text: EntryText) -> str:
    return "\n".join(
        f"{row.name}: {grouped(row.value.normalize())} {row.unit}".rstrip() + (f" ({row.year})" if row.year else "")
        for row in text.figures.all()
    )


def changed_since(made_from: Mapping[str, str], original: Mapping[str, str]) -> list[str]:
    """The answers of the original that are no longer those the translation was made from. Pure."""
    return [name for name, text in original.items() if name in made_from and made_from[name] != text]


@dataclass(frozen=True)
class Beside:
    """What stands beside the field of a translation: the words of the original, and what changed in them."""

    name: str
    words: str
    changed: list[Piece]


def beside(text: EntryText, original: EntryText) -> dict[str, Beside]:
    """Answer → what stands beside it."""
    now = words_of(original)
    changed = set(changed_since(text.made_from, now)) if text.state == EntryText.State.OUTDATED else set()
    return {
        name: Beside(name, said, words(text.made_from[name], said) if name in changed else [])
        for name, said in now.items()
    }


def stamp(original: EntryText) -> str:
    """Which words of the original were on the screen: a tick for other words counts for nothing."""
    return str(original.changed_at.isoformat())


def leave_behind(original: EntryText, before: Mapping[str, str]) -> None:
    """The original said something else before: its translations are out of date, or again in line when it says what
    they were made from. The caller holds the lock of the entry."""
    now = words_of(original)
    for text in EntryText.objects.filter(version=original.version_id).exclude(pk=original.pk):
        made_from = before if text.state == EntryText.State.TRANSLATION else text.made_from
        _keep(text, made_from, bool(not made_from or changed_since(made_from, now)))


def cross_off(text: EntryText, original: EntryText, names: list[str]) -> bool:
    """These answers of a translation follow the original again. Tells whether that changed anything."""
    if text.state != EntryText.State.OUTDATED or not names:
        return False
    now = words_of(original)
    made_from: dict[str, Any] = now if ALL in names else {**text.made_from, **_of(now, names, text.made_from)}
    if made_from == text.made_from:
        return False
    _keep(text, made_from, bool(not made_from or changed_since(made_from, now)))
    return True


def _of(now: Mapping[str, str], names: list[str], known: Mapping[str, str]) -> dict[str, str]:
    return {name: now[name] for name in names if name in now and name in known}


def _keep(text: EntryText, made_from: Mapping[str, str], is_behind: bool) -> None:
    text.state = EntryText.State.OUTDATED if is_behind else EntryText.State.TRANSLATION
    text.made_from = dict(made_from) if is_behind else {}
    EntryText.objects.filter(pk=text.pk).update(state=text.state, made_from=text.made_from)
