"""Messages about an entry: to its owner, and to the editors."""

from collections.abc import Iterable

from portal.accounts.models import Role, User
from portal.accounts.places import path_in
from portal.accounts.queries import members_of, people_with_role
from portal.messaging.services import post

from .models import Entry, EntryText, ReaderNote, Version


def title_of(version: Version) -> str:
    """The title of the original."""
    found = version.texts.filter(state=EntryText.State.ORIGINAL).values_list("title", flat=True).first()
    return found or version.entry.code


def tell_owner(
    *, entry: Entry, version: Version, code: str, message: str = "", again: str = "", about: ReaderNote | None = None
) -> int:
    """Post a message to the owner, and to the team of the Party for what it proposes. Returns how many it goes to;
    the same message twice (`again` tells one year from another) goes once. What it says of a reader is forgotten with
    the note it is ``about``."""
    people = {entry.owner_id: entry.owner} if entry.owner is not None and entry.owner.is_active else {}
    if entry.proposer == "party" and entry.country_id is not None:
        people |= {person.pk: person for person in members_of(entry.country_id, "writer")}
    once = f"{entry.state_changed_at.isoformat()}:{again}"
    return _tell(people.values(), version, code, page="knowledge:entry", once=once, about=about, message=message)


def tell_owner_of_many(*, owner: User, number: int, code: str, month: str) -> None:
    """One message on many entries of one owner, once a month."""
    post(
        code=code,
        to=owner,
        context={"number": number},
        links={"link": path_in(owner.language, "knowledge:confirm")},
        key=f"{code}:{owner.pk}:{month}",
    )


def ask_country(*, entry: Entry, version: Version) -> int:
    """Ask the people who write and sign for the Party whether it agrees that what others tell of it is public, once
    a version. Returns how many it goes to."""
    assert entry.country_id is not None  # asked by who calls
    people = members_of(entry.country_id, "writer", "signatory")
    return _tell(people, version, "entry.consent_asked", page="knowledge:entry_consent", once="")


def tell_editors(*, entry: Entry, version: Version, code: str) -> int:
    """Post a message to each knowledge editor. Returns how many it goes to."""
    once = entry.state_changed_at.isoformat()
    return _tell(people_with_role(Role.Kind.EDITOR), version, code, page="admin:knowledge_entry", once=once)


def _tell(
    people: Iterable[User | None],
    version: Version,
    code: str,
    *,
    page: str,
    once: str,
    about: ReaderNote | None = None,
    **said: str,
) -> int:
    """Post one message to each, with the page it opens; ``once`` tells an occasion from the one before."""
    entry, title, number = version.entry, title_of(version), 0
    for person in people:
        assert person is not None  # an owner who left is not among them
        post(
            code=code,
            to=person,
            context={"title": title, **said},
            links={"link": path_in(person.language, page, entry.code)},
            target=about or entry,
            key=":".join(str(part) for part in (code, entry.pk, version.number, once, person.pk) if part != ""),
        )
        number += 1
    return number


def answer_reader(*, note: ReaderNote) -> None:
    """Tell a reader who gave an address what became of the message, in the language it was sent from."""
    assert note.entry.version is not None  # handled while it is public
    post(
        code="entry.note_answered",
        email=note.email,
        language=note.language,
        context={"title": title_of(note.entry.version), "message": note.answer, "receiver": note.name},
        links={"link": path_in(note.language, "knowledge:practice", note.entry.slug)},
        target=note,
        key=f"entry.note_answered:{note.code}",
    )
