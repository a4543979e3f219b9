"""Words before a date and after it, each once: shortlists to rank, offers to answer, missions to report."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from ...models import Deliverable, Mission, Offer, Shortlist
from ...selection import states
from ...selection.notices import mission_page, tell_expert, tell_officers, tell_party

BEFORE = timedelta(days=3)


def remind(now: datetime | None = None) -> None:
    """Send what is due today; safe to repeat, as each message has a key of its own."""
    today = timezone.localdate(now)
    _shortlists(today)
    _offers(today)
    _missions(today)
    _deliverables(today)


def _shortlists(today: date) -> None:
    rows = Shortlist.objects.filter(state=states.WITH_PARTY, due__lte=today + BEFORE).select_related(
        "need__assistance__officer"
    )
    for row in rows:
        assistance = row.need.assistance
        page = ("roadmaps:selection", [assistance.reference, row.need.code])
        context = {"title": row.need.title, "due": row.due, "reference": assistance.reference}
        code = "shortlist.reminder" if row.due >= today else "shortlist.late"
        message: dict[str, Any] = {"code": code, "key": f"{code}:{row.pk}:{row.due}", "target": row}
        tell_party(assistance=assistance, to=page, context=context, **message)
        if code == "shortlist.late":
            office = ("admin:roadmaps_selection", [row.need.code])
            tell_officers(assistance=assistance, to=office, context=context, **message)


def _offers(today: date) -> None:
    rows = Offer.objects.filter(state=states.OFFERED, due__gte=today, due__lte=today + BEFORE)
    for row in rows.select_related("expert__user", "need__assistance"):
        tell_expert(
            user=row.expert.user,
            to=("roadmaps:offer", [row.code]),
            code="offer.reminder",
            key=f"offer.reminder:{row.pk}",
            target=row,
            country_id=row.country_id,
            context={"title": row.need.title, "due": row.due},
        )


def _missions(today: date) -> None:
    rows = Mission.objects.filter(state=states.UNDER_WAY, ends_on__lte=today + BEFORE)
    for row in rows.select_related("expert__user", "assistance__officer"):
        late = row.ends_on < today
        code = "mission.report_late" if late else "mission.report_reminder"
        message: dict[str, Any] = {
            "code": code,
            "key": f"{code}:{row.pk}:{row.ends_on}",
            "target": row,
            "context": {"title": row.title, "name": str(row.expert), "due": row.ends_on},
        }
        tell_expert(user=row.expert.user, to=mission_page(row), country_id=row.country_id, **message)
        if late:
            tell_officers(assistance=row.assistance, to=("admin:roadmaps_mission", [row.code]), **message)


def _deliverables(today: date) -> None:
    rows = Deliverable.objects.filter(
        delivered_at__isnull=True, mission__state=states.UNDER_WAY, due__gte=today, due__lte=today + BEFORE
    )
    for row in rows.select_related("mission__expert__user", "mission__assistance"):
        tell_expert(
            user=row.mission.expert.user,
            to=mission_page(row.mission),
            code="mission.deliverable_reminder",
            key=f"mission.deliverable_reminder:{row.pk}:{row.due}",
            target=row.mission,
            country_id=row.mission.country_id,
            context={"title": row.mission.title, "deliverable": row.title, "due": row.due},
        )
