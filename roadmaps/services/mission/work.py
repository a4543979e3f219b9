"""What the expert brings in while a mission is under way: days worked and deliverables; the officer names them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import remove_file, store_upload

from ...models import DaysWorked, Deliverable, Mission
from ...selection import states
from ...selection.notices import mission_page, tell_officers, tell_party
from .missions import locked_mission

HALF = Decimal("0.5")
PURPOSE = "mission-deliverable"


@transaction.atomic
def write_days(*, mission: Mission, on: date, days: Decimal, what: str, by: Any) -> DaysWorked:
    """Write down days worked, in half days, within the time of the mission and not ahead.

    The same line sent twice (a double click) is kept once. Raises NotAllowed; Refused: not under way, bad values,
    more than was agreed (that is the officer's to agree).
    """
    locked = _under_way(mission, by)
    what = what.strip()[:300]
    same = locked.days_worked.filter(on=on, days=days, what=what).first()
    if same is not None:
        return same
    if not what:
        raise Refused(_("Say in a few words what was done."))
    if days <= 0 or days % HALF:
        raise Refused(_("Give days in halves: 0.5, 1, 1.5 …"))
    if not locked.starts_on <= on <= locked.ends_on:
        raise Refused(_("This date is outside the mission."))
    if on > timezone.localdate():
        raise Refused(_("This date is still ahead: write days down once they are worked."))
    used = used_days(locked)
    if used + days > locked.days:
        raise Refused(
            _("%(agreed)s days are agreed and %(used)s are written down: ask the Secretariat before you work more.")
            % {"agreed": locked.days, "used": used}
        )
    row = DaysWorked.objects.create(mission=locked, on=on, days=days, what=what)
    record(actor=by, verb="mission.days_written", target=locked, new={"on": on.isoformat(), "days": str(days)})
    return row


@transaction.atomic
def strike_days(*, mission: Mission, row: DaysWorked, by: Any) -> None:
    """Take a line of days out again. Raises NotAllowed or Refused."""
    locked = _under_way(mission, by)
    found = locked.days_worked.filter(pk=row.pk).first()
    if found is None:
        return
    old = {"on": found.on.isoformat(), "days": str(found.days)}
    found.delete()
    record(actor=by, verb="mission.days_struck", target=locked, old=old)


def used_days(mission: Mission) -> Decimal:
    """Days written down so far."""
    return mission.days_worked.aggregate(total=Sum("days"))["total"] or Decimal(0)


@transaction.atomic
def add_deliverable(*, mission: Mission, title: str, due: date, by: Any) -> Deliverable:
    """Name what is to be handed over, and by when. Before the mission begins the terms are issued anew.

    Raises NotAllowed; Refused: reported already, no title, a date before the mission.
    """
    locked = locked_mission(mission)
    require("roadmaps.manage_mission", by, locked)
    _refuse_unless_live(locked)
    if not title.strip():
        raise Refused(_("Name what is to be handed over."))
    if due < locked.starts_on:
        raise Refused(_("This date lies before the mission."))
    last = locked.deliverables.aggregate(last=Max("position"))["last"] or 0
    made = Deliverable.objects.create(mission=locked, title=title.strip()[:200], due=due, position=last + 1)
    _terms_no_longer_hold(locked)
    record(
        actor=by,
        verb="mission.deliverable_added",
        target=locked,
        new={"title": made.title, "due": due.isoformat()},
    )
    return made


@transaction.atomic
def drop_deliverable(*, deliverable: Deliverable, by: Any) -> None:
    """Take a deliverable out that was not handed over. Raises NotAllowed or Refused."""
    locked = locked_mission(deliverable.mission)
    require("roadmaps.manage_mission", by, locked)
    _refuse_unless_live(locked)
    found = locked.deliverables.filter(pk=deliverable.pk).first()
    if found is None:
        return
    if found.delivered_at is not None:
        raise Refused(_("It was handed over already: it stays in the record."))
    found.delete()
    _terms_no_longer_hold(locked)
    record(actor=by, verb="mission.deliverable_dropped", target=locked, old={"title": found.title})


@transaction.atomic
def hand_over(*, deliverable: Deliverable, upload: Any, by: Any) -> Deliverable:
    """The expert hands a file over; another one takes its place until the report is sent.

    Raises NotAllowed, Refused, or UploadRefused for a file that is not taken in.
    """
    locked = _under_way(deliverable.mission, by)
    found = Deliverable.objects.select_for_update(of=("self",)).select_related("stored_file").get(pk=deliverable.pk)
    earlier, first = found.stored_file, found.delivered_at is None
    found.stored_file = store_upload(upload=upload, owner=locked, purpose=PURPOSE, by=by)
    found.delivered_at = timezone.now()
    found.save(update_fields=["stored_file", "delivered_at"])
    if earlier is not None:
        remove_file(stored_file=earlier)
    record(actor=by, verb="mission.delivered", target=locked, new={"title": found.title})
    if first:
        _tell_delivered(locked, found)
    return found


def _tell_delivered(mission: Mission, deliverable: Deliverable) -> None:
    message: dict[str, Any] = {
        "code": "mission.delivered",
        "key": f"mission.delivered:{deliverable.pk}",
        "target": mission,
        "context": {"title": mission.title, "deliverable": deliverable.title, "name": str(mission.expert)},
    }
    tell_officers(assistance=mission.assistance, to=("admin:roadmaps_mission", [mission.code]), **message)
    if mission.assistance is not None:
        tell_party(assistance=mission.assistance, to=mission_page(mission), **message)


def _under_way(mission: Mission, by: Any) -> Mission:
    locked = locked_mission(mission)
    require("roadmaps.report_mission", by, locked)
    if locked.state != states.UNDER_WAY:
        raise Refused(_("The mission is “%(state)s” now.") % {"state": locked.labels.person})
    return locked


def _refuse_unless_live(mission: Mission) -> None:
    if mission.state not in states.LIVE_MISSIONS:
        raise Refused(_("The mission is “%(state)s” now.") % {"state": mission.labels.staff})


def _terms_no_longer_hold(mission: Mission) -> None:
    """Before the beginning, terms that name other deliverables are to be issued anew."""
    if mission.state == states.PREPARED and (mission.terms_id or mission.terms_job_id):
        mission.terms = mission.terms_job = None
        mission.save(update_fields=["terms", "terms_job"])
