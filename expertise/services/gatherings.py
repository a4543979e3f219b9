"""Meetings and trainings of the community of experts. CE/13/7.IGC/INF.4, para. 14: regular joint meetings."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.documents.models import Job, StoredFile
from portal.documents.services import request_job, store_bytes

from ..calendar import CONTENT_TYPE, calendar_file
from ..models import Attendance, Expert, Gathering, GatheringText
from ..notices_office import address, tell_expert

CERTIFICATE_JOB = "expertise.certificate"
State = Gathering.State
TOLD = ("starts_at", "ends_at", "place", "online_link")
"""What the people invited must hear of when it changes."""


def _locked(gathering: Gathering, by: Any) -> Gathering:
    require("expertise.manage_calls", by)
    return Gathering.objects.select_for_update().get(pk=gathering.pk)


@transaction.atomic
def invite(*, gathering: Gathering, experts: Iterable[Expert], by: Any) -> int:
    """Put members of the roster on the list; whoever stands there already is left as they are.

    Once it is announced they get the invitation at once. Returns how many are new. Raises `NotAllowed`, or
    `Refused` when it is over or cancelled.
    """
    locked = _locked(gathering, by)
    if locked.state not in (State.DRAFT, State.ANNOUNCED):
        raise Refused(_("It is over or cancelled: nobody can be invited."))
    there = set(locked.attendances.values_list("expert_id", flat=True))
    new = [one for one in {one.pk: one for one in experts}.values() if one.is_member and one.pk not in there]
    Attendance.objects.bulk_create(Attendance(gathering=locked, expert=one) for one in new)
    if new:
        record(actor=by, verb="gathering.invited", target=locked, new={"people": len(new)})
    if new and locked.state == State.ANNOUNCED:
        _tell(locked, "gathering.invitation", new)
    return len(new)


@transaction.atomic
def announce(*, gathering: Gathering, by: Any) -> int:
    """Send the invitations with the calendar file. Returns how many people are told.

    Raises `NotAllowed`, or `Refused`: not a draft, past, a language without title, nobody invited.
    """
    locked = _locked(gathering, by)
    if locked.state != State.DRAFT:
        raise Refused(_("It is announced already."))
    if locked.starts_at <= timezone.now():
        raise Refused(_("It begins in the past: change the date."))
    there = set(locked.texts.values_list("language", flat=True))
    lacking = [str(name) for code, name in settings.LANGUAGES if code not in there]
    if lacking:
        raise Refused(_("Write the title in: %(languages)s.") % {"languages": ", ".join(lacking)})
    people = _people(locked)
    if not people:
        raise Refused(_("Nobody is invited yet."))
    Gathering.objects.filter(pk=locked.pk).update(state=State.ANNOUNCED)
    locked.state = State.ANNOUNCED
    record(actor=by, verb="gathering.announced", target=locked, new={"people": len(people)})
    return _tell(locked, "gathering.invitation", people)


@transaction.atomic
def tell_change(*, gathering: Gathering, changed: Iterable[str], by: Any) -> int:
    """The office has changed an announced gathering: whoever may come gets the new calendar file.

    ``changed`` names its fields; nothing is sent when none of `TOLD` is among them. Returns how many are told.
    """
    locked = _locked(gathering, by)
    if locked.state != State.ANNOUNCED or not set(changed) & set(TOLD):
        return 0
    locked.sequence += 1
    locked.save(update_fields=["sequence"])
    return _tell(locked, "gathering.changed", _people(locked, leave_out=(Attendance.State.DECLINED,)))


@transaction.atomic
def cancel(*, gathering: Gathering, by: Any, reason: str) -> int:
    """Call it off; whoever was invited is told. Raises `NotAllowed`, or `Refused` (over already, no reason)."""
    locked = _locked(gathering, by)
    if locked.state not in (State.DRAFT, State.ANNOUNCED):
        raise Refused(_("It is over or cancelled."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    told = locked.state == State.ANNOUNCED
    locked.state, locked.sequence = State.CANCELLED, locked.sequence + 1
    locked.save(update_fields=["state", "sequence"])
    record(actor=by, verb="gathering.cancelled", target=locked, new={"state": locked.state}, reason=reason)
    people = _people(locked, leave_out=(Attendance.State.DECLINED,))
    return _tell(locked, "gathering.cancelled", people, {"reason": reason.strip()}) if told else 0


def _people(gathering: Gathering, leave_out: tuple[str, ...] = ()) -> list[Expert]:
    rows = gathering.attendances.exclude(state__in=leave_out).select_related("expert__user")
    return [row.expert for row in rows]


def _tell(gathering: Gathering, code: str, people: list[Expert], more: Mapping[str, Any] | None = None) -> int:
    """The message in each person's language with the calendar file of that language; its sequence is in the key."""
    texts = {text.language: text for text in gathering.texts.all()}
    files: dict[str, StoredFile] = {}
    told = 0
    for expert in people:
        if expert.user is None:
            continue
        language = expert.user.language if expert.user.language in texts else next(iter(texts), "")
        if not language:
            continue
        if language not in files:
            files[language] = _file(gathering, texts[language])
        told += tell_expert(
            expert=expert,
            code=code,
            key=f"{code}:{gathering.pk}:{gathering.sequence}",
            target=gathering,
            context={
                "title": texts[language].title,
                "summary": texts[language].summary,
                "begins": gathering.starts_at,
                "ends": gathering.ends_at,
                "place": gathering.place,
                **(more or {}),
            },
            link=address("expertise:gathering", expert.user.language, gathering.code),
            attachments=[files[language]],
        )
    return told


