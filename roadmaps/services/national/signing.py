"""Sign-off inside the Party: a writer asks, the signatory signs. The two are never one person for an edition."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.accounts.queries import members_of
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record

from ...models import Edition, Roadmap
from ...national.checking import missing_of, parts_of
from ...national.notices import tell_party
from ...national.queries import open_edition
from ...national.whole import read_whole
from .guards import lock, lock_for_writing


def refuse_incomplete(edition: Edition) -> None:
    """Raises `Refused` with the first things missing."""
    whole = read_whole(edition)
    reasons = missing_of(whole, parts_of(whole))
    if reasons:
        raise Refused(_("The roadmap is not complete. %(reasons)s") % {"reasons": " · ".join(reasons[:3])})


@transaction.atomic
def ask_signature(*, roadmap: Roadmap, by: User) -> Edition:
    """Hand the edition over to the signatory. Harmless when it is asked already.

    Raises `Refused` when something is missing, or the Party has no signatory but the asker.
    """
    locked, edition = lock_for_writing(roadmap=roadmap, by=by)
    if edition.signature_asked_at is not None:
        return edition
    refuse_incomplete(edition)
    if not members_of(locked.country_id, Membership.Kind.SIGNATORY).exclude(pk=by.pk).exists():
        raise Refused(
            _("Your Party has no signatory in the portal. Invite one on the page of your team, or record the "
              "validation with its document.")
        )  # fmt: skip
    edition.signature_asked_at, edition.signature_asked_by = timezone.now(), by
    edition.save(update_fields=["signature_asked_at", "signature_asked_by"])
    record(actor=by, verb="roadmap.signature_asked", target=locked)
    tell_party(
        roadmap=locked, code="roadmap.signature_asked", kinds=(Membership.Kind.SIGNATORY,),
        key=f"roadmap.signature_asked:{edition.pk}:{edition.signature_asked_at.isoformat()}", name=str(by),
    )  # fmt: skip
    return edition


@transaction.atomic
def sign(*, roadmap: Roadmap, by: User) -> Edition:
    """Sign what was handed over. Raises `NotAllowed` for the person who asked, `Refused` when nothing is asked."""
    locked = lock(roadmap=roadmap, rule="roadmaps.sign_roadmap", by=by)
    edition = open_edition(locked)
    if edition is None or edition.signature_asked_at is None:
        raise Refused(_("Nothing waits for a signature: the writers hand the roadmap over first."))
    if edition.signature_asked_by_id == by.pk:
        raise NotAllowed(_("You handed it over yourself: somebody else signs."))
    if edition.signed_at is not None:
        return edition
    refuse_incomplete(edition)
    edition.signed_at, edition.signed_by = timezone.now(), by
    edition.save(update_fields=["signed_at", "signed_by"])
    record(actor=by, verb="roadmap.signed", target=locked)
    key = f"roadmap.signed:{edition.pk}:{edition.signed_at.isoformat()}"
    tell_party(roadmap=locked, code="roadmap.signed", key=key, name=str(by))
    return edition
