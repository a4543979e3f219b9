"""The comments of a record, as its pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.reference.languages import page_language

from .models import Comment
from .ports import Place, kind_of


@dataclass(frozen=True)
class Talk:
    """The comments on one page of a record."""

    code: str
    place: Place
    threads: Sequence[Comment]


@dataclass(frozen=True)
class Discussion:
    """What a page shows of comments: those open, page by page, and what the reader may do.

    ``at`` is the one page shown, "" where all of them are.
    """

    url: str
    talks: Sequence[Talk]
    may_comment: bool
    why_not: str
    writes: bool
    at: str = ""

    @property
    def count(self) -> int:
        """How many comments are open."""
        return sum(len(talk.threads) for talk in self.talks)


def threads_of(record: models.Model) -> models.QuerySet[Comment]:
    """Every comment of a record with its answers (a second query), oldest first."""
    return (
        Comment.objects.filter(
            content_type=ContentType.objects.get_for_model(record), object_id=record.pk, thread=None
        )
        .select_related("by", "settled_by")
        .prefetch_related(models.Prefetch("answers", Comment.objects.select_related("by")))
    )


def open_comments(record: models.Model) -> int:
    """How many comments on a record are open: one query."""
    return threads_of(record).filter(settled_at=None).count()


def forget_comments(record: models.Model) -> None:
    """Delete the comments of a record that is about to go."""
    threads_of(record).delete()


def address_of(record: models.Model) -> str:
    """The page of the comments of a record."""
    name, args = kind_of(record).address
    return reverse(name, args=args(record))


def talks_of(record: models.Model, threads: Sequence[Comment], places: Mapping[str, Place]) -> list[Talk]:
    """Comments page by page, in the order of the record; what left the record stands last."""
    by_place: dict[str, list[Comment]] = {}
    for thread in threads:
        by_place.setdefault(thread.place, []).append(thread)
    gone = Place(_("No longer in the text"), "")
    codes = [code for code in places if code in by_place] + [code for code in by_place if code not in places]
    return [Talk(code, places.get(code, gone), by_place[code]) for code in codes]


def discussion(record: models.Model, user: Any, at: str = "") -> Discussion:
    """The open comments of a record, or of one of its pages: two queries beside those of its places."""
    kind = kind_of(record)
    threads = threads_of(record).filter(settled_at=None)
    if at:
        threads = threads.filter(place=at)
    rows = list(threads)
    places = {at: Place("", "")} if at else kind.places(record, page_language()) if rows else {}
    why_not = kind.why_not(user, record)
    return Discussion(
        address_of(record), talks_of(record, rows, places), not why_not, why_not, kind.writes(user, record), at
    )
