"""What happened to a roadmap, for its people: repeats in one line, each with what it was about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.activity.models import Entry
from portal.activity.queries import history
from portal.reference.languages import language_name, page_language

from ..models import Measure, Roadmap
from . import stages

READ = 120
"""Entries looked at: more than any page shows lines."""


@dataclass(frozen=True)
class About:
    """What an act was about; ``lang`` is the language of the words, where it is known."""

    words: str
    lang: str = ""


@dataclass(frozen=True)
class Line:
    """One line: who did what, when it was last done that day, how often, and to what."""

    actor_label: str
    verb_text: str
    at: datetime
    reason: str
    actor_language: str | None
    times: int
    about: Sequence[About] = ()


def lines(roadmap: Roadmap, *, for_party: bool, most: int) -> list[Line]:
    """The last lines, the latest first: two queries."""
    entries = list(history(roadmap, for_party=for_party)[:READ])
    titles = _titles(roadmap, entries)
    found = []
    for _same, run in groupby(entries, key=_alike):
        rows = list(run)
        about = dict.fromkeys(one for row in reversed(rows) if (one := _about(row, titles, roadmap.language)))
        last = rows[0]
        found.append(
            Line(
                last.actor_label,
                last.verb_text,
                last.at,
                last.reason,
                last.actor_language,
                len(rows),
                tuple(about),
            )
        )
    return found[:most]


def _alike(entry: Entry) -> tuple[str, str, str, date]:
    """The same person doing the same thing, one after the other, on one day of the reader."""
    return entry.actor_label, entry.verb, entry.reason, timezone.localdate(entry.at)


def _titles(roadmap: Roadmap, entries: Iterable[Entry]) -> dict[str, str]:
    """The titles of the measures that were added, as they are now (a measure is added empty): one query."""
    keys = {key for entry in entries if (key := (entry.new or {}).get("key"))}
    rows = Measure.objects.filter(edition__roadmap=roadmap, key__in=keys).order_by("edition__number")
    return dict(rows.values_list("key", "title"))


def _about(entry: Entry, titles: dict[str, str], language: str) -> About | None:
    told: dict[str, Any] = {**(entry.old or {}), **(entry.new or {})}
    code = str(told.get("activity") or "")
    if entry.verb == "roadmap.measure_added":
        title = titles.get(told.get("key", ""), "")
        return About(f"{code} {title}", language) if title else About(_("activity %(code)s") % {"code": code})
    if entry.verb == "roadmap.stage":
        known = stages.BY_CODE.get(str(told.get("stage") or ""))
        return About(str(known.words)) if known else None
    if entry.verb == "roadmap.text_saved":
        return About(language_name(str(told.get("language") or ""), page_language()))
    words = next((str(told[name]) for name in ("measure", "title", "organisation") if told.get(name)), "")
    if entry.verb == "roadmap.measure_moved":
        return About(f"{words} → {code}", language)
    return About(words, language) if words else None
