"""What happens to a published entry: confirmed each year, outdated, withdrawn, moved to another address."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.messaging.services import forget_about
from portal.reference.queries import retention

from .. import brief, states
from ..models import Entry, EntryText, OldSlug, ReaderNote
from ..notices import tell_owner, tell_owner_of_many
from ..slugs import slug_of
from ..times import ASKED_AFTER, OUTDATED_AFTER
from .guards import lock, shown_anew

MANY = 5
"""An owner of more than these (who brought a catalogue in) has one message a month for all, not one for each."""


@transaction.atomic
def confirm(*, entry: Entry, by: User) -> Entry:
    """The owner says that it still holds. Raises `NotAllowed`; `Refused` for what is not public."""
    locked = lock(entry=entry, rule="knowledge.confirm_entry", by=by)
    if not locked.is_public:
        raise Refused(_("Only a published entry is confirmed."))
    locked.confirmed_on, locked.is_outdated = timezone.now().date(), False
    locked.save(update_fields=["confirmed_on", "is_outdated"])
    record(actor=by, verb="entry.confirmed", target=locked)
    shown_anew(locked)
    for text in (
        EntryText.objects.filter(version=locked.version_id).exclude(title="").select_related("version__entry")
    ):
        brief.request(text=text, by=by)
    return locked


@transaction.atomic
def withdraw(*, entry: Entry, reason: str, by: User) -> Entry:
    """Take it out of the public for good reason; its address answers "gone". Raises `NotAllowed`; `Refused`."""
    locked = lock(entry=entry, rule="knowledge.withdraw_entry", by=by)
    move(
        states.ENTRY, record=locked, to=states.WITHDRAWN, by=by, reason=reason,
        also={"withdrawn_reason": reason.strip()},
    )  # fmt: skip
    shown_anew(locked)
    if by.pk != locked.owner_id and locked.version is not None:
        tell_owner(entry=locked, version=locked.version, code="entry.withdrawn", message=reason.strip())
    return locked


@transaction.atomic
def restore(*, entry: Entry, reason: str, by: User) -> Entry:
    """Make it public again. Raises `NotAllowed`; `Refused` for what was never published."""
    locked = lock(entry=entry, rule="knowledge.review_entry", by=by)
    locked.versions.filter(frozen_at=None).delete()
    move(states.ENTRY, record=locked, to=states.PUBLISHED, by=by, reason=reason, also={"withdrawn_reason": ""})
    shown_anew(locked)
    assert locked.version is not None  # asked by the step
    tell_owner(entry=locked, version=locked.version, code="entry.restored", message=reason.strip())
    return locked


@transaction.atomic
def change_slug(*, entry: Entry, slug: str, by: User) -> Entry:
    """Give a published entry another address; the present one leads to it for ever.

    Raises `NotAllowed`; `Refused` for an address that is taken or not one, or before the publication.
    """
    locked = lock(entry=entry, rule="knowledge.review_entry", by=by)
    if not locked.slug:
        raise Refused(_("The address is made when the entry is published."))
    wanted = slug.strip()
    if not wanted or slug_of(wanted, "") != wanted:
        raise Refused(
            _("An address holds small Latin letters, figures and hyphens, such as national-fund-for-music.")
        )
    if wanted == locked.slug:
        return locked
    own = OldSlug.objects.filter(slug=wanted, entry=locked)
    if not own.exists() and (
        Entry.objects.filter(slug=wanted).exists() or OldSlug.objects.filter(slug=wanted).exists()
    ):
        raise Refused(_("This address belongs to another entry, now or in the past."))
    own.delete()
    before = locked.slug
    OldSlug.objects.create(slug=before, entry=locked)
    locked.slug = wanted
    locked.save(update_fields=["slug"])
    record(actor=by, verb="entry.address_changed", target=locked, old={"slug": before}, new={"slug": wanted})
    shown_anew(locked)
    return locked


@transaction.atomic
def mark_outdated(*, entry: Entry) -> Entry:
    """Show that nobody confirmed it for long. Done by the portal itself; harmless twice."""
    locked = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not locked.is_outdated:
        locked.is_outdated = True
        locked.save(update_fields=["is_outdated"])
        record(actor=None, verb="entry.outdated", target=locked)
        shown_anew(locked)
    return locked


def mark_all_outdated(today: date | None = None) -> int:
    """Mark every public entry that nobody confirmed in time, and tell the owners. Safe to repeat; gives how many were
    marked."""
    day = today or timezone.now().date()
    late = list(
        Entry.objects.public()
        .filter(confirmed_on__lte=day - OUTDATED_AFTER, is_outdated=False)
        .select_related("owner", "version")
    )
    # Told before it is marked: what breaks off in between is told and marked the next time, and told once.
    _tell_owners(late, "entry.outdated", day)
    return len([mark_outdated(entry=entry) for entry in late])


def ask_to_confirm(today: date | None = None) -> tuple[int, int]:
    """Ask owners to confirm what was confirmed a year ago, and mark what nobody confirmed in time. Safe to repeat.

    Gives how many messages there are and how many entries were marked now.
    """
    day = today or timezone.now().date()
    due = Entry.objects.public().filter(confirmed_on__lte=day - ASKED_AFTER).select_related("owner", "version")
    return _tell_owners(list(due), "entry.confirm", day), mark_all_outdated(day)


def _tell_owners(entries: Sequence[Entry], code: str, day: date) -> int:
    """A message for each entry, or one for all of an owner of many. Gives how many there are."""
    own = Counter(entry.owner_id for entry in entries if entry.proposer != "party")
    many = {owner for owner, number in own.items() if number > MANY}
    told = 0
    for entry in entries:
        if entry.proposer != "party" and entry.owner_id in many:
            continue
        assert entry.version is not None  # public entries have one
        told += tell_owner(entry=entry, version=entry.version, code=code, again=str(entry.confirmed_on))
    for owner in User.objects.filter(pk__in=many, is_active=True):
        tell_owner_of_many(owner=owner, number=own[owner.pk], code=f"{code}_many", month=f"{day:%Y-%m}")
        told += 1
    return told


def forget_old_notes(now: datetime | None = None) -> int:
    """Delete messages of readers that were handled, after their period of retention, with what the outbox says of
    them. Safe to repeat."""
    kept = retention("contact_request")
    days = 31 * kept.get("months", 0) + kept.get("days", 0)
    if not days:
        return 0
    before = (now or timezone.now()) - timedelta(days=days)
    old = ReaderNote.objects.exclude(state=ReaderNote.State.OPEN).filter(handled_at__lt=before)
    with transaction.atomic():
        forget_about(records=list(old))
        number, _rows = old.delete()
    return number
