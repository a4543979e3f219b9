"""The check-list of a call before its publication."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Point:
    """One line of the check-list: what it asks, whether it is met, and what is missing when it is not."""

    code: str
    text: str
    done: bool
    missing: str = ""


def missing(points: Iterable[Point]) -> list[str]:
    """What stands in the way of publication, in words; empty when nothing does."""
    return [point.missing for point in points if not point.done]


def text_points(texts: Iterable[Any], fields: Sequence[str], lack: str) -> list[Point]:
    """Whether a call has its words in each language; ``lack`` says what to write, with %(language)s in it."""
    rows = {row.language: row for row in texts}
    points = []
    for code, name in settings.LANGUAGES:
        row = rows.get(code)
        done = row is not None and all(getattr(row, field).strip() for field in fields)
        words = {"language": name}
        points.append(Point(f"text-{code}", _("Texts in %(language)s") % words, done, lack % words))
    return points
