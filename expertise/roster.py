"""The public roster: consenting members, and of each only what everybody may read.

Read once for each state of the public content and kept in the process; filters and counts are sets of
bits (``facets``). The rows are finished pieces of HTML: 25 of them through templates would be the slow part.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.reference.languages import language_names
from portal.reference.queries import country_row, roadmap, term_map, terms
from portal.reference.sortkeys import sort_key
from portal.ui.foreign import foreign
from portal.ui.pages import shelf
from portal.ui.stitches import chips

from . import facets
from .addresses import without_addresses
from .choices import DEFAULT_AUDIENCE, Audience, Part, Skill
from .models import Expert, KnownActivity, KnownCountry, KnownField, KnownTheme, SpokenLanguage, Visibility
from .queries_person import with_freshness, with_language

FACETS = ("activity", "theme", "field", "language", "region")


@dataclass(frozen=True, slots=True)
class Person:
    """One member as everybody may see them; what is not public is empty."""

    code: str
    name: str
    name_key: str
    headline: str = ""
    organisation: str = ""
    language: str = ""
    """That in which the person writes."""
    country: str = ""
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Facet → codes."""


@dataclass(slots=True)
class Roster:
    """Everybody listed, by name, those not confirmed for a year last; in one language."""

    people: tuple[Person, ...]
    facets: dict[str, dict[str, int]]
    language: str
    _rows: dict[int, str] = field(default_factory=dict)

    def find(self, asked: dict[str, Sequence[str]], words: str = "") -> facets.Counted:
        """Who matches, and how many each choice would show."""
        return facets.count(self.facets, len(self.people), asked, self._named(words) if words else None)

    def _named(self, words: str) -> int:
        key = sort_key(words)
        bits = 0
        for number, person in enumerate(self.people):
            if key in person.name_key:
                bits |= 1 << number
        return bits

    def rows(self, numbers: Iterable[int]) -> SafeString:
        """The list items of these rows."""
        return mark_safe("\n".join(self._row(number) for number in numbers))  # escaped where they are made

    def _row(self, number: int) -> str:
        if number not in self._rows:
            self._rows[number] = _item(self.people[number], self.language)
        return self._rows[number]

    def codes(self) -> list[str]:
        """The codes of everybody, in order."""
        return [person.code for person in self.people]


def roster(language: str) -> Roster:
    """The roster in a language: eight queries when public content has changed, then none."""
    return shelf.get(("expertise.roster", language), lambda: _read(language))


def _read(language: str) -> Roster:
    rows = list(
        with_language(with_freshness(Expert.objects.listed()))
        .filter(profile__isnull=False)
        .order_by("is_stale", "name_key", "pk")
        .values_list(
            "pk", "profile_id", "code", "name", "name_key", "residence__iso3", "residence__region",
            "profile__headline", "profile__function", "profile__organisation", "writes_in",
        )
    )  # fmt: skip
    readers = _readers()
    known = _known()
    people = []
    for key, profile, code, name, name_key, iso3, region, headline, function, organisation, writes_in in rows:

        def open_(part: Part, expert: int = key) -> bool:
            return readers.get((expert, str(part)), str(DEFAULT_AUDIENCE[part])) == Audience.PUBLIC

        mine = {facet: tuple(known[facet].get(profile, ())) if open_(part) else () for facet, part in _PARTS.items()}
        at_home = (region,) if region and open_(Part.RESIDENCE) else ()
        regions = tuple(dict.fromkeys((*at_home, *(_region(code, language) for code in mine.pop("country")))))
        country = country_row(iso3, language) if iso3 and open_(Part.RESIDENCE) else None
        where = ", ".join(part for part in (function, organisation) if part) if open_(Part.ORGANISATION) else ""
        people.append(
            Person(
                code=code,
                name=name or code,
                name_key=name_key,
                headline=without_addresses(headline) if open_(Part.BIOGRAPHY) else "",
                organisation=without_addresses(where),
                language=writes_in,
                country=country.name if country else "",
                codes=mine | {"region": tuple(code for code in regions if code)},
            )
        )
    return Roster(tuple(people), facets.build((person.codes for person in people), FACETS), language)


