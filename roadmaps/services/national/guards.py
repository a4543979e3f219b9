"""What every act on a roadmap begins with: the lock, the person, the edition that is open."""

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.dates import day

from ...models import Edition, Roadmap
from ...national.queries import open_edition


def lock(*, roadmap: Roadmap, rule: str, by: User) -> Roadmap:
    """The roadmap under its lock, for who may by the rule named. Raises `NotAllowed`."""
    locked = Roadmap.objects.select_for_update(of=("self",)).select_related("country").get(pk=roadmap.pk)
    require(rule, by, locked)
    return locked


def lock_for_writing(*, roadmap: Roadmap, by: User) -> tuple[Roadmap, Edition]:
    """The roadmap under its lock and the edition that is written. Raises `NotAllowed`, or `Refused` when the
    last edition is validated and no other one is open."""
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    edition = open_edition(locked)
    if edition is None:
        raise Refused(_("This edition is validated and no longer changes. Open the next edition to go on."))
    return locked, edition


def refuse_frozen(edition: Edition) -> None:
    """Raises `Refused` with the day of the validation when the edition is frozen."""
    if not edition.is_open:
        raise Refused(
            _("This edition was validated on %(date)s and no longer changes. Open the next edition to go on.")
            % {"date": day(edition.validated_on)}
        )


def lock_edition(*, edition: Edition, by: User) -> tuple[Roadmap, Edition]:
    """The roadmap under its lock, if this very edition is the one that is written. Raises as `lock_for_writing`,
    and `Refused` with the day of the validation for one that is frozen."""
    refuse_frozen(edition)
    locked, found = lock_for_writing(roadmap=edition.roadmap, by=by)
    if found.pk != edition.pk:
        edition.refresh_from_db()
        refuse_frozen(edition)
    return locked, found


def unsign(*, edition: Edition, by: User) -> None:
    """A change after the signature was asked or given asks for a new one; written down where one was given."""
    if edition.signature_asked_at is None and edition.signed_at is None:
        return
    signed = edition.signed_at
    Edition.objects.filter(pk=edition.pk).update(
        signature_asked_at=None, signature_asked_by=None, signed_at=None, signed_by=None
    )
    edition.signature_asked_at = edition.signed_at = None
    edition.signature_asked_by_id = edition.signed_by_id = None
    if signed is not None:
        record(actor=by, verb="roadmap.signature_lapsed", target=edition.roadmap)
