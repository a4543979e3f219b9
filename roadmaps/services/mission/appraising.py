"""Appraisals of a mission: one a side, given once; with the last one the mission is evaluated.

DOMAIN, "Expert Facility": evaluated by both sides; each reads the other's after giving its own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.rules import is_focal_point, is_of_party, is_secretariat
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.ui.pages import bump_content

from ...models import Appraisal, AppraisalMark, Mission
from ...selection import appraisals, states
from ...selection.notices import mission_page, tell_expert, tell_officers, tell_party
from ...selection.rules import acts_for_secretariat
from .missions import locked_mission

LONGEST = 5000


def side_of(user: Any, mission: Mission) -> str:
    """For which side this person gives or reads an appraisal; "" for none (a field office, a tie, a superuser)."""
    if mission.expert.user_id is not None and mission.expert.user_id == user.pk:
        return appraisals.EXPERT
    if mission.assistance_id is not None and is_of_party(user, mission):
        return appraisals.PARTY
    return appraisals.SECRETARIAT if is_secretariat(user) and acts_for_secretariat(user, mission) else ""


@transaction.atomic
def give(
    *,
    mission: Mission,
    marks: Mapping[str, int | None],
    comment: str,
    by: Any,
    again: bool | None = None,
) -> Appraisal:
    """Give the appraisal of the actor's side: each question a mark from 1 to 5, a comment, then it stands.

    The same appraisal sent twice (a double click) gives the first one back. Raises NotAllowed; Refused: not reported
    yet, the side has given its own, a mark missing or out of range.
    """
    locked = locked_mission(mission)
    require("roadmaps.appraise", by, locked)
    side = side_of(by, locked)
    if side == appraisals.PARTY and not is_focal_point(by, locked):
        raise NotAllowed(_("Only a focal point of the Party can do this."))
    if not side:
        raise NotAllowed(_("You may not do this."))
    asked = [question.code for question in appraisals.QUESTIONS[side]]
    known = Appraisal.objects.filter(mission=locked, side=side).first()
    if known is not None:
        if known.given_by_id == by.pk and dict(known.marks.values_list("question", "mark")) == dict(marks):
            return known
        raise Refused(_("The appraisal of this side is given already: it no longer changes."))
    if any(marks.get(code) not in range(1, 6) for code in asked):
        raise Refused(_("Give each question a mark from 1 to 5."))
    made = Appraisal.objects.create(
        mission=locked, side=side, comment=comment.strip()[:LONGEST], again=again, given_by=by
    )
    AppraisalMark.objects.bulk_create(
        AppraisalMark(appraisal=made, question=code, mark=marks[code] or 0) for code in asked
    )
    record(actor=by, verb="mission.appraised", target=locked, new={"side": side})
    _close_when_given(locked, made)
    return made


def _close_when_given(mission: Mission, made: Appraisal) -> None:
    given = set(mission.appraisals.values_list("side", flat=True))
    if mission.state == states.REPORTED and given >= set(
        appraisals.sides_of(for_party=mission.assistance_id is not None)
    ):
        _evaluate(mission)
    else:
        _tell_given(mission, made.side)


def close_late(now: datetime | None = None) -> int:
    """Missions that wait 30 days for their last appraisal are evaluated without it. Safe to repeat."""
    now = now or timezone.now()
    rows = (
        Mission.objects.filter(state=states.REPORTED)
        .annotate(given=Count("appraisals"), latest=Max("appraisals__given_at"))
        .filter(latest__lt=now - appraisals.WAIT_FOR_LAST)
    )
    closed = 0
    for row in rows:
        if row.given >= len(appraisals.sides_of(for_party=row.assistance_id is not None)) - 1:
            closed += _close(row)
    return closed


@transaction.atomic
def _close(mission: Mission) -> int:
    locked = locked_mission(mission)
    if locked.state != states.REPORTED:
        return 0
    _evaluate(locked)
    return 1


def _evaluate(mission: Mission) -> None:
    """The portal's own step: the last appraisal is in, or was waited for long enough."""
    move(states.MISSION, record=mission, to=states.EVALUATED, by=None)
    bump_content()  # the page of the country shows it
    _tell_all(mission, "mission.evaluated", f"mission.evaluated:{mission.pk}")


def _tell_given(mission: Mission, side: str) -> None:
    _tell_all(mission, "mission.appraisal_given", f"mission.appraisal_given:{mission.pk}:{side}", but=side)


def _tell_all(mission: Mission, code: str, key: str, but: str = "") -> None:
    """To each side, the one that acted left out; a person of two sides is told once."""
    message: dict[str, Any] = {
        "code": code,
        "key": key,
        "target": mission,
        "context": {"title": mission.title},
    }
    if but != appraisals.SECRETARIAT:
        tell_officers(assistance=mission.assistance, to=("admin:roadmaps_mission", [mission.code]), **message)
    if mission.assistance is not None and but != appraisals.PARTY:
        tell_party(assistance=mission.assistance, to=mission_page(mission), **message)
    if but != appraisals.EXPERT:
        tell_expert(user=mission.expert.user, to=mission_page(mission), country_id=mission.country_id, **message)
