"""The national team, the stakeholder map, consultations and who came."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.collaboration.services import erase_sections, save_record
from portal.documents.services import store_upload
from portal.reference.queries import term_map
from portal.ui.pages import bump_content

from ...models import AttendanceCount, Consultation, Roadmap, Stakeholder, TeamMember
from ..attendance import Counts, counted, refuse_kind, write_counts
from .guards import lock
from .stage import refresh_stage

MOST = 500


def _refuse_senseless(row: Any) -> None:
    """Raises `Refused` with the first thing in a row that makes no sense."""
    try:
        row.full_clean(exclude=["roadmap"])
    except ValidationError as error:
        raise Refused(error.messages[0]) from error


@transaction.atomic
def save_member(
    *,
    roadmap: Roadmap,
    member: TeamMember | None,
    values: Mapping[str, Any],
    expected: int | None = None,
    by: User,
) -> TeamMember:
    """Add a member of the team, or change one; ``expected`` is the revision the writer has seen.

    Raises `NotAllowed`; `Refused` for a sector or ministry that is not in the list, or an end before the beginning;
    `Conflict` when a colleague changed it meanwhile.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    refuse_kind(values["kind"])
    if values.get("ministry") and values["ministry"] not in term_map("ministry", "en"):
        raise Refused(_("Choose a ministry of the list."))
    if values.get("until") and values["until"] < values["since"]:
        raise Refused(_("The member leaves before joining: change one of the dates."))
    row = TeamMember.objects.get(pk=member.pk) if member else TeamMember(roadmap=locked)
    save_record(record=row, values=values, expected_revision=expected, check=_refuse_senseless, by=by)
    verb = "roadmap.member_changed" if member else "roadmap.member_added"
    record(actor=by, verb=verb, target=locked, new={"organisation": row.organisation[:200]})
    refresh_stage(roadmap=locked, by=by)
    bump_content()  # the page of the country counts the team
    return row


@transaction.atomic
def save_stakeholder(
    *,
    roadmap: Roadmap,
    stakeholder: Stakeholder | None,
    values: Mapping[str, Any],
    expected: int | None = None,
    by: User,
) -> Stakeholder:
    """Add a line of the stakeholder map, or change one; ``expected`` is the revision the writer has seen.

    Raises `NotAllowed`, `Refused`; `Conflict` when a colleague changed it meanwhile.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    refuse_kind(values["kind"])
    if stakeholder is None and locked.stakeholders.count() >= MOST:
        raise Refused(_("The map holds at most %(most)s lines.") % {"most": MOST})
    if stakeholder is not None:
        row = Stakeholder.objects.filter(pk=stakeholder.pk).first()
        if row is None:
            raise Refused(_("A colleague removed this line meanwhile. Add it again if it is needed."))
    else:
        row = Stakeholder(roadmap=locked, position=locked.stakeholders.count())
    save_record(record=row, values=values, expected_revision=expected, check=_refuse_senseless, by=by)
    return row


@transaction.atomic
def remove_stakeholder(*, stakeholder: Stakeholder, by: User) -> None:
    """Take a line out of the map. Raises `NotAllowed`."""
    lock(roadmap=stakeholder.roadmap, rule="roadmaps.write_roadmap", by=by)
    erase_sections(record=stakeholder)
    stakeholder.delete()


@transaction.atomic
def save_consultation(
    *,
    roadmap: Roadmap,
    consultation: Consultation | None,
    values: Mapping[str, Any],
    counts: Counts,
    minutes: Any = None,
    expected: int | None = None,
    by: User,
) -> Consultation:
    """Write a consultation with its counts by sector; ``minutes`` is an upload or None (what is attached stays),
    ``expected`` the revision the writer has seen.

    Raises `NotAllowed`; `Refused` for an end before the beginning, no place for a meeting that is not online, a
    sector that is not in the list, more young people than people, people counted before it was held;
    `Conflict` when a colleague changed it meanwhile; ``UploadRefused``.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    if values.get("ends_at") and values["ends_at"] < values["starts_at"]:
        raise Refused(_("The consultation ends before it begins: change one of the times."))
    if values["level"] != Consultation.Level.ONLINE and not values.get("place", "").strip():
        raise Refused(_("Give the place, or say that the consultation is online."))
    whole = counted(counts)
    if whole and values["starts_at"] > timezone.now():
        raise Refused(_("The consultation is still ahead: count who came once it is held."))
    one = Consultation.objects.get(pk=consultation.pk) if consultation else Consultation(roadmap=locked)

    if minutes is not None:
        allowed = ("pdf", "docx", "odt")
        stored = store_upload(upload=minutes, owner=locked, purpose="consultation-minutes", by=by, allowed=allowed)
        values = {**values, "minutes": stored}
    save_record(
        record=one,
        values=values,
        expected_revision=expected,
        beside=lambda: write_counts(AttendanceCount, {"consultation": one}, whole),
        by=by,
    )
    verb = "roadmap.consultation_changed" if consultation else "roadmap.consultation_added"
    record(actor=by, verb=verb, target=locked, new={"title": one.title, "public": one.is_public})
    refresh_stage(roadmap=locked, by=by)
    bump_content()
    return one
