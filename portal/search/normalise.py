"""The one normaliser of the search: pure, without Django.

What is stored and what people type go through the same `tokens`, so that both databases are given words
that no parser of theirs takes apart: letters and figures only, folded, and stemmed in the language of
the text (DESIGN, "Search"). A token keeps its place in the original text, for `highlight`.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from portal.reference.sortkeys import bare

# Goes into the digest of every document: raise it when texts come out otherwise, and the next check renews them.
VERSION = 1
STEMMED = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "ru": "russian"}
# A query of unknown language is stemmed in each of them, and left as it is for texts in any other.
ANY_LANGUAGE = (*STEMMED, "")
LONGEST_TOKEN = 40
LONGEST_TEXT = 250_000  # bytes of tokens a field; PostgreSQL holds 1 MB a document
_CACHED = 64  # longer pieces without a space are rarely met twice
_MARKS = 4  # of one letter; more are hostile, and slow to put in order
_CJK = "々\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
_PIECE = re.compile(r"\S+")
_TOKEN = re.compile(
    rf"(?P<code>\d+(?:\.(?:\d+|[a-z]\b))+)|(?P<cjk>[{_CJK}]+)|(?P<words>[^\W_{_CJK}]+(?:-[^\W_{_CJK}]+)*)"
)
# No folded letter is this one: with it in place of the point, 2.4 is one word for both databases.
_POINT = "ø"
# Signs between letters that Unicode counts as letters, hyphens, and the Arabic decimal point.
_SIGNS = {"ʼ": " ", "ʻ": " ", "ʿ": " ", "ʾ": " ", "‐": "-", "‑": "-", "-": "-", ".": ".", "٫": "."}
# What folding hides from the stemmers is given back to them; "and the" of Arabic is one word with its noun.
_REPAIRS = {
    "fr": [(re.compile(r"(?<=...)ite(s?)$"), r"ité\1")],
    "ar": [(re.compile("^و(?=ال..)"), ""), (re.compile("ه$"), "ة")],
}
_stemmers = {code: snowballstemmer.stemmer(name) for code, name in STEMMED.items()}
_lock = threading.Lock()  # a stemmer keeps what it works on


class Token(NamedTuple):
    """A word as the index holds it, the folded word it comes from, and its place in the original text.

    `role` is "joined" for the parts of "co-production" written as one, "last" for the last sign of a Chinese run.
    """

    text: str
    word: str
    start: int
    end: int
    role: str = ""


def fold(text: str) -> str:
    """`text` in lower case without accents; what is neither letter, figure, point nor hyphen is a space.

    >>> fold("L’Économie créative : 2.4")
    'l economie creative   2.4'
    """
    return "".join(folded for folded, _start, _end in _folded(text))


def tokens(text: str, language: str) -> Iterator[Token]:
    """The tokens of `text` in order, stop words and single letters left out. Never raises."""
    for at, found in _pieces(text, language):
        for token in found:
            yield Token(token.text, token.word, token.start + at, token.end + at, token.role)


def for_document(text: str, language: str, room: int = LONGEST_TEXT) -> str:
    """What the index stores of a text: its tokens, those written as one at the end, in at most `room` bytes."""
    kept: list[str] = []
    joined: list[str] = []
    for _at, found in _pieces(text, language):
        for token in found:
            room -= len(token.text.encode()) + 1
            if room < 0:
                return " ".join(kept + joined)
            (joined if token.role == "joined" else kept).append(token.text)
    return " ".join(kept + joined)


def for_query(text: str, languages: Iterable[str] = ANY_LANGUAGE) -> list[tuple[str, ...]]:
    """How a word or expression may stand in the index: rows of tokens, one for each way the languages read it.

    Empty when nothing in it can be searched. A token that ends in "*" is the beginning of a word.
    """
    rows: dict[tuple[str, ...], None] = {}
    one_word = len(text.split()) == 1
    for language in languages:
        found = list(tokens(text, language))
        row = [token for token in found if token.role != "joined"]
        if row and row[-1].role == "last":
            # In a document more signs may follow: pairs only, and a sign alone is the beginning of a pair.
            row = row[:-1] if len(row) > 1 else [row[0]._replace(text=row[0].text + "*")]
        if row:
            rows[tuple(token.text for token in row)] = None
        if one_word:
            rows.update(((token.text,), None) for token in found if token.role == "joined")
    return list(rows)


def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without stems."""
    stemmer = _stemmers.get(language)
    if stemmer is None or not word.isalpha():
        return word
    for wrong, right in _REPAIRS.get(language, ()):
        word = wrong.sub(right, word)
    with _lock:
        found: str = stemmer.stemWord(word)
    return fold(found or word)


