"""The closed lists a question offers, with the words for them; some come from the reference data."""

from collections.abc import Collection

from django.utils.translation import get_language

from portal.reference.queries import term_map

from .questions import Field


def language() -> str:
    """The two-letter language of the page."""
    return (get_language() or "en")[:2]


def choices_of(question: Field) -> list[tuple[str, str]]:
    """(code, words) of a question in the present language; activities and SDG targets carry their code."""
    if not question.vocabulary:
        return [(code, str(label)) for code, label in question.choices]
    found = term_map(question.vocabulary, language())
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
    found = term_map(question.vocabulary, language())
    return [code for code in (question.codes or tuple(found)) if code in found]


def words_for(question: Field, code: str) -> str:
    """The words of one code; the code itself when the list no longer has it."""
    return dict(choices_of(question)).get(code, code)
