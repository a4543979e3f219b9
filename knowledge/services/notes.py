"""What readers send about an entry: taken in, passed on to its owner, answered."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ..models import Entry, ReaderNote
from ..notices import answer_reader, tell_owner


@transaction.atomic
def send(*, entry: Entry, kind: str, text: str, name: str, email: str, language: str) -> ReaderNote:
    """A correction, a question or news of a reuse; the writer may be signed out and is not entered in the log.

    Raises `Refused` for an entry that is not public, or a question to an owner who takes none.
    """
    known = Entry.objects.public().select_related("version").filter(pk=entry.pk).first()
    if known is None or known.version is None:
        raise Refused(_("This entry is no longer public."))
    if kind == ReaderNote.Kind.QUESTION and not known.version.takes_contact:
        raise Refused(_("The owner of this entry takes no questions through the portal."))
    return ReaderNote.objects.create(
        entry=known, kind=kind, text=text.strip()[:4000], name=name.strip()[:150], email=email, language=language[:5]
    )


@transaction.atomic
def handle(*, note: ReaderNote, accept: bool, answer: str, by: User) -> ReaderNote:
    """Write down what was done with it. What is taken up goes to the owner: a question with the address of the
    reader, who is answered by mail, the rest without name and address. A reader who gave an address is told.

    Raises `NotAllowed`; `Refused` without words, when it was handled, or when the owner of a question is gone.
    """
    require("knowledge.edit_office", by)
    locked: Any = ReaderNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if locked.state != ReaderNote.State.OPEN:
        raise Refused(_("This message has been handled already."))
    if not answer.strip():
        raise Refused(_("Say what was done."))
    if accept:
        _pass_on(locked)
    locked.state = ReaderNote.State.ACCEPTED if accept else ReaderNote.State.DECLINED
    locked.answer, locked.handled_at, locked.handled_by = answer.strip()[:2000], timezone.now(), by
    locked.save(update_fields=["state", "answer", "handled_at", "handled_by"])
    record(actor=by, verb=f"entry.note_{locked.state}", target=locked.entry, new={"note": locked.code})
    if locked.email:
        answer_reader(note=locked)
    return locked


def _pass_on(note: ReaderNote) -> None:
    """To the owner and, for what a Party proposed, its team."""
    version = note.entry.version
    if version is None:
        raise Refused(_("This entry is no longer public."))
    message = note.text
    is_question = note.kind == ReaderNote.Kind.QUESTION
    if is_question:
        asker = ", ".join(part for part in (note.name, note.email) if part)
        message = f"{note.text}\n\n{asker}".strip()
    told = tell_owner(
        entry=note.entry, version=version, code=_CODES[note.kind], message=message, again=note.code, about=note
    )
    if is_question and not told:
        raise Refused(_("The owner has no account any more: answer the reader yourself, then press “Not taken up”."))


_CODES = {
    ReaderNote.Kind.QUESTION: "entry.question",
    ReaderNote.Kind.CORRECTION: "entry.correction",
    ReaderNote.Kind.REUSE: "entry.used_elsewhere",
}
