"""The expert's report: saved at any time, sent once, then locked and made a PDF."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.documents.services import request_job
from portal.ui.pages import bump_content

from ...models import Mission, MissionReport
from ...selection import states
from ...selection.notices import mission_page, tell_expert, tell_officers, tell_party
from .missions import locked_mission

REPORT_JOB = "roadmaps.report"
PARTS = ("done", "results", "difficulties", "recommendations", "follow_up")
REQUIRED = ("done", "results")
LONGEST = 20_000


class Conflict(Exception):
    """The report was saved in another window in between; nothing was stored. ``stored`` is what stands."""

    def __init__(self, stored: MissionReport) -> None:
        super().__init__(f"stored revision is {stored.revision}")
        self.stored = stored


def report_of(mission: Mission) -> MissionReport:
    """The report as it stands, or a new one that is not saved."""
    return MissionReport.objects.filter(mission=mission).first() or MissionReport(mission=mission)


@transaction.atomic
def save(*, mission: Mission, values: Mapping[str, str], expected_revision: int, by: Any) -> MissionReport:
    """Keep what is typed, complete or not. Saving what is stored already changes nothing.

    Raises NotAllowed; Refused: not under way, sent already, a text beyond any measure; Conflict when another window
    saved other words since ``expected_revision``.
    """
    locked = locked_mission(mission)
    require("roadmaps.report_mission", by, locked)
    report, _made = MissionReport.objects.select_for_update(of=("self",)).get_or_create(mission=locked)
    _refuse_unless_written(locked, report)
    given = {name: values.get(name, "").strip() for name in PARTS if name in values}
    if any(len(text) > LONGEST for text in given.values()):
        raise Refused(_("A part of the report is longer than %(limit)s characters.") % {"limit": LONGEST})
    if all(getattr(report, name) == text for name, text in given.items()):
        return report
    if report.revision != expected_revision:
        raise Conflict(report)
    for name, text in given.items():
        setattr(report, name, text)
    report.revision += 1
    report.saved_at = timezone.now()
    report.save(update_fields=[*given, "revision", "saved_at"])
    return report


@transaction.atomic
def send(*, mission: Mission, by: Any) -> MissionReport:
    """Send the saved report: it is locked, the mission is reported, the PDF is made, the others are told.

    Sending twice changes nothing. Raises NotAllowed; Refused: parts missing, a deliverable not handed over, no day
    written down.
    """
    locked = locked_mission(mission)
    require("roadmaps.report_mission", by, locked)
    report, _made = MissionReport.objects.select_for_update(of=("self",)).get_or_create(mission=locked)
    if report.sent_at is not None:
        return report
    _refuse_unless_written(locked, report)
    lacking = missing_in(locked, report)
    if lacking:
        raise Refused(" ".join(lacking))
    move(states.MISSION, record=locked, to=states.REPORTED, by=by)
    bump_content()  # the page of the country shows it
    report.sent_at = timezone.now()
    report.job = request_job(
        kind=REPORT_JOB,
        params={},
        requested_by=None,
        language=locked.language,
        target=locked,
        key=f"{REPORT_JOB}:{locked.pk}",
    )
    report.save(update_fields=["sent_at", "job"])
    _tell(locked)
    return report


def missing_in(mission: Mission, report: MissionReport) -> list[str]:
    """What keeps the report from being sent, in words."""
    words = []
    names = [str(MissionReport._meta.get_field(name).verbose_name) for name in REQUIRED if not getattr(report, name)]
    if names:
        words.append(_("Write these parts of the report: %(parts)s.") % {"parts": ", ".join(names)})
    waiting = [row.title for row in mission.deliverables.all() if row.delivered_at is None]
    if waiting:
        words.append(_("Hand over first: %(titles)s.") % {"titles": ", ".join(waiting)})
    if not mission.days_worked.exists():
        words.append(_("Write down the days you worked."))
    return words


def _refuse_unless_written(mission: Mission, report: MissionReport) -> None:
    if report.sent_at is not None:
        raise Refused(_("The report is sent: it no longer changes."))
    if mission.state != states.UNDER_WAY:
        raise Refused(_("The mission is “%(state)s” now.") % {"state": mission.labels.person})


def _tell(mission: Mission) -> None:
    message: dict[str, Any] = {
        "code": "mission.reported",
        "key": f"mission.reported:{mission.pk}",
        "target": mission,
        "context": {"title": mission.title, "name": str(mission.expert)},
    }
    tell_officers(assistance=mission.assistance, to=("admin:roadmaps_mission", [mission.code]), **message)
    if mission.assistance is not None:
        tell_party(assistance=mission.assistance, to=mission_page(mission), **message)
    tell_expert(user=mission.expert.user, to=mission_page(mission), country_id=mission.country_id, **message)
