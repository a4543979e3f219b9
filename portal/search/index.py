"""The face of the search: what is found for what was typed, alike on both databases.

`find` ranks all records at once (some milliseconds for 2 % of 100 000), so that a page at any depth costs the
same and facets can be counted over them; `hits` reads what one page shows; `search` does both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Length

from portal.prepared import Among, Prepared

from . import kept, ports, postgresql, sqlite
from .expression import Clause, Either, Node, clauses, matches, wanted_tokens, whole
from .highlight import Piece, extract, mark
from .models import Document, Word
from .normalise import ANY_LANGUAGE
from .query import Query, parse
from .spelling import Known, halves, mend, tolerance, words_of
from .thesaurus import Thesaurus

_MOST_MENDED = 3  # words of a query
_CANDIDATES = 1000
_NOT_SHOWN = ("content_type", "digest", "edition", "updated_at")

_PUBLIC = Prepared(
    lambda kind, records: (
        Document.objects.filter(is_public=True, kind=kind, object_id__in=Among(records))
        .order_by("language")
        .defer(*_NOT_SHOWN)
    )
)

Record = tuple[str, int]  # kind, object id


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents are searched: of these kinds, in this language, only those for everybody."""

    kinds: tuple[str, ...] = ()
    language: str = ""
    public_only: bool = True

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which a query may have been written."""
        return (self.language,) if self.language else ANY_LANGUAGE

    def sql(self) -> tuple[str, list[Any]]:
        """The conditions on ``d``, and their values."""
        conditions = "AND d.is_public" if self.public_only else ""
        if self.kinds:
            conditions += f" AND d.kind IN ({', '.join(['%s'] * len(self.kinds))})"
        if self.language:
            conditions += " AND d.language = %s"
        return conditions, [*self.kinds, *filter(None, [self.language])]

    def documents(self) -> Any:
        """The same as a queryset."""
        conditions: dict[str, Any] = {"is_public": True} if self.public_only else {}
        if self.kinds:
            conditions["kind__in"] = self.kinds
        if self.language:
            conditions["language"] = self.language
        return Document.objects.filter(**conditions)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `records`, the best first, each once.

    `searched` is the query that was tried instead when nothing was known as `typed` ("Results for …"), else None;
    `some` says that no record has all the words, and these have some of them.
    """

    typed: Query
    scope: Scope
    records: tuple[Record, ...] = ()
    node: Node | None = None
    searched: Query | None = None
    some: bool = False

    @property
    def total(self) -> int:
        return len(self.records)

    @property
    def ids(self) -> list[int]:
        """The object ids in order, for facets; of use when one kind was searched."""
        return [record for _kind, record in self.records]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record as a list shows it: `rank` is its place among all found, `language` that of what is shown, `languages`
    those it is there in; `facets` are the values it carries."""

    kind: str
    object_id: int
    language: str
    key: str
    rank: int
    title: list[Piece]
    extract: list[Piece]
    languages: tuple[str, ...]
    facets: Mapping[str, Sequence[str]]

    @property
    def label(self) -> Any:
        """The name of its kind. Raises KeyError when no app has registered it."""
        return ports.source(self.kind).label

    @property
    def address(self) -> str:
        """Its page, in the language active. Raises KeyError likewise."""
        return ports.source(self.kind).address(self.key)


def find(typed: str, *, kinds: Sequence[str] = (), language: str = "", public_only: bool = True) -> Found:
    """The records with all that was typed; else with typing errors mended; else with some of the words.

    Nothing is found for a query without a word that can be searched. One query, up to five when nothing has
    all the words. `public_only=False` is for staff: the caller asks who may.
    """
    query, scope = parse(typed), Scope(tuple(kinds), language, public_only)
    found = Found(query, scope)
    if not query:
        return found
    thesaurus = kept.thesaurus()
    parts = clauses(query.words, scope.languages, thesaurus)
    exact = _with(found, [part.node for part in parts])
    return exact if exact.records or not parts else _forgiving(exact, parts, thesaurus)


def hits(found: Found, records: Sequence[Record], *, reader: str = "", after: int = 0) -> list[Hit]:
    """These records as a list shows them, in their order; one query.

    Of a record with several language versions the one in the language of the `reader` is shown, if it is among
    those that match. A record no longer there is left out. `after`: how many stand before the first.
    """
    versions: dict[Record, list[Document]] = {}
    for document in _documents(found.scope, records):
        versions.setdefault((document.kind, document.object_id), []).append(document)
    tokens = frozenset(wanted_tokens(found.node)) if found.node else frozenset()
    return [
        _hit(versions[record], _shown(versions[record], found.node, reader), tokens, rank)
        for rank, record in enumerate(records, start=after + 1)
        if record in versions
    ]


def _documents(scope: Scope, records: Sequence[Record]) -> Iterable[Document]:
    """The documents of these records within the scope, by their language."""
    kinds = dict.fromkeys(kind for kind, _record in records)
    if not kinds:
        return ()
    if len(kinds) == 1 and scope.public_only and not scope.language:  # a list of results of one kind
        return _PUBLIC(*kinds, [record for _kind, record in records])
    wanted = Q()
    for kind in kinds:
        wanted |= Q(kind=kind, object_id__in=[record for its_kind, record in records if its_kind == kind])
    return scope.documents().filter(wanted).order_by("language").defer(*_NOT_SHOWN)


def search(
    typed: str,
    *,
    kinds: Sequence[str] = (),
    language: str = "",
    public_only: bool = True,
    reader: str = "",
    limit: int = 20,
    offset: int = 0,
) -> tuple[Found, list[Hit]]:
    """What was found, and one page of it."""
    found = find(typed, kinds=kinds, language=language, public_only=public_only)
    return found, hits(found, found.records[offset : offset + limit], reader=reader, after=offset)


def ids(typed: str, *, kind: str, language: str = "", public_only: bool = True) -> list[int]:
    """The object ids of one kind, the best first."""
    return find(typed, kinds=[kind], language=language, public_only=public_only).ids


def among(queries: Sequence[str], *, kind: str, records: Collection[int]) -> list[set[int]]:
    """For each query, those of these public records with all that was typed; nothing is mended. One query for all."""
    scope, thesaurus = Scope((kind,)), kept.thesaurus()
    found = [set[int]() for _query in queries]
    nodes = {number: asked(query, thesaurus) for number, query in enumerate(map(parse, queries)) if query}
    if nodes and records:
        for number, record in _database().among(nodes, records, *scope.sql()):
            found[number].add(record)
    return found


def asked(query: Query, thesaurus: Thesaurus | None = None) -> Node:
    """What a query that looks for something asks for, its words being in any language: for lists out of the index."""
    parts = clauses(query.words, ANY_LANGUAGE, thesaurus or kept.thesaurus())
    return whole([part.node for part in parts], query, ANY_LANGUAGE)


def _database() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


def _with(found: Found, parts: Sequence[Node], **changes: Any) -> Found:
    """The same search for `parts`; the phrases and exclusions of the query hold in any case."""
    node = whole(parts, found.typed, found.scope.languages)
    records = tuple(dict.fromkeys(_database().ranked(node, *found.scope.sql())))
    return replace(found, records=records, node=node, **changes)


def _forgiving(found: Found, parts: list[Clause], thesaurus: Thesaurus) -> Found:
    """The second and third attempt; `found` itself when they find nothing either."""
    known = _database().exist([part.node for part in parts], *found.scope.sql())
    unknown = [part for part, exists in zip(parts, known, strict=True) if not exists]
    mended = _mended([" ".join(part.words) for part in unknown[:_MOST_MENDED]])
    searched = None
    if mended:
        typed = [" ".join(part.words) for part in parts]
        words = " ".join(mended.get(text, text) for text in typed).split()
        searched = found.typed.with_words(tuple(words))
        parts = clauses(words, found.scope.languages, thesaurus)
        better = _with(found, [part.node for part in parts], searched=searched)
        if better.records:
            return better
    if len(parts) < 2 or not (mended or any(known)):
        return found
    some = _with(found, [Either(tuple(part.node for part in parts))], searched=searched, some=True)
    return some if some.records else found


def _mended(texts: list[str]) -> dict[str, str]:
    """Those of the texts in which a word is like a known one, to the text with the known word in its place."""
    known = _like([word for text in texts for word, _shown in words_of(text)])
    return {text: better for text in texts if (better := mend(text, known))}


def _like(words: Sequence[str]) -> list[Known]:
    """Known words that may be meant by these: with the same beginning or the same end, the commonest; one query."""
    wanted, starts = Q(), _database().beginning
    for word in words:
        beginning, end = halves(word)
        room = tolerance(word)
        alike = starts("word", beginning) | starts("turned", end[::-1])
        wanted |= alike & Q(length__range=(len(word) - room, len(word) + room))
    if not wanted:
        return []
    rows = Word.objects.annotate(length=Length("word")).filter(wanted).order_by(F("documents").desc(), "pk")
    return [Known(*row) for row in rows.values_list("word", "shown", "documents")[:_CANDIDATES]]


def _shown(versions: list[Document], node: Node | None, reader: str) -> Document:
    """The version to show: one that matches, in the reader's language if possible."""
    if len(versions) > 1 and node is not None:
        fields = [(each, (each.title, each.keywords, each.summary, each.body)) for each in versions]
        versions = [each for each, texts in fields if matches(node, texts)] or versions
    return next((each for each in versions if each.language == reader), versions[0])


def _hit(versions: list[Document], document: Document, tokens: frozenset[str], rank: int) -> Hit:
    return Hit(
        kind=document.kind,
        object_id=document.object_id,
        language=document.language,
        key=document.key,
        rank=rank,
        title=mark(document.shown_title, document.language, tokens),
        extract=extract(document.shown_text, document.language, tokens),
        languages=tuple(version.language for version in versions),
        facets=document.facets,
    )
