"""Languages by name, in the reader's language (Babel)."""

from babel import Locale, UnknownLocaleError


def language_name(code: str, reader: str) -> str:
    """ "Swahili" for ``sw``; the code itself when CLDR has no name for it."""
    try:
        spoken = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        base, _dash, rest = code.partition("-")
        name = Locale.parse(reader).languages.get(base)
        return f"{name} ({rest})" if name and rest else name or code
    return spoken.get_display_name(reader) or code