_PARTS = {
    "activity": Part.ACTIVITIES,
    "theme": Part.FIELDS,
    "field": Part.FIELDS,
    "language": Part.LANGUAGES,
    "country": Part.COUNTRIES,
}


def _readers() -> dict[tuple[int, str], str]:
    """(expert, part) → who reads it, where the expert chose."""
    chosen = Visibility.objects.filter(expert__in=Expert.objects.listed())
    return {(expert, part): audience for expert, part, audience in chosen.values_list("expert", "part", "audience")}


def _known() -> dict[str, dict[int, list[str]]]:
    """Facet → profile → codes; a language counts when the person works in it."""
    current = Expert.objects.listed().filter(profile__isnull=False).values("profile")
    works = [str(level) for level in (Skill.GOOD, Skill.FLUENT)]
    sources = {
        "activity": KnownActivity.objects.exclude(activity="").values_list("profile", "activity"),
        "theme": KnownTheme.objects.exclude(theme="").values_list("profile", "theme"),
        "field": KnownField.objects.exclude(field="").values_list("profile", "field"),
        "language": SpokenLanguage.objects.filter(working__in=works).values_list("profile", "language"),
        "country": KnownCountry.objects.exclude(country="").values_list("profile", "country"),
    }
    found: dict[str, dict[int, list[str]]] = {}
    for name, rows in sources.items():
        codes = found[name] = defaultdict(list)
        for profile, code in rows.filter(profile__in=current).order_by("profile", "position", "pk"):
            codes[profile].append(code)
    return found


def _region(iso3: str, language: str) -> str:
    row = country_row(iso3, language)
    return row.region if row is not None else ""


def _item(person: Person, language: str) -> str:
    """One row of the list."""
    names = language_names(language)
    spoken = ", ".join(names.get(code, code) for code in person.codes["language"])
    under = [text for text in (person.headline, person.organisation) if text]
    url = escape(reverse("expertise:public_expert", args=[person.code]))
    meta = f'<div class="meta">{escape(person.country)}</div>' if person.country else '<div class="meta"></div>'
    theirs = foreign(person.language) if person.language else ""
    said = "".join(f"<p{theirs}>{escape(text)}</p>" for text in under)
    words = _("Works in %(languages)s") % {"languages": spoken}
    works = f"<span>{escape(words)}</span>" if spoken else ""
    return (
        f'<li>{meta}<div><h3><a href="{url}">{escape(person.name)}</a></h3>{said}'
        f'<div class="note">{chips(sorted(person.codes["activity"]))}{works}</div></div></li>'
    )


def choices(language: str) -> dict[str, list[tuple[str, str]]]:
    """Facet → (code, words): closed lists whole, languages those that somebody works in."""
    return shelf.get(("expertise.roster.choices", language), lambda: _choices(language))


def _choices(language: str) -> dict[str, list[tuple[str, str]]]:
    known = roster(language)
    names = language_names(language)
    spoken = sorted(
        ((code, names.get(code, code)) for code in known.facets["language"]), key=lambda pair: sort_key(pair[1])
    )
    activities = [(row.code, f"{row.code} {row.text}") for output in roadmap(language) for row in output.activities]
    return {
        "activity": activities,
        "theme": [(row.code, row.text) for row in terms("theme", language)],
        "field": [(row.code, row.text) for row in terms("expertise_field", language)],
        "language": spoken,
        "region": sorted(((row.code, row.text) for row in terms("region", language)), key=lambda pair: pair[1]),
    }


def words_of(facet: str, code: str, language: str) -> str:
    """One code of a facet in words; the code itself when it is unknown."""
    lists: dict[str, Any] = {"activity": "activity", "theme": "theme", "field": "expertise_field", "region": "region"}
    if facet == "language":
        return language_names(language).get(code, code)
    row = term_map(lists[facet], language).get(code)
    return f"{code} {row.text}" if row and facet == "activity" else row.text if row else code
