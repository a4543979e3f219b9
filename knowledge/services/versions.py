"""The next version of a published entry: a copy that is written while the published one stays."""

from django.db import transaction

from portal.accounts.models import User
from portal.activity.process import move

from .. import states
from ..models import Attachment, Entry, EntryText, Tie, Version
from ..store import TEXTS, VERSIONS
from .guards import lock, open_version

_FACTS = ("language", "organisation", "period_from", "period_to", "licence", "takes_contact", "gender", "cost",
          "evaluated", "is_illustration", "adapted_from_id", "adapted_work", "adapted_url")  # fmt: skip
_NOT_COPIED = {"id", "version", "changed_at"}
_WORDS = tuple(field.attname for field in EntryText._meta.fields if field.name not in _NOT_COPIED)


@transaction.atomic
def begin_revision(*, entry: Entry, by: User) -> Version:
    """Open the next version; the one that is open already, if there is one. Raises `NotAllowed`, `Refused`."""
    locked = lock(entry=entry, rule="knowledge.write_entry", by=by)
    found = open_version(locked)
    if found is not None:
        return found
    move(states.ENTRY, record=locked, to=states.DRAFT, by=by)
    assert locked.version is not None  # without an open version one is published
    return copy_version(locked.version)


@transaction.atomic
def drop_revision(*, entry: Entry, by: User) -> Entry:
    """Give the next version up: the published one stays as it is. Raises `NotAllowed`, `Refused`."""
    locked = lock(entry=entry, rule="knowledge.write_entry", by=by)
    version = open_version(locked)
    move(states.ENTRY, record=locked, to=states.PUBLISHED, by=by)
    if version is not None:
        version.delete()
    return locked


def copy_version(source: Version) -> Version:
    """The next version with everything the one before says, open."""
    target = Version.objects.create(
        entry_id=source.entry_id, number=source.number + 1, **{name: getattr(source, name) for name in _FACTS}
    )
    Tie.objects.bulk_create(
        Tie(version=target, list=tie.list, code=tie.code, position=tie.position) for tie in source.ties.all()
    )
    VERSIONS.copy_rows(source, target)
    for file in source.attachments.all():
        Attachment.objects.create(
            version=target, code=file.code, title=file.title, language=file.language,
            stored_file_id=file.stored_file_id, position=file.position,
        )  # fmt: skip
    for text in source.texts.all():
        copied = EntryText.objects.create(version=target, **{name: getattr(text, name) for name in _WORDS})
        TEXTS.copy_rows(text, copied)
    return target
