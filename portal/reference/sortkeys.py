"""The normalised key by which names are sorted and found: pure, without Django.

SQLite puts "Égypte" after "Zimbabwe" and finds nothing under "egypte"; a stored key of our own makes
both databases answer alike (DESIGN, "Decisions").
"""

import unicodedata

# Letters that do not come apart under Unicode decomposition, and the Arabic forms written for one another.
_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h",
        "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ٱ": "ا", "ـ": None,
    }
)  # fmt: skip


def bare(text: str) -> str:
    """`text` folded letter by letter: compatibility forms, case and accents gone; signs and spaces stay."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(sign for sign in unicodedata.normalize("NFD", folded) if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFKC", plain.translate(_LETTERS)).casefold()


def sort_key(text: str) -> str:
    """`text` folded, one space between words.

    >>> sort_key("Côte d’Ivoire"), sort_key("  ÉGYPTE ")
    ('cote d ivoire', 'egypte')
    """
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare(text)).split())
