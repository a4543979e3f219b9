"""The closed lists a question offers, with the words for them; some come from the reference data."""

from collections.abc import Callable, Collection
from functools import lru_cache

from portal.accounts.forms import time_zones
from portal.reference.languages import language_names, page_language
from portal.reference.queries import country_choices, term_map

from .questions import Field


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in time_zones()]


# Lists that are no vocabulary of the Convention, by the name a question gives: language of the page -> (code, words).
LISTS: dict[str, Callable[[str], list[tuple[str, str]]]] = {
    "country": country_choices,
    "language": lambda language: list(language_names(language).items()),
    "time_zone": lambda language: _zones(),
}


def choices_of(question: Field) -> list[tuple[str, str]]:
    """(code, words) of a question in the present language; activities and SDG targets carry their code."""
    if not question.vocabulary:
        return [(code, str(label)) for code, label in question.choices]
    if question.vocabulary in LISTS:
        return LISTS[question.vocabulary](page_language())
    found = term_map(question.vocabulary, page_language())
    codes = question.codes or tuple(found)
    shows_code = question.vocabulary in {"activity", "sdg_target"}
    return [
        (code, f"{code} {found[code].text}" if shows_code else str(found[code].text))
        for code in codes
        if code in found
    ]


def codes_of(question: Field) -> Collection[str]:
    """The codes a question accepts, in order."""
    if not question.vocabulary:
        return [code for code, _label in question.choices]
    if question.vocabulary in LISTS:
        return [code for code, _words in LISTS[question.vocabulary](page_language())]
    found = term_map(question.vocabulary, page_language())
    return [code for code in (question.codes or tuple(found)) if code in found]


def words_for(question: Field, code: str) -> str:
    """The words of one code; the code itself when the list no longer has it."""
    return dict(choices_of(question)).get(code, code)
