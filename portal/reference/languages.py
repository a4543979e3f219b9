"""The languages of the world by code, in the words of a language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from .sortkeys import sort_key

# Languages without a two-letter code in which people of the programme work.
_LONGER = (
    "bem",
    "crs",
    "dyu",
    "fil",
    "fon",
    "ht",
    "kea",
    "kmb",
    "mfe",
    "mos",
    "pap",
    "pau",
    "quc",
    "swb",
    "tet",
    "tpi",
    "tvl",
)
_RETIRED = {"no", "sh", "tl", "iw", "in", "ji", "mo"}


@lru_cache(maxsize=12)
def language_names(language: str) -> dict[str, str]:
    """Code → name, in the order of `language`; English names where it has none. Names begin with a capital."""
    names = dict(Locale.parse("en").languages)
    try:
        names |= dict(Locale.parse(language).languages)
    except UnknownLocaleError:
        pass
    kept = {
        code: f"{name[:1].upper()}{name[1:]}"
        for code, name in names.items()
        if (len(code) == 2 and code not in _RETIRED) or code in _LONGER
    }
    return dict(sorted(kept.items(), key=lambda pair: (sort_key(pair[1]), pair[0])))


def language_name(code: str, reader: str) -> str:
    """ "Swahili" for ``sw``; the code itself when CLDR has no name for it."""
    try:
        spoken = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        base, _dash, rest = code.partition("-")
        name = Locale.parse(reader).languages.get(base)
        return f"{name} ({rest})" if name and rest else name or code
    return spoken.get_display_name(reader) or code