def _pieces(text: str, language: str) -> Iterator[tuple[int, Iterable[Token]]]:
    """What stands between spaces: where it begins, and its tokens."""
    for piece in _PIECE.finditer(text):
        yield piece.start(), tokens_of(piece.group(), language)


def tokens_of(piece: str, language: str) -> Iterable[Token]:
    """The tokens of what stands between two spaces."""
    return _kept(piece, language) if len(piece) <= _CACHED else _analysed(piece, language)


@lru_cache(1 << 16)
def _kept(piece: str, language: str) -> tuple[Token, ...]:
    return tuple(_analysed(piece, language))


def _analysed(piece: str, language: str) -> Iterator[Token]:
    """The tokens of a piece of text without spaces."""
    places: list[tuple[int, int]] = []
    letters: list[str] = []
    for folded, start, end in _folded(piece):
        letters += folded
        places += [(start, end)] * len(folded)
    text = "".join(letters)

    def token(form: str, word: str, start: int, end: int, role: str = "") -> Token:
        return Token(form[:LONGEST_TOKEN], word, places[start][0], places[end - 1][1], role)

    for found in _TOKEN.finditer(text):
        at, end = found.span()
        if found["code"]:
            yield token(found["code"].replace(".", _POINT), found["code"], at, end)
        elif found["cjk"]:
            for n in range(at, end - 1):
                yield token(text[n : n + 2], text[n : n + 2], n, n + 2)
            yield token(text[end - 1], text[end - 1], end - 1, end, "last")
        else:
            parts, place = found.group().split("-"), at
            for part in parts:
                if part not in STOP_WORDS and not (len(part) == 1 and part.isascii() and part.isalpha()):
                    yield token(stem(part[:LONGEST_TOKEN], language), part, place, place + len(part))
                place += len(part) + 1
            if len(parts) > 1 and all(part.isalpha() for part in parts):
                whole = "".join(parts)[:LONGEST_TOKEN]
                yield token(stem(whole, language), whole, at, end, "joined")


def _folded(text: str) -> Iterator[tuple[str, int, int]]:
    """Each letter of `text` with its marks, folded, and from where to where it stands."""
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and text[end] > "\u02ff" and unicodedata.category(text[end])[0] == "M":
            end += 1
        yield _letter(text[start : min(end, start + 1 + _MARKS)]), start, end
        start = end


@lru_cache(1 << 13)
def _letter(cluster: str) -> str:
    """A letter with its marks, folded: letters and ASCII figures stay; accents and invisible signs go."""
    # й is a letter of its own, not an и with an accent: its endings tell the stemmer what a word is.
    plain = "й" if unicodedata.normalize("NFC", cluster.casefold()) == "й" else bare(cluster)
    return "".join(_sign(sign) for sign in plain)


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    category = unicodedata.category(sign)
    if category[0] == "L":
        return sign
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    return "" if category[0] == "M" or category == "Cf" else " "


# Words without matter, the same for every language: neither stored nor asked for. Words that mean something
# in another language are not among them ("car", "sur", "son", "or", "IT").
STOP_WORDS = frozenset(
    fold(
        "an and are as at be by for from has have in is of on that the their this to was were which with "
        "au aux avec ce ces cette dans de des du elle en est et il ils la le les leur leurs ne ou par que qui se "
        "sa ses un une qu al como con del el es las lo los para por su sus una "
        "и в во на с со по из к о от для не что это و في من إلى عن أو أن هذا هذه التي الذي"
    ).split()
)
