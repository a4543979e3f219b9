"""The verbs of the log: a code, the words a reader sees, and whether the Party concerned may see it.

Each app registers its own in ``AppConfig.ready()``. What the Secretariat does inside a file (assigning
assessors, notes) is not for the Party's eyes, so a verb is shown to it only when it says so.
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}
_for_party: set[str] = set()


def register(labels: Mapping[str, str | Promise], *, for_party: bool = False) -> None:
    """Add verbs: code → words ("submitted the application"). Raises RuntimeError on a code with other words."""
    for code, words in labels.items():
        if code in _labels and str(_labels[code]) != str(words):
            raise RuntimeError(f"the verb {code!r} is registered twice")
        _labels[code] = words
        if for_party:
            _for_party.add(code)


def label(code: str) -> str:
    """The words of a verb; an unregistered one shows its code."""
    return str(_labels.get(code, code))


def known() -> list[tuple[str, str]]:
    """Codes and words, by words, for a filter."""
    return sorted(((code, str(words)) for code, words in _labels.items()), key=lambda pair: pair[1])


def shown_to_party() -> frozenset[str]:
    """The codes a Party's own team may read."""
    return frozenset(_for_party)
