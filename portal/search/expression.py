"""What a query asks of the index, as a small tree both databases can say: pure, without Django."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from .normalise import for_query
from .query import Query
from .thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Phrase:
    """These tokens one after the other in one field; the last, if it ends in "*", is the beginning of a word."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """`wanted`, where nothing of `unwanted` stands."""

    wanted: "Node"
    unwanted: "Node"


Node = Phrase | All | Either | Without


@dataclass(frozen=True, slots=True)
class Clause:
    """What one typed word, or an expression known to the thesaurus, asks for. `words` are those typed."""

    words: tuple[str, ...]
    node: Node


def clauses(words: Sequence[str], languages: Iterable[str], thesaurus: Thesaurus) -> list[Clause]:
    """The words in order; the longest expressions of the thesaurus among them bring their synonyms."""
    found: list[Clause] = []
    languages, at = tuple(languages), 0
    while at < len(words):
        for length in range(min(thesaurus.longest, len(words) - at), 0, -1):
            part = tuple(words[at : at + length])
            synonyms = thesaurus.synonyms(for_query(" ".join(part), languages))
            if synonyms or length == 1:
                break
        else:
            part, synonyms = (words[at],), []
        typed = [either(for_query(word, languages)) for word in part]
        itself = typed[0] if len(typed) == 1 else All(tuple(typed))
        found.append(Clause(part, Either((itself, either(synonyms))) if synonyms else itself))
        at += len(part)
    return found


def whole(parts: Sequence[Node], query: Query, languages: Iterable[str]) -> Node:
    """`parts` and the phrases of the query, without what it excludes."""
    languages = tuple(languages)
    phrases = [either(for_query(phrase, languages)) for phrase in query.phrases]
    wanted = [*parts, *phrases]
    node = wanted[0] if len(wanted) == 1 else All(tuple(wanted))
    unwanted = list(chain.from_iterable(for_query(part, languages) for part in query.excluded))
    return Without(node, either(unwanted)) if unwanted else node


def either(rows: Sequence[tuple[str, ...]]) -> Node:
    """One of these rows of tokens."""
    phrases = tuple(Phrase(row) for row in dict.fromkeys(rows))
    return phrases[0] if len(phrases) == 1 else Either(phrases)


def wanted_tokens(node: Node) -> Iterator[str]:
    """The tokens that make a text match, to be marked in it."""
    match node:
        case Phrase(tokens):
            yield from tokens
        case All(parts) | Either(parts):
            for part in parts:
                yield from wanted_tokens(part)
        case Without(wanted, _unwanted):
            yield from wanted_tokens(wanted)


def matches(node: Node, fields: Sequence[str]) -> bool:
    """Whether stored fields answer the tree: what the databases do, in plain words."""
    match node:
        case Phrase(tokens):
            return any(_has_phrase(field.split(), tokens) for field in fields)
        case All(parts):
            return all(matches(part, fields) for part in parts)
        case Either(parts):
            return any(matches(part, fields) for part in parts)
        case Without(wanted, unwanted):
            return matches(wanted, fields) and not matches(unwanted, fields)


def _has_phrase(stored: list[str], tokens: tuple[str, ...]) -> bool:
    return any(
        all(
            one.startswith(token[:-1]) if token.endswith("*") else one == token
            for one, token in zip(stored[at : at + len(tokens)], tokens, strict=True)
        )
        for at in range(len(stored) - len(tokens) + 1)
    )