def _file(gathering: Gathering, text: GatheringText) -> StoredFile:
    return store_bytes(
        name=f"{gathering.code.lower()}.ics",
        content_type=CONTENT_TYPE,
        data=calendar_file(gathering, text, cancelled=gathering.state == State.CANCELLED),
        owner=gathering,
        purpose="gathering-calendar",
    )


@transaction.atomic
def answer(*, attendance: Attendance, comes: bool, by: Any) -> Attendance:
    """An expert says whether they come; the answer can change until it begins.

    Raises `NotAllowed` (somebody else's invitation), or `Refused` when it is no longer ahead.
    """
    locked = (
        Attendance.objects.select_for_update(of=("self",)).select_related("gathering", "expert").get(pk=attendance.pk)
    )
    if locked.expert.user_id is None or locked.expert.user_id != by.pk or not by.is_active:
        raise NotAllowed(_("This invitation is not yours."))
    if not locked.gathering.is_ahead:
        raise Refused(_("This invitation can no longer be answered."))
    locked.state = Attendance.State.ACCEPTED if comes else Attendance.State.DECLINED
    locked.answered_at = timezone.now()
    locked.save(update_fields=["state", "answered_at"])
    record(actor=by, verb="gathering.answered", target=locked.gathering, new={"comes": comes})
    return locked


@transaction.atomic
def mark(*, gathering: Gathering, present: Iterable[int], by: Any, at: datetime | None = None) -> int:
    """Write down who took part: the keys of attendances; the others did not come.

    Whoever took part in a training gets a certificate, once. Returns how many took part. Raises
    `NotAllowed`, or `Refused` before it has begun, or when it was never announced.
    """
    locked = _locked(gathering, by)
    now = at or timezone.now()
    if locked.state not in (State.ANNOUNCED, State.HELD):
        raise Refused(_("Only what was announced can have taken place."))
    if locked.starts_at > now:
        raise Refused(_("It has not begun yet."))
    came = set(present)
    rows = list(locked.attendances.select_related("expert__user"))
    certified = [row for row in rows if row.certificate_id is not None and row.pk not in came]
    if certified:
        names = ", ".join(str(row.expert) for row in certified)
        raise Refused(_("These people have a certificate already: %(names)s.") % {"names": names})
    for row in rows:
        row.state = Attendance.State.ATTENDED if row.pk in came else Attendance.State.ABSENT
    Attendance.objects.bulk_update(rows, ["state"])
    Gathering.objects.filter(pk=locked.pk).update(state=State.HELD)
    attended = [row for row in rows if row.state == Attendance.State.ATTENDED]
    record(actor=by, verb="gathering.held", target=locked, new={"took part": len(attended)})
    if locked.is_training:
        for row in attended:
            _certify(row)
    return len(attended)


def _certify(attendance: Attendance) -> None:
    """Order the certificate, unless it is made or being made."""
    running = attendance.job is not None and attendance.job.state in Job.ACTIVE
    if attendance.certificate_id is not None or running or attendance.expert.user is None:
        return
    job = request_job(
        kind=CERTIFICATE_JOB,
        params={"attendance": attendance.pk},
        requested_by=None,
        language=attendance.expert.user.language,
        target=attendance.gathering,
        key=f"{CERTIFICATE_JOB}:{attendance.pk}",
    )
    Attendance.objects.filter(pk=attendance.pk).update(job=job)
