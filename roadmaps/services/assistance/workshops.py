"""Workshops and coaching: planned, who came, evaluated by private link, certificates."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.collaboration.services import save_record
from portal.documents.services import request_job
from portal.messaging.services import post
from portal.surveys.services import create_link
from portal.ui.dates import day

from ...assistance.queries_workshops import PURPOSE
from ...models import Assistance, Participant, Workshop, WorkshopCount
from ...selection.notices import party_name
from ..attendance import counted, people_in, write_counts
from .guards import lock

CERTIFICATE_JOB = "roadmaps.certificate"
MOST_PEOPLE = 300


@transaction.atomic
def save(
    *,
    assistance: Assistance,
    workshop: Workshop | None,
    values: Mapping[str, Any],
    counts: Mapping[str, Mapping[str, int]],
    expected: int | None = None,
    by: Any,
) -> Workshop:
    """Plan a workshop or coaching, or change it; ``counts`` are who came by sector (women, men, undeclared, young).

    Raises `NotAllowed`; `Refused` without a title, for an end before the beginning, without place and link, for
    people counted before it was held, an unknown sector, more young people than people; `Conflict` when a colleague
    has changed it meanwhile (``expected`` is the revision the writer has seen).
    """
    locked = lock(assistance=assistance, rule="roadmaps.keep_workshops", by=by)
    row = _fresh(locked, workshop) if workshop is not None else Workshop(assistance=locked)
    if not values["title"].strip():
        raise Refused(_("Name the workshop."))
    if values["ends_at"] < values["starts_at"]:
        raise Refused(_("The workshop ends before it begins: change one of the times."))
    if not values.get("place", "").strip() and not values.get("link", "").strip():
        raise Refused(_("Give the place, or the link to the online room."))
    whole = counted(counts)
    if whole and values["ends_at"] > timezone.now():
        raise Refused(_("The workshop is still ahead: count who came once it is held."))
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    save_record(
        record=row,
        values=clean,
        expected_revision=expected,
        beside=lambda: write_counts(WorkshopCount, {"workshop": row}, whole),
        by=by,
    )
    verb = "assistance.workshop_changed" if workshop is not None else "assistance.workshop_added"
    people = sum(people_in(one) for one in whole.values())
    record(actor=by, verb=verb, target=locked, new={"title": row.title[:120], "people": people})
    return row


def _fresh(assistance: Assistance, workshop: Workshop) -> Workshop:
    row = Workshop.objects.select_for_update().get(pk=workshop.pk, assistance=assistance)
    row.assistance = assistance
    return row


def _locked(workshop: Workshop, by: Any, *, closed_too: bool = False) -> Workshop:
    assistance = lock(
        assistance=workshop.assistance, rule="roadmaps.keep_workshops", by=by, closed_too=closed_too
    )  # fmt: skip
    return _fresh(assistance, workshop)


@transaction.atomic
def add_participant(*, workshop: Workshop, name: str, email: str, language: str, by: Any) -> Participant:
    """Name somebody who takes part, for the evaluation and the certificate. Raises `NotAllowed`; `Refused` without a
    name or a whole address, or for an address that is there already."""
    row = _locked(workshop, by)
    email = email.strip().lower()
    if not name.strip():
        raise Refused(_("Give the name as it stands on the certificate."))
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("Give a whole address, such as name@example.org.")) from error
    if row.participants.filter(email=email).exists():
        raise Refused(_("Somebody with this address is named already."))
    if row.participants.count() >= MOST_PEOPLE:
        raise Refused(_("A workshop takes at most %(most)s names.") % {"most": MOST_PEOPLE})
    made = Participant.objects.create(
        workshop=row, name=name.strip()[:200], email=email, language=language if language in ("en", "fr") else "en"
    )
    record(actor=by, verb="assistance.participant_named", target=row.assistance, new={"title": row.title[:120]})
    return made


@transaction.atomic
def drop_participant(*, participant: Participant, by: Any) -> None:
    """Take a name out. Raises `NotAllowed`; `Refused` for somebody with a certificate."""
    row = _locked(participant.workshop, by)
    found = row.participants.filter(pk=participant.pk).first()
    if found is None:
        return
    if found.certificate_id is not None:
        raise Refused(_("This person has a certificate: the name stays."))
    found.delete()


@transaction.atomic
def mark(*, workshop: Workshop, came: set[int], by: Any) -> int:
    """Write down who of those named came (keys of participants). Returns how many.

    Raises `NotAllowed`; `Refused` before it was held, or when somebody with a certificate is left out."""
    row = _locked(workshop, by)
    _refuse_ahead(row)
    people = list(row.participants.all())
    if any(one.certificate_id is not None and one.pk not in came for one in people):
        raise Refused(_("Somebody of those left out has a certificate already."))
    for one in people:
        one.came = one.pk in came
    Participant.objects.bulk_update(people, ["came"])
    number = sum(one.came for one in people)
    record(actor=by, verb="assistance.workshop_marked", target=row.assistance, new={"came": number})
    return number


def _refuse_ahead(row: Workshop) -> None:
    if row.is_cancelled:
        raise Refused(_("This workshop is cancelled."))
    if not row.is_over:
        raise Refused(_("The workshop is still ahead: come back once it is held."))


@transaction.atomic
def ask_evaluations(*, workshop: Workshop, by: Any) -> int:
    """Send the evaluation to each who came and was not asked before. Returns how many were asked.

    Raises `NotAllowed`; `Refused` before it was held, or when nobody is left to ask."""
    row = _locked(workshop, by, closed_too=True)
    _refuse_ahead(row)
    people = list(row.participants.filter(came=True, asked_at__isnull=True))
    if not people:
        raise Refused(_("Nobody is left to ask: mark first who came."))
    for one in people:
        link, path = create_link(
            record=row, purpose=PURPOSE, name=one.name, email=one.email, language=one.language, by=by
        )  # fmt: skip
        post(
            code="workshop.evaluation",
            email=link.email,
            language=link.language,
            context={
                "receiver": one.name,
                "title": row.title,
                "party": party_name(row.country_id, link.language),
                "due": day(link.expires_at, link.language),
            },
            links={"link": path},
            target=row,
            secret=True,
            secret_until=link.expires_at,
        )
        one.asked_at = timezone.now()
    Participant.objects.bulk_update(people, ["asked_at"])
    record(actor=by, verb="assistance.evaluation_asked", target=row.assistance, new={"people": len(people)})
    return len(people)


@transaction.atomic
def certify(*, workshop: Workshop, by: Any) -> int:
    """Order the certificate of each who came and has none. Raises `NotAllowed`; `Refused` before it was held, or when
    nobody waits for one. Returns how many were ordered."""
    row = _locked(workshop, by, closed_too=True)
    _refuse_ahead(row)
    people = list(row.participants.filter(came=True, certificate__isnull=True))
    if not people:
        raise Refused(_("Nobody waits for a certificate: mark first who came."))
    for one in people:
        request_job(
            kind=CERTIFICATE_JOB,
            params={"participant": one.pk},
            requested_by=None,
            language=one.language,
            target=row,
            key=f"{CERTIFICATE_JOB}:{one.pk}",
        )
    record(actor=by, verb="assistance.certificates_ordered", target=row.assistance, new={"people": len(people)})
    return len(people)
