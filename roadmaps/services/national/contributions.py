"""Online contributions by private link: asked, received, read before they are shown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.messaging.services import post
from portal.surveys.models import Link
from portal.surveys.services import create_link
from portal.ui.dates import day
from portal.ui.pages import bump_content

from ...models import Consultation, Contribution
from ...national.notices import party_name
from .guards import lock

PURPOSE = "roadmaps.contribution"


@transaction.atomic
def ask_contribution(*, consultation: Consultation, name: str, email: str, language: str, by: User) -> Link:
    """Send somebody the form of a consultation; no account is needed. Raises `NotAllowed`; `Refused` for a cancelled
    consultation or an address that is none."""
    locked = lock(roadmap=consultation.roadmap, rule="roadmaps.write_roadmap", by=by)
    if consultation.is_cancelled:
        raise Refused(_("This consultation is cancelled."))
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused(_("Give a whole address, such as name@example.org.")) from error
    link, path = create_link(record=consultation, purpose=PURPOSE, name=name, email=email, language=language, by=by)
    post(
        code="roadmap.contribution_asked",
        email=link.email,
        language=link.language,
        context={
            "receiver": name.strip(),
            "party": party_name(locked, link.language),
            "title": consultation.title,
            "due": day(link.expires_at, link.language),
        },
        links={"link": path},
        target=consultation,
        secret=True,
        secret_until=link.expires_at,
    )
    return link


def received(link: Link, given: Any) -> None:
    """A contribution came in: kept as "to be read", in the transaction that stores the answers."""
    consultation = link.record
    assert isinstance(consultation, Consultation)
    Contribution.objects.create(
        consultation=consultation,
        kind=given["kind"],
        organisation=given["organisation"][:300],
        text=given["text"],
    )


@transaction.atomic
def moderate(*, contribution: Contribution, accept: bool, reason: str, by: User) -> Contribution:
    """Show a contribution, or not; a refusal has its reason. May be changed later.

    Raises `NotAllowed`; `Refused` for a refusal without its reason.
    """
    locked = lock(roadmap=contribution.consultation.roadmap, rule="roadmaps.write_roadmap", by=by)
    if not accept and not reason.strip():
        raise Refused(_("Say why it is not shown: the reason is kept."))
    old = contribution.state
    contribution.state = Contribution.State.ACCEPTED if accept else Contribution.State.REFUSED
    contribution.reason = reason.strip()[:300]
    contribution.save(update_fields=["state", "reason"])
    record(
        actor=by, verb="roadmap.contribution_read", target=locked, old={"state": old},
        new={"state": contribution.state}, reason=reason.strip(),
    )  # fmt: skip
    bump_content()
    return contribution
