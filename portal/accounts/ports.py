"""What this room asks of the rooms above it; they register their providers in ``AppConfig.ready()``."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.port import Collector, Port

# record(*, actor, verb, target, old=None, new=None, reason="") -> activity.Entry
record: Port[..., Any] = Port("accounts.record", None)
# notify(*, code, to=None, email="", language="", context, links, target=None, key=None, secret=False, …) -> Message
notify: Port[..., Any] = Port("accounts.notify", None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody.

    ``mine``: it is the reader's turn; otherwise ``whose`` says at whom it stands ("the Secretariat").
    ``since`` and ``due`` date the turn; ``next`` says what follows; ``action`` is the button's verb
    ("Answer"). ``title`` begins with a verb when it is the reader's turn; it may be HTML, where it names
    something in another language. ``next`` is set into a
    sentence ("Next: …."): a full stop of its own is left out.
    """

    title: str
    url: str
    context: str
    since: datetime | date | None = None
    due: datetime | date | None = None
    mine: bool = True
    whose: str = ""
    next: str = ""
    action: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "next", str(self.next).rstrip("."))


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of "your files": an application, a roadmap, an exchange, as the reader sees it.

    ``stitch`` is one of thread, hollow, half, full; ``words`` says the state; ``turn`` whose turn it is.
    """

    title: str
    url: str
    context: str
    stitch: str
    words: str
    turn: str
    mine: bool
    since: datetime | date | None
    updated: datetime | date | None


@dataclass(frozen=True, slots=True)
class ErasablePart:
    """Something held on a person that can be erased by itself: what it is, and the page that does it."""

    title: str
    words: str
    url: str


# provider(user, language) -> Iterable[Waiting]
waiting: Collector[..., Waiting] = Collector("accounts.waiting")
# provider(user, language) -> Iterable[FileRow]
files: Collector[..., FileRow] = Collector("accounts.files")
# provider(user) -> Iterable[tuple[str title, list[dict[str, Any]] rows]]: what the portal holds on this person
personal_data: Collector[..., tuple[str, list[dict[str, Any]]]] = Collector("accounts.personal_data")
# provider(user) -> Iterable[ErasablePart]: parts of it that can be erased by themselves, while the account stays
erasable: Collector[..., ErasablePart] = Collector("accounts.erasable")
# provider(user) -> Iterable[str]: what the record must keep when the account is erased, in words
kept: Collector[..., str] = Collector("accounts.kept")
# provider(*, user, by) -> Iterable[str]: erase it, keeping what the record must keep; names what was done
erase: Collector[..., str] = Collector("accounts.erase")
