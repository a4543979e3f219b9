"""One box over everything public: each kind answers from what its own public page reads, so nothing goes stale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.queries_calls import public_calls
from expertise.roster import roster
from knowledge.asked import Asked
from knowledge.forward import shown
from knowledge.results import find
from portal.reference import queries as reference
from portal.reference.sortkeys import sort_key
from portal.ui.ports import Entry
from roadmaps.models import Roadmap

MOST = 5


@dataclass(frozen=True)
class Group:
    """What one kind has: the first entries, how many there are, where all of them are."""

    code: str
    title: Any
    entries: Sequence[Entry] = field(default_factory=list)
    count: int = 0
    more_url: str = ""


Finder = Callable[[str, str], Group]


def everywhere(words: str, language: str) -> list[Group]:
    """The groups that have something, in the order of the menu; none for no words."""
    typed = " ".join(words.split())
    if not sort_key(typed):
        return []
    groups = (finder(typed, language) for finder in FINDERS)
    return [group for group in groups if group.count]


def _having(words: str, rows: Sequence[tuple[str, Entry]]) -> list[Entry]:
    """The rows whose text has the beginning of every word typed."""
    wanted = sort_key(words).split()
    return [entry for text, entry in rows if _has(wanted, sort_key(text))]


def _has(wanted: Sequence[str], key: str) -> bool:
    padded = f" {key}"
    return all(f" {word}" in padded for word in wanted)


def _group(code: str, title: Any, found: Sequence[Entry], more_url: str = "") -> Group:
    return Group(code, title, list(found[:MOST]), len(found), more_url if len(found) > MOST else "")


def practices(words: str, language: str) -> Group:
    """Entries of the knowledge base, by the full-text search."""
    asked = Asked(q=words[:300])
    result = find(asked, language)
    entries = shown(result.ids[:MOST], language)
    return Group(
        "practices", _("Practices"), entries, result.total, f"{reverse('knowledge:practices')}?{asked.address()}"
    )


def countries(words: str, language: str) -> Group:
    """Countries by their name or code, each leading to its page."""
    rows = [
        (
            f"{row.name} {row.iso3}",
            Entry(row.name, reverse("programme:country", args=[row.iso3.lower()]), (_("Country"),)),
        )
        for row in reference.country_rows(language)
    ]
    return _group("countries", _("Countries"), _having(words, rows), reverse("programme:countries"))


def roadmaps(words: str, language: str) -> Group:
    """Validated national roadmaps, by the name of their country or their title."""
    names = {row.id: row for row in reference.country_rows(language)}
    validated = Roadmap.objects.filter(is_current=True, edition__isnull=False).select_related("edition")
    rows = []
    for roadmap in validated:
        country = names.get(roadmap.country_id)
        if country is None or roadmap.edition is None:
            continue
        address = reverse("roadmaps:public", args=[country.iso3.lower()])
        rows.append(
            (f"{country.name} {roadmap.edition.title}", Entry(roadmap.edition.title, address, (country.name,)))
        )
    return _group("roadmaps", _("National roadmaps"), _having(words, rows))


def activities(words: str, language: str) -> Group:
    """Activities of the Open Roadmap by code or words."""
    rows = [
        (
            f"{row.code.replace('.', ' ')} {row.text}",
            Entry(
                row.text,
                reverse("programme:activity", args=[row.code]),
                (_("Activity %(code)s") % {"code": row.code},),
            ),
        )
        for output in reference.roadmap(language)
        for row in output.activities
    ]
    return _group("activities", _("Open Roadmap"), _having(words, rows), reverse("programme:roadmap"))


def calls(words: str, language: str) -> Group:
    """Calls that were published."""
    rows = []
    for call in public_calls(language):
        address = reverse("applications:call", args=[call.slug])
        rows.append((f"{call.title} {call.summary}", Entry(call.title, address, (_("Call"),), call.summary)))
    return _group("calls", _("Open call"), _having(words, rows), reverse("applications:calls"))


def experts(words: str, language: str) -> Group:
    """Experts who consent to be listed, by name, headline and country."""
    rows = [
        (
            f"{person.name} {person.headline} {person.country}",
            Entry(
                person.name,
                reverse("expertise:public_expert", args=[person.code]),
                (person.country,),
                person.headline,
            ),
        )
        for person in roster(language).people
    ]
    return _group("experts", _("Experts"), _having(words, rows), reverse("expertise:roster"))


FINDERS: tuple[Finder, ...] = (practices, countries, roadmaps, activities, calls, experts)
