"""What of the knowledge base waits for whom."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.accounts.rules import is_editor

from . import states
from .models import Entry, ReaderNote
from .queries_writing import asks_consent, corrections_to_make, originals_of, spoken_titles, to_confirm
from .rules import entries_of
from .services.upkeep import MANY
from .spoken import naming, spoken
from .times import ASKED_AFTER


def for_editors(user: User, language: str) -> Iterator[Waiting]:
    """Entries to take up and to read a second time, messages of readers: two queries."""
    if not is_editor(user):
        return
    found = Entry.objects.filter(state__in=[states.PROPOSED, states.READ_ONCE]).aggregate(
        count=Count("pk"), since=Min("state_changed_at")
    )
    if number := found["count"]:
        title = ngettext("Read %(number)s proposed entry", "Read %(number)s proposed entries", number)
        yield Waiting(
            title=title % {"number": number},
            url=f"{reverse('admin:knowledge_entries')}",
            context=_("Knowledge base"),
            since=found["since"],
            next=_("two people read it, then it is public"),
            action=_("Read"),
        )
    written = ReaderNote.objects.filter(state=ReaderNote.State.OPEN).aggregate(
        count=Count("pk"), since=Min("sent_at")
    )
    if number := written["count"]:
        title = ngettext("Answer %(number)s message of a reader", "Answer %(number)s messages of readers", number)
        yield Waiting(
            title=title % {"number": number},
            url=reverse("admin:knowledge_notes"),
            context=_("Knowledge base"),
            since=written["since"],
            next=_("what holds is passed on to the owner"),
            action=_("Read"),
        )


def for_countries(user: User, language: str) -> Iterator[Waiting]:
    """What others tell of a person's country, until the Party has said whether it agrees: two queries."""
    place = standing.of(user)
    countries = place.writer_of | place.signatory_of
    entries = list(asks_consent(countries).filter(consent_refused_on=None)) if countries else []
    titles = spoken_titles(entries, language) if entries else {}
    for entry in entries:
        yield Waiting(
            title=naming(_("Say whether your country agrees to “%(title)s”"), titles[entry.pk]),
            url=reverse("knowledge:entry_consent", args=[entry.code]),
            context=_("Knowledge base"),
            since=entry.state_changed_at,
            next=_("the editors publish it once the country agrees"),
            action=_("Read"),
        )


_WITH_OWNER = Q(state=states.CHANGES_ASKED) | Q(
    reader_notes__kind=ReaderNote.Kind.CORRECTION, reader_notes__state=ReaderNote.State.ACCEPTED
)
"""Entries that may wait for their owners, beside those not confirmed for a year."""


def for_owners(user: User, language: str) -> Iterator[Waiting]:
    """Changes the editors asked for; corrections of readers; entries to confirm after a year: one query where
    there is nothing, else five."""
    own = entries_of(user)
    if not own.filter(_WITH_OWNER | Q(confirmed_on__lte=timezone.now().date() - ASKED_AFTER)).exists():
        return
    asked = list(own.filter(state=states.CHANGES_ASKED))
    wrong = {note.entry_id: note.entry for note in corrections_to_make(own.public())}
    due = list(to_confirm(user)[: MANY + 1])
    titles = spoken_titles([*asked, *wrong.values(), *due], language) if asked or wrong or due else {}
    for entry in asked:
        yield Waiting(
            title=naming(_("Answer the editors on “%(title)s”"), titles[entry.pk]),
            url=reverse("knowledge:entry", args=[entry.code]),
            context=_("Knowledge base"),
            since=entry.state_changed_at,
            next=_("the editors read it again"),
            action=_("Answer"),
        )
    for entry in wrong.values():
        yield Waiting(
            title=naming(_("Correct “%(title)s”: a reader found an error"), titles[entry.pk]),
            url=reverse("knowledge:entry", args=[entry.code]),
            context=_("Knowledge base"),
            next=_("write the next version, or confirm that it still holds"),
            action=_("Read"),
        )
    if len(due) > MANY:
        yield Waiting(
            title=_("Confirm your entries"),
            url=reverse("knowledge:confirm"),
            context=_("Knowledge base"),
            since=due[0].confirmed_on,
            next=_("they are shown as confirmed for another year"),
            action=_("Confirm"),
        )
        return
    for entry in due:
        yield Waiting(
            title=naming(_("Confirm “%(title)s”"), titles[entry.pk]),
            url=reverse("knowledge:entry", args=[entry.code]),
            context=_("Knowledge base"),
            since=entry.confirmed_on,
            next=_("it is shown as confirmed for another year"),
            action=_("Confirm"),
        )


def files(user: User, language: str) -> Iterator[FileRow]:
    """A person's entries: two queries."""
    entries = list(entries_of(user).order_by("-state_changed_at")[:20])
    titles = originals_of(entries) if entries else {}
    for entry in entries:
        owners = entry.labels.turn == states.OWNER
        yield FileRow(
            title=spoken(*titles[entry.pk], language) if entry.pk in titles else _("Entry without a title"),
            url=reverse("knowledge:entry", args=[entry.code]),
            context=_("Knowledge base"),
            stitch=entry.labels.stitch,
            words=str(entry.labels.person),
            turn=_("You") if owners else _("The editors") if entry.labels.turn == states.EDITORS else "",
            mine=owners,
            since=entry.state_changed_at,
            updated=entry.state_changed_at,
        )
