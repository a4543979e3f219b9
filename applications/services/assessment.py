"""An assessor's work on a file: declare interests, score, hand in."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.questions import require
from portal.activity.services import record

from .. import scoring, states
from ..conditions_process import assessments_in
from ..models import Application, Assessment, Criterion, Score
from ..notices import tell_officers
from .transition import Refused, move

LONGEST_REASON = 5000


def _locked(assessment: Assessment) -> Assessment:
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("application__call", "application__country", "assessor")
        .get(pk=assessment.pk)
    )


@transaction.atomic
def declare_interests(*, assessment: Assessment, by: Any, conflict: bool, note: str = "") -> Assessment:
    """Say whether one has an interest in the file. A conflict closes it to the assessor; officers are told.

    Raises NotAllowed; Refused when a conflict has no words.
    """
    locked = _locked(assessment)
    require("applications.declare", by, locked)
    if conflict and not note.strip():
        raise Refused(_("Say in a few words what the conflict is; only the Secretariat reads it."))
    locked.interests_declared_at = timezone.now()
    locked.conflict, locked.conflict_note = conflict, note.strip()
    locked.state = Assessment.State.CONFLICT if conflict else Assessment.State.OPEN
    locked.save(update_fields=["interests_declared_at", "conflict", "conflict_note", "state"])
    if conflict:
        locked.scores.all().delete()
        tell_officers(
            application=locked.application,
            code="assessment.conflict",
            reason=str(locked.assessor),
            key=f"assessment.conflict:{locked.pk}",
        )
    record(
        actor=by,
        verb="application.conflict_declared" if conflict else "application.interests_declared",
        target=locked.application,
    )
    return locked


@transaction.atomic
def save_score(
    *, assessment: Assessment, criterion: Criterion, level: int | None, justification: str, by: Any
) -> Score:
    """Keep the level and the reason of one criterion; either may still be missing.

    Raises NotAllowed (not the assessor, own country, interests not declared, handed in), or Refused: a
    level out of range, a criterion of another call, a reason that is too long.
    """
    locked = _locked(assessment)
    require("applications.assess", by, locked)
    call = locked.application.call
    if criterion.call_id != call.pk:
        raise Refused(_("This criterion belongs to another call."))
    if level is not None:
        try:
            scoring.check_level(level, call.top_level)
        except scoring.OutOfRange as error:
            raise Refused(_("Give a whole number from 0 to %(top)s.") % {"top": call.top_level}) from error
    if len(justification) > LONGEST_REASON:
        raise Refused(_("The reason is longer than %(limit)s characters.") % {"limit": LONGEST_REASON})
    score, _made = Score.objects.update_or_create(
        assessment=locked, criterion=criterion, defaults={"level": level, "justification": justification.strip()}
    )
    return score


@transaction.atomic
def save_comment(*, assessment: Assessment, comment: str, by: Any) -> None:
    """Keep the comment on the whole file. Raises NotAllowed or Refused."""
    locked = _locked(assessment)
    require("applications.assess", by, locked)
    if len(comment) > LONGEST_REASON:
        raise Refused(_("The comment is longer than %(limit)s characters.") % {"limit": LONGEST_REASON})
    Assessment.objects.filter(pk=locked.pk).update(comment=comment.strip())


def unfinished(assessment: Assessment) -> list[Criterion]:
    """The criteria that still lack a level or a reason."""
    done = {
        score.criterion_id for score in assessment.scores.all() if score.level is not None and score.justification
    }
    return [row for row in assessment.application.call.criteria.all() if row.pk not in done]


@transaction.atomic
def hand_in(*, assessment: Assessment, by: Any) -> Assessment:
    """Lock an assessment. With the last one of the file, its score is computed and the file is ranked.

    Raises NotAllowed, or Refused while a criterion lacks its level or its reason.
    """
    application = Application.objects.select_for_update().get(pk=assessment.application_id)
    locked = _locked(assessment)
    require("applications.assess", by, locked)
    lacking = unfinished(locked)
    if lacking:
        words = ngettext(
            "%(count)s criterion lacks a level or a reason.",
            "%(count)s criteria lack a level or a reason.",
            len(lacking),
        )
        raise Refused(words % {"count": len(lacking)})
    marks = list(locked.scores.values_list("criterion__weight", "level"))
    locked.total = scoring.total(marks, application.call.top_level)
    locked.state, locked.submitted_at = Assessment.State.SUBMITTED, timezone.now()
    locked.save(update_fields=["total", "state", "submitted_at"])
    record(actor=by, verb="application.assessment_handed_in", target=application)
    rank_when_complete(application=application, by=by)
    return locked


def rank_when_complete(*, application: Application, by: Any) -> bool:
    """Store the score and move the file to ranked when every assessment is in. Called under the file's lock."""
    if application.state != states.ASSESSMENT or assessments_in(application):
        return False
    Application.objects.filter(pk=application.pk).update(score=score_of(application))
    move(application=application, to=states.RANKED, by=by)
    return True


def score_of(application: Application) -> Decimal | None:
    """The score of a file from the marks handed in, in one query (DESIGN, "Score of a file")."""
    rows = Score.objects.filter(
        assessment__application=application, assessment__state=Assessment.State.SUBMITTED
    ).values_list("assessment_id", "criterion__weight", "level")
    by_assessor: dict[int, list[tuple[int, int]]] = {}
    for assessor, weight, level in rows:
        by_assessor.setdefault(assessor, []).append((weight, level))
    return scoring.file_score(list(by_assessor.values()), application.call.top_level)
