"""Comments that wait for a person: the last word is somebody else's."""

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.accounts.ports import Waiting

from .models import Comment
from .ports import kind_of, kinds


def of_person(user: User, language: str) -> Iterator[Waiting]:
    """One line for each record with open comments, where the person writes it or took part: one query when none."""
    ours = Q(by=user) | Q(answers__by=user)
    for kind in kinds():
        content_type = ContentType.objects.get_for_model(kind.model)
        ours |= Q(content_type=content_type, object_id__in=kind.written_by(user).values("pk"))
    rows = (
        Comment.objects.filter(ours, thread=None, settled_at=None)
        .distinct()
        .select_related("content_type")
        .prefetch_related(Prefetch("answers", Comment.objects.order_by("at", "pk")), "record")
    )
    waiting: dict[tuple[int, int], list[Comment]] = defaultdict(list)
    for row in rows:
        if row.last.by_id != user.pk and row.record is not None and kind_of(row.record).reads(user, row.record):
            waiting[row.content_type_id, row.object_id].append(row)
    for threads in waiting.values():
        record = threads[0].record
        kind = kind_of(record)
        name, args = kind.address
        called = kind.name(record, language)
        yield Waiting(
            title=ngettext("Read %(count)s comment: %(record)s", "Read %(count)s comments: %(record)s", len(threads))
            % {"count": len(threads), "record": called},
            url=reverse(name, args=args(record)),
            context=called,
            since=min(thread.last.at for thread in threads),
            next=_("the comment is answered or settled"),
            action=_("Read"),
        )
