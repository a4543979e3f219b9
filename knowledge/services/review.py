"""From a proposal to what is public: proposing, reading twice, asking for changes, publishing, declining."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.rules import is_focal_point
from portal.accounts.services.refusals import Refused
from portal.activity.process import move
from portal.activity.services import record
from portal.collaboration.models import CompletionRequest
from portal.collaboration.queries import open_request
from portal.collaboration.services import Point, answer_request, ask_completion, close_request

from .. import brief, states
from ..checking import missing_of, parts_of
from ..checks import CHECKS
from ..models import EditorsNote, Entry, EntryText, OldSlug, Reading, Version
from ..notices import ask_country, tell_editors, tell_owner
from ..slugs import slug_of
from .guards import lock, lock_for_writing, open_version, shown_anew


@transaction.atomic
def propose(*, entry: Entry, by: User, message: str = "") -> Entry:
    """Hand the version over to the editors. A focal point who proposes for the Party gives its agreement by that.

    Raises `NotAllowed`; `Refused` with the first thing that is missing.
    """
    locked, version = lock_for_writing(entry=entry, by=by)
    missing = missing_of(parts_of(version))
    if missing:
        raise Refused(missing[0])
    move(states.ENTRY, record=locked, to=states.PROPOSED, by=by, reason=message)
    request = open_request(locked)
    if request is not None:
        answer_request(request=request, by=by)
    if locked.country_id is not None and is_focal_point(by, locked):
        _agree(locked, by, "")
    tell_editors(entry=locked, version=version, code="entry.proposed")
    if locked.country_id is not None and locked.consented_on is None:
        ask_country(entry=locked, version=version)
    return locked


@transaction.atomic
def take_back(*, entry: Entry, by: User) -> Entry:
    """Take a proposal back before an editor takes it up. Raises `NotAllowed`, `Refused`."""
    locked = lock(entry=entry, rule="knowledge.take_back_entry", by=by)
    return move(states.ENTRY, record=locked, to=states.DRAFT, by=by)


@transaction.atomic
def take_up(*, entry: Entry, by: User) -> Entry:
    """Begin the review. Raises `NotAllowed`, `Refused`."""
    locked = lock(entry=entry, rule="knowledge.review_entry", by=by)
    return move(states.ENTRY, record=locked, to=states.IN_REVIEW, by=by)


@transaction.atomic
def ask_changes(*, entry: Entry, message: str, points: Iterable[Point] = (), by: User) -> CompletionRequest:
    """Give it back to the owner with a message and, per answer, what is missing, incorrect or outdated.

    The readings done so far no longer count. Raises `NotAllowed`; `Refused` without a message.
    """
    locked = lock(entry=entry, rule="knowledge.review_entry", by=by)
    version = _open(locked)
    move(states.ENTRY, record=locked, to=states.CHANGES_ASKED, by=by, reason=message)
    version.readings.all().delete()
    rows = list(points) or [Point("story", "", "incorrect", message.strip())]
    request = ask_completion(record=locked, points=rows, by=by, message=message.strip())
    tell_owner(entry=locked, version=version, code="entry.changes_asked", message=message.strip())
    return request


@transaction.atomic
def decline(*, entry: Entry, reason: str, by: User) -> Entry:
    """Not taken up, with the reason the owner reads. Raises `NotAllowed`; `Refused` without a reason."""
    locked = lock(entry=entry, rule="knowledge.review_entry", by=by)
    version = _open(locked)
    move(states.ENTRY, record=locked, to=states.DECLINED, by=by, reason=reason)
    request = open_request(locked)
    if request is not None:
        close_request(request=request)
    tell_owner(entry=locked, version=version, code="entry.declined", message=reason.strip())
    return locked


@transaction.atomic
def read_first(*, entry: Entry, checks: Sequence[str], comment: str = "", by: User) -> Reading:
    """The first reading is done. Raises `NotAllowed`; `Refused` when a point was not checked."""
    locked = lock(entry=entry, rule="knowledge.review_entry", by=by)
    version = _open(locked)
    reading = _read(version, 1, checks, comment, by)
    move(states.ENTRY, record=locked, to=states.READ_ONCE, by=by)
    return reading


@transaction.atomic
def publish(*, entry: Entry, checks: Sequence[str], comment: str = "", by: User) -> Entry:
    """The second reading, by a second person; the version is frozen and public from now on.

    Raises `NotAllowed`; `Refused` when a point was not checked, something is missing, or the country it comes from
    has not agreed.
    """
    locked = lock(entry=entry, rule="knowledge.publish_entry", by=by)
    version = _open(locked)
    missing = missing_of(parts_of(version))
    if missing:
        raise Refused(missing[0])
    if locked.country_id is not None and locked.consented_on is None:
        if locked.consent_refused_on is not None:
            raise Refused(_("The country does not agree: %(reason)s") % {"reason": locked.consent_note})
        raise Refused(_("The country has not agreed yet: ask its focal point, or note its letter."))
    _read(version, 2, checks, comment, by)
    now = timezone.now()
    Version.objects.filter(pk=version.pk).update(frozen_at=now, frozen_by=by)
    move(
        states.ENTRY, record=locked, to=states.PUBLISHED, by=by,
        also={
            "version_id": version.pk,
            "slug": locked.slug or free_slug(_title(version), locked.code),
            "published_at": locked.published_at or now,
            "confirmed_on": now.date(),
            "is_outdated": False,
        },
    )  # fmt: skip
    locked.refresh_from_db()
    shown_anew(locked)
    for text in version.texts.exclude(title=""):
        brief.request(text=text, by=by)
    tell_owner(entry=locked, version=version, code="entry.published")
    return locked


@transaction.atomic
def comment(*, entry: Entry, text: str, by: User) -> EditorsNote:
    """A comment among editors. Raises `NotAllowed`; `Refused` without words."""
    locked = lock(entry=entry, rule="knowledge.edit_office", by=by)
    if not text.strip():
        raise Refused(_("Write the comment."))
    return EditorsNote.objects.create(entry=locked, author=by, text=text.strip()[:4000])


@transaction.atomic
def give_consent(*, entry: Entry, by: User) -> Entry:
    """The Party agrees that the entry is public. Raises `NotAllowed`."""
    locked = lock(entry=entry, rule="knowledge.consent", by=by)
    _agree(locked, by, "")
    return locked


@transaction.atomic
def note_consent(*, entry: Entry, reference: str, by: User) -> Entry:
    """Note an agreement that came by letter. Raises `NotAllowed`; `Refused` without its reference."""
    locked = lock(entry=entry, rule="knowledge.note_consent", by=by)
    if not reference.strip():
        raise Refused(_("Give the reference of the letter: who signed it and when."))
    _agree(locked, by, reference.strip()[:300])
    return locked


@transaction.atomic
def refuse_consent(*, entry: Entry, reason: str, by: User) -> Entry:
    """The Party does not agree that the entry is public; the editors are told. It may agree later. Raises
    `NotAllowed`; `Refused` without a reason, and once it has agreed."""
    locked = lock(entry=entry, rule="knowledge.consent", by=by)
    if locked.consented_on is not None:
        raise Refused(_("The country has agreed already. Write to the editors to have the entry withdrawn."))
    if not reason.strip():
        raise Refused(_("Say why the country does not agree."))
    note = reason.strip()[:300]
    locked.consent_refused_on, locked.consented_by, locked.consent_note = timezone.now().date(), by, note
    locked.save(update_fields=["consent_refused_on", "consented_by", "consent_note"])
    record(actor=by, verb="entry.consent_refused", target=locked, reason=note)
    tell_editors(entry=locked, version=_open(locked), code="entry.consent_refused")
    return locked


def _agree(entry: Entry, by: User, note: str) -> None:
    if entry.consented_on is not None:
        return
    entry.consented_on, entry.consented_by, entry.consent_note = timezone.now().date(), by, note
    entry.consent_refused_on = None
    entry.save(update_fields=["consented_on", "consented_by", "consent_note", "consent_refused_on"])
    record(actor=by, verb="entry.consented", target=entry, new={"note": note})


def _open(entry: Entry) -> Version:
    version = open_version(entry)
    if version is None:
        raise Refused(_("No version is being read: the last one is published."))
    return version


def _read(version: Version, order: int, checks: Sequence[str], comment: str, by: User) -> Reading:
    left = [str(words) for code, words in CHECKS if code not in checks]
    if left:
        raise Refused(_("Not checked yet: %(point)s") % {"point": left[0]})
    return Reading.objects.create(
        version=version, order=order, reader=by, checks=" ".join(code for code, _words in CHECKS),
        comment=comment.strip()[:4000],
    )  # fmt: skip


def _title(version: Version) -> str:
    """The title the address is made of: the original's."""
    return version.texts.filter(state=EntryText.State.ORIGINAL).values_list("title", flat=True).get()


def free_slug(title: str, code: str) -> str:
    """An address made of the title that no entry has or had."""
    wanted = slug_of(title, code)
    taken = set(Entry.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= set(OldSlug.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for slug in (f"{wanted}-{number}" for number in range(2, 10_000)) if slug not in taken)
