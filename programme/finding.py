"""One box over everything public: what lies in the index, and the short lists beside it, by the same rules.

Practices, roadmaps and measures lie in the index. Countries, activities and calls are few; experts may take their
consent back, which no copy may outlive: these are searched in the lists their own pages read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from knowledge.keys import KIND
from knowledge.listing import Beside, beside
from portal.reference.queries import country_row
from portal.search import index
from portal.search.expression import Node, wanted_tokens
from portal.search.highlight import Piece, extract, mark
from portal.search.index import Found, Hit
from portal.search.listed import Listed, mended
from portal.search.query import Query
from roadmaps.national.found import MEASURE, ROADMAP

from .finding_lists import LISTS, lists

MOST = 5
TITLES: Mapping[str, Any] = {
    "countries": gettext_lazy("Countries"),
    "practices": gettext_lazy("Practices"),
    "roadmaps": gettext_lazy("National roadmaps"),
    "measures": gettext_lazy("Measures of roadmaps"),
    "activities": gettext_lazy("Open Roadmap"),
    "calls": gettext_lazy("Open call"),
    "experts": gettext_lazy("Experts"),
}
"""The kinds in the order of the page."""
IN_INDEX = {"practices": KIND, "roadmaps": ROADMAP, "measures": MEASURE}


@dataclass(frozen=True, slots=True)
class Row:
    """One result as a list shows it; ``lang`` where its words are in another language than the page."""

    url: str
    title: Sequence[Piece]
    extract: Sequence[Piece] = ()
    meta: Sequence[Any] = ()
    codes: Sequence[str] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What one kind has: some rows, how many there are, where all of them are ("" when these are all)."""

    code: str
    title: Any
    rows: Sequence[Row]
    count: int
    more_url: str = ""


@dataclass(frozen=True)
class Everything:
    """All that is found. ``instead``: the words it was found for, when nothing has those typed; ``some``: nothing has
    all the words."""

    words: str
    language: str
    found: Found
    listed: Mapping[str, list[Listed]] = field(default_factory=dict)
    node: Node | None = None
    instead: str = ""

    @property
    def some(self) -> bool:
        return self.found.some

    def count(self, code: str) -> int:
        """How many there are of a kind."""
        return len(self.listed[code]) if code in self.listed else len(self._records(code))

    @property
    def total(self) -> int:
        return sum(self.count(code) for code in TITLES)

    def groups(self, most: int = MOST) -> list[Group]:
        """The kinds that have something, with their first rows: two queries, however many."""
        counts = {code: self.count(code) for code in TITLES}
        codes = [code for code in TITLES if counts[code]]
        rows = self._rows(dict.fromkeys(codes, (0, most)))
        return [
            Group(code, TITLES[code], rows[code], counts[code], self._more(code) if counts[code] > most else "")
            for code in codes
        ]

    def rows(self, code: str, start: int, end: int) -> list[Row]:
        """These rows of one kind."""
        return self._rows({code: (start, end)})[code]

    def _records(self, code: str) -> list[tuple[str, int]]:
        kind = IN_INDEX.get(code, "")
        return [record for record in self.found.records if record[0] == kind]

    def _more(self, code: str) -> str:
        if code == "practices":
            return f"{reverse('knowledge:practices')}?{urlencode({'q': self.words})}"
        return f"{reverse('programme:search')}?{urlencode({'q': self.words, 'kind': code})}"

    def _rows(self, wanted: Mapping[str, tuple[int, int]]) -> dict[str, list[Row]]:
        records = {code: self._records(code)[start:end] for code, (start, end) in wanted.items() if code in IN_INDEX}
        hits: dict[str, list[Hit]] = {}
        for hit in index.hits(self.found, [one for some in records.values() for one in some], reader=self.language):
            hits.setdefault(hit.kind, []).append(hit)
        practices = [hit.object_id for hit in hits.get(KIND, ())]
        about = beside(practices, self.language) if practices else {}
        rows = {}
        for code, (start, end) in wanted.items():
            if code in IN_INDEX:
                rows[code] = [self._hit(hit, about) for hit in hits.get(IN_INDEX[code], ())]
            else:
                rows[code] = [self._listed(one) for one in self.listed[code][start:end]]
        return rows

    def _hit(self, hit: Hit, practices: Mapping[int, Beside]) -> Row:
        lang = hit.language if hit.language != self.language else ""
        codes = sorted(hit.facets.get("activity", ()))
        about = practices.get(hit.object_id) if hit.kind == KIND else None
        if about is not None:
            meta = [words for words in (about.kind, about.origin, about.year) if words]
            return Row(hit.address, hit.title, hit.extract, meta, codes, lang)
        country = country_row(hit.key.partition("#")[0].upper(), self.language)
        return Row(hit.address, hit.title, hit.extract, [country.name] if country else [], codes, lang)

    def _listed(self, one: Listed) -> Row:
        tokens = frozenset(wanted_tokens(self.node)) if self.node else frozenset()
        title = mark(one.title, self.language, tokens)
        return Row(
            one.about.url,
            title,
            extract(one.text, self.language, tokens) if one.text else (),
            one.about.meta,
            one.about.codes,
        )


def everywhere(words: str, language: str) -> Everything:
    """What everything public has for the words, for a reader of this language: one query, up to five when nothing has
    all of them. Nothing for no words."""
    found = index.find(words, kinds=list(IN_INDEX.values()))
    query = found.typed
    if not query:
        return Everything(words, language, found, {code: [] for code in LISTS})
    exact = not (found.searched or found.some)
    listed, node = _listed(query, language)
    if any(listed.values()):
        # What has the words as typed comes before what is like them.
        found = found if exact else replace(found, records=(), searched=None, some=False)
        return Everything(words, language, found, listed, node)
    if exact and found.records:
        return Everything(words, language, found, listed, node)
    meant = found.searched or mended(query, lists(language).values())
    if meant is None:
        return Everything(words, language, found, listed, node)
    listed, node = _listed(meant, language)
    if any(listed.values()) and found.some:
        found = replace(found, records=(), some=False)
    instead = str(meant) if found.searched or any(listed.values()) else ""
    return Everything(words, language, found, listed, node, instead)


def _listed(query: Query, language: str) -> tuple[dict[str, list[Listed]], Node]:
    node = index.asked(query)
    return {code: listing.find(query, node) for code, listing in lists(language).items()}, node
