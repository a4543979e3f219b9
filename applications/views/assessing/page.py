"""One file to read and score: the file at the start, the scores beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.accounts.questions import reason_against
from portal.collaboration.queries import requests_of
from portal.ui.fields import with_label

from ... import scoring
from ...models import Assessment, Score
from ...notices import party_name
from ...queries import answers_of
from ...queries_calls import CriterionRow, grid
from ...queries_process import assessments_with_scores
from ...rules_process import visible_assessments
from .common import is_closed_to


@dataclass(frozen=True)
class Field:
    """A criterion as the page shows it: what was given so far, and what is wrong with it."""

    criterion: CriterionRow
    level: int | None
    justification: str
    points: Decimal | None
    error: str = ""

    @property
    def name(self) -> str:
        return f"level-{self.criterion.code}"

    @property
    def why_name(self) -> str:
        return f"why-{self.criterion.code}"

    @property
    def levels(self) -> list[tuple[int, str]]:
        return [(level.value, level.meaning) for level in self.criterion.levels]

    @property
    def stitch(self) -> str:
        """Done, begun or not begun."""
        if self.level is not None and self.justification:
            return "full"
        return "half" if self.level is not None or self.justification else "hollow"


def fields_of(
    assessment: Assessment,
    criteria: list[CriterionRow],
    scores: dict[int, Score],
    errors: dict[str, str],
    given: Mapping[str, Any] | None = None,
) -> list[Field]:
    """The criteria with what the assessor gave them; ``given`` is what was typed and not saved, and comes first."""
    given = given or {}
    top = assessment.application.call.top_level
    found = []
    for criterion in criteria:
        score = scores.get(criterion.pk)
        level, why = (score.level, score.justification) if score else (None, "")
        typed = given.get(f"level-{criterion.code}")
        if typed is not None:
            level = int(typed) if typed.isdecimal() and int(typed) <= top else None
        why = given.get(f"why-{criterion.code}", why)
        points = scoring.points(criterion.weight, level, top) if level is not None else None
        found.append(Field(criterion, level, why, points, errors.get(criterion.code, "")))
    return found


def show(
    request: HttpRequest,
    assessment: Assessment,
    *,
    errors: dict[str, str] | None = None,
    message: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page in the state the assessment is in; ``errors`` by criterion, ``typed`` what was refused."""
    application = assessment.application
    language = get_language() or "en"
    given = request.POST if request.method == "POST" else getattr(request, "restored", None)
    context: dict[str, Any] = {
        "assessment": assessment,
        "application": application,
        "party": party_name(application, language),
        "reason": reason_against("applications.assess", request.user, assessment),
        "message": message,
        "page_errors": bool(errors or message),
        "typed": typed or {},
    }
    if is_closed_to(request.user, assessment):
        context["may_declare"] = not reason_against("applications.declare", request.user, assessment)
        return render(request, "applications/assessing/closed.html", context, status=status)
    rows = assessments_with_scores(application)
    own = next(row for row in rows if row.pk == assessment.pk)
    criteria = grid(application.call_id, language)
    fields = fields_of(assessment, criteria, {mark.criterion_id: mark for mark in own.marks}, errors or {}, given)
    others = [row for row in visible_assessments(request.user, application, rows) if row.pk != assessment.pk]
    context |= {
        "reading": answers_of(assessment.version),
        "fields": fields,
        "comment": (given or {}).get("comment", assessment.comment),
        "points": sum((field.points or Decimal(0) for field in fields), Decimal(0)),
        "weighed": sum(field.criterion.weight for field in fields if field.level is not None),
        "ready": all(field.stitch == "full" for field in fields),
        "others": [
            {"number": number, "row": row, "marks": {mark.criterion_id: mark for mark in row.marks}}
            for number, row in enumerate(others, start=1)
        ],
        "labels": {criterion.pk: criterion for criterion in criteria},
        "requests": [one for one in requests_of(application) if one.answered_at],
        "summary": [
            (f"id_{field.name}", with_label(field.criterion.label, field.error)) for field in fields if field.error
        ],
    }
    return render(request, "applications/assessing/page.html", context, status=status)
