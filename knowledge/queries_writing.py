"""Named reads for those who write and those who edit."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone
from django.utils.safestring import SafeString

from roadmaps.models import Measure

from . import states
from .models import Entry, EntryText, ReaderNote
from .models.entry import EntryQuerySet
from .rules import entries_of
from .spoken import spoken
from .times import ASKED_AFTER


def originals_of(entries: Sequence[Entry]) -> dict[int, tuple[str, str]]:
    """Entry → the title of its latest version in the original, with its language: one query. Empty titles are left
    out."""
    rows = (
        EntryText.objects.filter(version__entry__in=entries, state=EntryText.State.ORIGINAL)
        .exclude(title="")
        .order_by("version__number")
        .values_list("version__entry", "title", "language")
    )
    return {entry: (title, language) for entry, title, language in rows}


def spoken_titles(entries: Sequence[Entry], reader: str) -> dict[int, SafeString]:
    """Entry → its title as HTML that says its language on a page in that of the reader, the code where it has none:
    one query."""
    titles = originals_of(entries)
    return {entry.pk: spoken(*titles.get(entry.pk, (entry.code, reader)), reader) for entry in entries}


def mine(user: Any) -> EntryQuerySet:
    """The entries this person writes or reads: first those with changes asked for or a correction of a reader, then
    drafts, then those to confirm, then the rest; among equals the last changed first. One query besides its own."""
    own = entries_of(user)
    wrong = [note.entry_id for note in corrections_to_make(own.public())]
    waits = Case(
        When(Q(state=states.CHANGES_ASKED) | Q(pk__in=wrong), then=0),
        When(state=states.DRAFT, then=1),
        When(pk__in=to_confirm(user).order_by().values("pk"), then=2),
        default=3,
    )
    return own.order_by(waits, "-state_changed_at", "-pk")


def titles_or_none(entries: Sequence[Entry], reader: str) -> dict[int, SafeString | str]:
    """Entry → its title as HTML on a page in the language of the reader, "" where it has none: one query."""
    titles = originals_of(entries)
    return {entry.pk: spoken(*titles[entry.pk], reader) if entry.pk in titles else "" for entry in entries}


def to_confirm(user: Any) -> EntryQuerySet:
    """Public entries this person is asked to confirm: nobody did for a year; the longest ago first."""
    day = timezone.now().date() - ASKED_AFTER
    return entries_of(user).public().filter(confirmed_on__lte=day).order_by("confirmed_on", "pk")


def asks_consent(countries: Collection[int]) -> QuerySet[Entry]:
    """Entries others tell of these Parties, with the editors now, to which the Party has not agreed."""
    return Entry.objects.filter(state__in=states.WITH_EDITORS, country__in=countries, consented_on=None)


def measures_to_tell(countries: Sequence[int]) -> list[Measure]:
    """Measures of the current roadmaps of these Parties that no entry was begun from: two queries."""
    if not countries:
        return []
    begun = Entry.objects.exclude(from_measure="").exclude(state="withdrawn").values("from_measure")
    rows = (
        Measure.objects.filter(edition__roadmap__country__in=countries, edition__roadmap__is_current=True)
        .exclude(key__in=begun)
        .exclude(title="")
        .select_related("edition__roadmap__country", "item")
        .order_by("edition__number", "item__position", "position")
    )
    return list({row.key: row for row in rows}.values())[:60]


def corrections_to_make(entries: Collection[int] | EntryQuerySet) -> list[ReaderNote]:
    """Corrections of readers that the editors passed on since the public version of these entries was published or
    confirmed, the oldest first: one query."""
    rows = (
        ReaderNote.objects.filter(
            entry__in=entries,
            kind=ReaderNote.Kind.CORRECTION,
            state=ReaderNote.State.ACCEPTED,
            handled_at__gt=F("entry__version__frozen_at"),
        )
        .select_related("entry__version")
        .order_by("handled_at", "pk")
    )
    return [note for note in rows if not _confirmed_since(note)]


def _confirmed_since(note: ReaderNote) -> bool:
    """The owner looked at the entry again after the correction came: on a later day than that of the publication."""
    entry = note.entry
    assert entry.version is not None
    assert entry.version.frozen_at is not None
    assert note.handled_at is not None
    confirmed = entry.confirmed_on
    return bool(confirmed and confirmed > entry.version.frozen_at.date() and confirmed >= note.handled_at.date())
