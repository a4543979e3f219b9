"""A mission: made, its terms of reference written and issued, begun, more days agreed, cancelled."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.questions import require
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.documents.services import request_job
from portal.ui.pages import bump_content

from ...models import Considered, Mission, Need
from ...selection import fitting, states
from ...selection.notices import mission_page, tell_expert, tell_officers, tell_party
from ..selection import common

TERMS_JOB = "roadmaps.terms"
WRITTEN = ("title", "language", "place", "objective", "tasks", "travel_advice")


@transaction.atomic
def create(
    *,
    kind: str,
    expert: Expert,
    title: str,
    starts_on: date,
    ends_on: date,
    days: int,
    language: str,
    by: Any,
    objective: str = "",
    tasks: str = "",
    place: str = "",
    travel_advice: str = "",
    outside_reason: str = "",
) -> Mission:
    """A mission that serves no single country: training, panel, material, study (assistance comes by agreement).

    Raises NotAllowed (not an officer, or the expert themself); Refused: technical assistance, an expert who is
    no member, an open offer for the same days, dates outside the availability without a reason.
    """
    if kind == Mission.Kind.ASSISTANCE or kind not in Mission.Kind.values:
        raise Refused(_("Technical assistance is agreed with its Party: it begins with a need and a shortlist."))
    expert = Expert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert.pk)
    mission = Mission(
        kind=kind,
        expert=expert,
        title=title.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        days=days,
        language=language,
        objective=objective,
        tasks=tasks,
        place=place,
        travel_advice=travel_advice,
        outside_reason=outside_reason.strip()[:1000],
        created_by=by,
    )
    require("roadmaps.manage_mission", by, mission)
    if not expert.is_member or expert.erased_at is not None:
        raise Refused(_("%(name)s is not available for missions now.") % {"name": expert})
    _refuse_dates(starts_on, ends_on, days)
    common.refuse_overlap(expert, (starts_on, ends_on))
    against = common.warnings(expert, starts_on, ends_on, days)
    if against and not mission.outside_reason:
        raise Refused(" ".join([*against, _("Say why the dates are asked all the same.")]))
    mission.save(force_insert=True)
    record(actor=by, verb="mission.made", target=mission, new={"kind": kind}, reason=mission.outside_reason)
    _tell_expert(mission, "mission.made")
    return mission


def _refuse_dates(starts_on: date, ends_on: date, days: int) -> None:
    if ends_on < starts_on:
        raise Refused(_("The mission ends before it begins."))
    if not 1 <= days <= fitting.length((starts_on, ends_on)):
        raise Refused(_("Give at least one day of work, and no more than there are days between the dates."))


@transaction.atomic
def write_terms(*, mission: Mission, by: Any, **values: Any) -> Mission:
    """Write what the terms of reference say (columns of `WRITTEN`), until the mission is begun.

    Terms issued before are withdrawn: they no longer say what holds. Raises NotAllowed or Refused.
    """
    locked = locked_mission(mission)
    require("roadmaps.manage_mission", by, locked)
    if locked.state != states.PREPARED:
        raise Refused(_("The mission has begun: its terms no longer change."))
    changed = [name for name in WRITTEN if name in values and getattr(locked, name) != values[name]]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, values[name])
    locked.terms = locked.terms_job = None
    locked.save(update_fields=[*changed, "terms", "terms_job"])
    record(actor=by, verb="mission.terms_written", target=locked, new={"fields": changed})
    return locked


@transaction.atomic
def issue_terms(*, mission: Mission, by: Any) -> Mission:
    """Have the terms of reference made as PDFs, one in each language of the portal, with a check code each.

    Raises NotAllowed; Refused while the objective, the tasks or the deliverables are missing.
    """
    locked = locked_mission(mission)
    require("roadmaps.manage_mission", by, locked)
    if locked.state != states.PREPARED:
        raise Refused(_("The mission has begun: its terms no longer change."))
    if not locked.objective.strip() or not locked.tasks.strip() or not locked.deliverables.exists():
        raise Refused(_("Write the objective and the tasks, and name at least one deliverable."))
    stamp = timezone.now().isoformat()
    for language, _name in settings.LANGUAGES:
        job = request_job(
            kind=TERMS_JOB,
            params={"stamp": stamp},
            requested_by=None,
            language=language,
            target=locked,
            key=f"{TERMS_JOB}:{locked.pk}:{language}",
        )
        if language == locked.language:
            locked.terms_job = job
    locked.save(update_fields=["terms_job"])
    record(actor=by, verb="mission.terms_issued", target=locked)
    return locked


@transaction.atomic
def begin(*, mission: Mission, by: Any) -> Mission:
    """Begin the work: the terms of reference are issued, and everybody is told. Raises NotAllowed or Refused."""
    locked = locked_mission(mission)
    require("roadmaps.manage_mission", by, locked)
    if locked.state == states.UNDER_WAY:
        return locked
    if locked.terms_id is None:
        raise Refused(_("Issue the terms of reference first."))
    move(states.MISSION, record=locked, to=states.UNDER_WAY, by=by)
    bump_content()  # the page of the country shows it
    _tell_expert(locked, "mission.begun")
    _tell_party(locked, "mission.begun")
    return locked


@transaction.atomic
def extend(*, mission: Mission, days: int, ends_on: date, reason: str, by: Any) -> Mission:
    """Agree on other days or another end while it is under way: the officer's act, with a reason.

    Raises NotAllowed; Refused: not under way, no reason, fewer days than are written down, dates not in order.
    """
    locked = locked_mission(mission)
    require("roadmaps.manage_mission", by, locked)
    if locked.state not in states.LIVE_MISSIONS:
        raise Refused(_("The mission is “%(state)s” now.") % {"state": locked.labels.staff})
    if not reason.strip():
        raise Refused(_("Give the reason."))
    _refuse_dates(locked.starts_on, ends_on, days)
    used = sum(row.days for row in locked.days_worked.all())
    if days < used:
        raise Refused(_("%(used)s days are written down already.") % {"used": used})
    if any(row.on > ends_on for row in locked.days_worked.all()):
        raise Refused(_("Days are written down after this date."))
    old = {"days": locked.days, "to": locked.ends_on.isoformat()}
    locked.days, locked.ends_on = days, ends_on
    locked.save(update_fields=["days", "ends_on"])
    new = {"days": days, "to": ends_on.isoformat()}
    record(actor=by, verb="mission.extended", target=locked, old=old, new=new, reason=reason.strip())
    bump_content()  # the page of the country shows it
    _tell_expert(locked, "mission.extended", reason=reason.strip(), key=f"{days}:{ends_on.isoformat()}")
    return locked


@transaction.atomic
def cancel(*, mission: Mission, reason: str, by: Any) -> Mission:
    """Cancel before it is reported: the expert who steps back, an officer, or the portal for an erased profile.

    The need is sought again and the shortlist opens with the Party's ranking, so that the next expert of it can
    be asked at once. Raises NotAllowed, or Refused without a reason or once it is reported.
    """
    if mission.offer_id is not None:
        common.locked_need(Mission.objects.values_list("offer__need_id", flat=True).get(pk=mission.pk))
    locked = locked_mission(mission)
    require("roadmaps.cancel_mission", by, locked)
    move(states.MISSION, record=locked, to=states.CANCELLED, by=by, reason=reason.strip())
    bump_content()  # the page of the country shows it
    if locked.offer is not None:
        _seek_again(locked, _why_gone(locked, by))
    _tell_expert(locked, "mission.cancelled", reason=reason.strip())
    _tell_party(locked, "mission.cancelled", reason=reason.strip())
    to = ("admin:roadmaps_mission", [locked.code])
    if locked.offer is not None and locked.offer.need.state == Need.State.OPEN:
        to = ("admin:roadmaps_selection", [locked.offer.need.code])
    tell_officers(
        assistance=locked.assistance,
        to=to,
        code="mission.cancelled",
        key=f"mission.cancelled:{locked.pk}",
        target=locked,
        context=_said(locked, reason=reason.strip()),
    )
    return locked


def _why_gone(mission: Mission, by: Any) -> str:
    """Why the one who was chosen is out of the question now."""
    if by is None:
        return Considered.WhyNot.LEFT
    return Considered.WhyNot.DECLINED if mission.expert.user_id == by.pk else Considered.WhyNot.CANCELLED


def _seek_again(mission: Mission, why_gone: str) -> None:
    """Reopen need and shortlist; the others can be asked again, the one who was chosen is out."""
    offer = mission.offer
    assert offer is not None
    need = offer.need
    if need.state != Need.State.FILLED or need.assistance.state != need.assistance.State.OPEN:
        return
    need.state = Need.State.OPEN
    need.save(update_fields=["state"])
    record(actor=None, verb="need.reopened", target=need)
    chosen = offer.considered
    if chosen is None:
        return
    shortlist = chosen.shortlist
    by_choice = [Considered.WhyNot.PREFERENCE, *([offer.passed_over] if offer.passed_over else [])]
    shortlist.considered.filter(why_not__in=by_choice).update(why_not="")
    chosen.why_not = why_gone
    chosen.save(update_fields=["why_not"])
    if common.open_shortlist(need) is None:
        move(states.SHORTLIST, record=shortlist, to=states.ANSWERED, by=None)


def locked_mission(mission: Mission) -> Mission:
    """The mission, locked, with what its rules and messages look at."""
    return (
        Mission.objects.select_for_update(of=("self",))
        .select_related("expert__user", "assistance__country", "assistance__officer", "offer__need__assistance")
        .get(pk=mission.pk)
    )


def _said(mission: Mission, **more: Any) -> dict[str, Any]:
    return {
        "title": mission.title,
        "name": str(mission.expert),
        "starts_on": mission.starts_on,
        "ends_on": mission.ends_on,
        "days": mission.days,
        **more,
    }


def _tell_expert(mission: Mission, code: str, *, reason: str = "", key: str = "") -> None:
    tell_expert(
        user=mission.expert.user,
        to=mission_page(mission),
        code=code,
        key=f"{code}:{mission.pk}:{key}",
        target=mission,
        country_id=mission.country_id,
        context=_said(mission, reason=reason),
    )


def _tell_party(mission: Mission, code: str, *, reason: str = "") -> None:
    if mission.assistance is not None:
        tell_party(
            assistance=mission.assistance,
            to=mission_page(mission),
            code=code,
            key=f"{code}:{mission.pk}:",
            target=mission,
            context=_said(mission, reason=reason),
        )


__all__ = ["NotAllowed", "Refused", "begin", "cancel", "create", "extend", "issue_terms", "write_terms"]
