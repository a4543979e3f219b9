"""Messages about an entry: to its owner, and to the editors."""

from portal.accounts.models import Role, User
from portal.accounts.places import path_in
from portal.accounts.queries import members_of, people_with_role
from portal.messaging.services import post

from .models import Entry, EntryText, ReaderNote, Version


def title_of(version: Version) -> str:
    """The title of the original."""
    found = version.texts.filter(state=EntryText.State.ORIGINAL).values_list("title", flat=True).first()
    return found or version.entry.code


def tell_owner(*, entry: Entry, version: Version, code: str, message: str = "", again: str = "") -> int:
    """Post a message to the owner, and to the team of the Party for what it proposes. Returns how many it goes to;
    the same message twice (`again` tells one year from another) goes once."""
    people = {entry.owner_id: entry.owner} if entry.owner is not None and entry.owner.is_active else {}
    if entry.proposer == "party" and entry.country_id is not None:
        people |= {person.pk: person for person in members_of(entry.country_id, "writer")}
    title = title_of(version)
    for person in people.values():
        assert person is not None
        post(
            code=code,
            to=person,
            context={"title": title, "message": message},
            links={"link": path_in(person.language, "knowledge:entry", entry.code)},
            target=entry,
            key=f"{code}:{entry.pk}:{version.number}:{entry.state_changed_at.isoformat()}:{again}:{person.pk}",
        )
    return len(people)


def ask_country(*, entry: Entry, version: Version) -> int:
    """Ask the people who write and sign for the Party whether it agrees that what others tell of it is public, once
    a version. Returns how many it goes to."""
    assert entry.country_id is not None  # asked by who calls
    people: list[User] = list(members_of(entry.country_id, "writer", "signatory"))
    title = title_of(version)
    for person in people:
        post(
            code="entry.consent_asked",
            to=person,
            context={"title": title},
            links={"link": path_in(person.language, "knowledge:entry_consent", entry.code)},
            target=entry,
            key=f"entry.consent_asked:{entry.pk}:{version.number}:{person.pk}",
        )
    return len(people)


def tell_editors(*, entry: Entry, version: Version, code: str) -> int:
    """Post a message to each knowledge editor. Returns how many it goes to."""
    title = title_of(version)
    editors: list[User] = list(people_with_role(Role.Kind.EDITOR))
    for person in editors:
        post(
            code=code,
            to=person,
            context={"title": title},
            links={"link": path_in(person.language, "admin:knowledge_entry", entry.code)},
            target=entry,
            key=f"{code}:{entry.pk}:{version.number}:{entry.state_changed_at.isoformat()}:{person.pk}",
        )
    return len(editors)


def answer_reader(*, note: ReaderNote) -> None:
    """Tell a reader who gave an address what became of the message, in the language it was sent from."""
    assert note.entry.version is not None  # handled while it is public
    post(
        code="entry.note_answered",
        email=note.email,
        language=note.language,
        context={"title": title_of(note.entry.version), "message": note.answer, "receiver": note.name},
        links={"link": path_in(note.language, "knowledge:practice", note.entry.slug)},
        target=note.entry,
        key=f"entry.note_answered:{note.code}",
    )
