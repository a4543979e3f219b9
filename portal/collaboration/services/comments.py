"""Commenting a record that several people write: a comment, answers, settling it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts import ports as accounts_ports
from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record as log
from portal.reference.languages import page_language

from ..models import Comment
from ..ports import kind_of

LONGEST = 5000


def _text(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused(_("Write the comment."))
    if len(words) > LONGEST:
        raise Refused(
            _("The comment has %(count)s characters; %(limit)s is the most. Shorten it.")
            % {"count": len(words), "limit": LONGEST}
        )
    return words


def _require(record: models.Model, by: Any) -> None:
    why_not = kind_of(record).why_not(by, record)
    if why_not:
        raise NotAllowed(why_not)


@transaction.atomic
def write_comment(*, record: models.Model, place: str, text: str, by: User) -> Comment:
    """Comment a page of a record; its team is told. Raises `NotAllowed`; `Refused` for no words, too many, or a page
    the record has not (any more)."""
    _require(record, by)
    kind = kind_of(record)
    words = _text(text)
    if place not in kind.places(record, by.language):
        raise Refused(_("Choose what the comment is about."))
    made = Comment.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        place=place,
        text=words,
        language=page_language(),
        by=by,
    )
    log(actor=by, verb="comment.written", target=record, new={"place": place})
    _tell(record, made, made, "comment.written", kind.team(record))
    return made


@transaction.atomic
def answer_comment(*, comment: Comment, text: str, by: User) -> Comment:
    """Answer a comment; those who took part in it are told. Raises `NotAllowed`; `Refused` for no words, too many,
    or a comment settled in between."""
    locked = _locked(comment)
    record = locked.record
    _require(record, by)
    words = _text(text)
    if locked.settled_at:
        raise Refused(_("This comment is settled. Open it again to answer."))
    made = Comment.objects.create(
        content_type=locked.content_type,
        object_id=locked.object_id,
        place=locked.place,
        thread=locked,
        text=words,
        language=page_language(),
        by=by,
    )
    _tell(record, locked, made, "comment.answered", _took_part(locked))
    return made


@transaction.atomic
def settle_comment(*, comment: Comment, by: User, settled: bool = True) -> Comment:
    """Settle a comment, or open it again: who wrote it, or who writes the record. Twice is harmless.

    Raises `NotAllowed`.
    """
    locked = _locked(comment)
    record = locked.record
    _require(record, by)
    if locked.by_id != by.pk and not kind_of(record).writes(by, record):
        raise NotAllowed(_("Who wrote the comment settles it, or who writes the text."))
    if bool(locked.settled_at) == settled:
        return locked
    locked.settled_at, locked.settled_by = (timezone.now(), by) if settled else (None, None)
    locked.save(update_fields=["settled_at", "settled_by"])
    log(
        actor=by,
        verb="comment.settled" if settled else "comment.reopened",
        target=record,
        new={"place": locked.place},
    )
    if settled:
        _tell(record, locked, locked, "comment.settled", _took_part(locked), by=by)
    return locked


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("by").get(pk=comment.pk, thread=None)


def _took_part(comment: Comment) -> Iterable[User]:
    people = {comment.by_id: comment.by} | {row.by_id: row.by for row in comment.answers.select_related("by")}
    return [person for person in people.values() if person is not None and person.is_active]


def _tell(
    record: Any, thread: Comment, about: Comment, code: str, people: Iterable[User], by: User | None = None
) -> None:
    """Post the words to these people, without who wrote them and who may not read them any more."""
    kind = kind_of(record)
    author = by or about.by
    name, args = kind.address
    # The record and the page in words, read once a language: a roadmap has a hundred pages.
    said: dict[str, tuple[str, str]] = {}
    for person in people:
        if (author is not None and person.pk == author.pk) or not kind.reads(person, record):
            continue
        language = person.language
        if language not in said:
            place = kind.places(record, language).get(thread.place)
            said[language] = kind.name(record, language), place.title if place else ""
        record_words, place_words = said[language]
        accounts_ports.notify(
            code=code,
            to=person,
            context={
                "name": str(author or ""),
                "record": record_words,
                "place": place_words,
                "text": about.text[:1000],
            },
            links={"link": path_in(language, name, *args(record))},
            target=record,
            key=f"{code}:{about.pk}:{person.pk}" if code != "comment.settled" else None,
        )
