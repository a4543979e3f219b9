"""Currencies in use today, for the cost of a measure."""

from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_currency_name
from django.utils.functional import lazystr

from portal.reference.languages import page_language


def _in_use() -> list[str]:
    """ISO 4217 codes that are legal tender somewhere now, by the tables of CLDR; the US dollar first."""
    codes = {
        code
        for rows in get_global("territory_currencies").values()
        for code, _begin, end, tender in rows
        if end is None and tender
    }
    return ["USD", *sorted(codes - {"USD"})]


@lru_cache(maxsize=1024)
def _words(code: str, language: str) -> str:
    return f"{code} {get_currency_name(code, locale=language)}"


class _Name:
    """The name of a currency in the language of the moment."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return _words(self.code, page_language())


CURRENCIES = tuple((code, lazystr(_Name(code))) for code in _in_use())
"""(code, name in the reader's language)."""
