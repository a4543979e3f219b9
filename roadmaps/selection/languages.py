"""Working languages as a Party typed them ("English, French or Portuguese"), read as codes."""

import re
from functools import lru_cache

from babel import Locale

_BETWEEN = re.compile(r"[,;/&+\n()]|\b(?:and|or|et|ou)\b")
# Regional varieties and scripts ("pt_BR") are left out: a working language is a language.
_CODE = re.compile(r"^[a-z]{2,3}$")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Name in small letters, in English, in French and in the language itself → code."""
    found: dict[str, str] = {}
    for locale in ("en", "fr", "es"):
        for code, name in Locale(locale).languages.items():
            if _CODE.match(code):
                found.setdefault(name.casefold(), code)
    for code in ("ar", "en", "es", "fr", "pt", "ru", "zh"):
        own = Locale(code).get_language_name(code)
        if own:
            found.setdefault(own.casefold(), code)
        found[code] = code
    return found


def codes_in(text: str) -> list[str]:
    """The codes of the languages named in a text, each once; words that name none are left out."""
    names = _names()
    words = (" ".join(part.split()).casefold().strip(" .") for part in _BETWEEN.split(text.casefold()))
    return list(dict.fromkeys(names[word] for word in words if word in names))
