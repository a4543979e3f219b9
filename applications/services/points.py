"""Which sections a clarification opens."""

from collections.abc import Iterable

from portal.collaboration.models import CompletionPoint
from portal.collaboration.queries import open_request

from .. import states
from ..models import Application
from ..sections import BY_CODE, LAST


def points_open(application: Application) -> dict[str, list[CompletionPoint]]:
    """The points of the open clarification by section; empty when there is none."""
    request = open_request(application) if application.state == states.CLARIFICATION_ASKED else None
    found: dict[str, list[CompletionPoint]] = {}
    for point in named(request.points.all()) if request else ():
        found.setdefault(point.section, []).append(point)
    return found


def named(points: Iterable[CompletionPoint]) -> list[CompletionPoint]:
    """The same points, each with the words of its section and of its question."""
    found = list(points)
    for point in found:
        section = BY_CODE.get(point.section)
        title = f"{section.number} {section.title}" if section else point.section
        point.section_title = title  # type: ignore[attr-defined]
        point.field_label = label_of(point.section, point.field)  # type: ignore[attr-defined]
    return found


def label_of(section: str, name: str) -> str:
    """The words of the question a point is about; "" when it is about the section as a whole."""
    described = BY_CODE.get(section)
    if described is None:
        return ""
    question = described.field(name)
    if question is not None:
        return str(question.label)
    return next((str(rows.title) for rows in described.rows if rows.kind == name), "")


def sections_asked(application: Application) -> frozenset[str] | None:
    """The codes that may be written now; None when all may (a draft). The declaration is made anew."""
    if application.state != states.CLARIFICATION_ASKED:
        return None
    return frozenset(points_open(application)) | {LAST}
