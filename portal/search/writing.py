"""The only writer of the index: documents and the words in them."""

import hashlib
import json
from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F

from portal.ui.pages import bump_content

from .highlight import LONGEST_READ
from .models import Document, Edition, Word
from .normalise import LONGEST_TEXT, VERSION, for_document
from .ports import Item, Source
from .spelling import words_of

_LONGEST_HEAD = 30_000  # bytes of title, keywords and summary each
_WRITTEN = (
    "content_type", "is_public", "key", "digest", "edition", "updated_at", "facets", "shown_title", "shown_text",
    "title", "keywords", "summary", "body",
)  # fmt: skip
_AT_ONCE = 500
_NONE = ("", 0)


def put(*, source: Source, records: Collection[int], items: Iterable[Item], learn: bool = True) -> int:
    """Make `items` all that is found of these records; how many documents changed.

    What is there already as it should be is not touched. `learn`: remember new words for mistyped queries.
    """
    with transaction.atomic():
        edition = locked_edition(source.kind)
        present = _present(source.kind, records)
        given = {(item.object_id, item.language): item for item in items}
        changed = [item for key, item in given.items() if present.get(key, _NONE)[0] != digest(item)]
        gone = [pk for key, (_digest, pk) in present.items() if key not in given]
        if not changed and not gone:
            return 0
        number = edition.number + 1
        content_type = ContentType.objects.get_for_model(source.model)
        Document.objects.bulk_create(
            [_document(source.kind, content_type, item, number) for item in changed],
            batch_size=_AT_ONCE,
            update_conflicts=True,
            unique_fields=["kind", "object_id", "language"],
            update_fields=_WRITTEN,
        )
        Document.objects.filter(pk__in=gone).delete()
        whole = number if gone else F("whole")
        Edition.objects.filter(pk=source.kind).update(number=number, whole=whole)
        if learn:
            learn_words(item for item in changed if item.is_public)
        bump_content()
        return len(changed) + len(gone)


def remove(*, kind: str, records: Collection[int]) -> int:
    """Take everything of these records out of the index; how many documents it was. Needs no source."""
    with transaction.atomic():
        edition = locked_edition(kind)
        count, _models = Document.objects.filter(kind=kind, object_id__in=records).delete()
        if count:
            Edition.objects.filter(pk=kind).update(number=edition.number + 1, whole=edition.number + 1)
            bump_content()
        return count


def locked_edition(kind: str) -> Edition:
    """The row of a kind, held until the transaction ends: one writer at a time."""
    Edition.objects.get_or_create(pk=kind)
    return Edition.objects.select_for_update().get(pk=kind)


def digest(item: Item) -> str:
    """Changes whenever the document made of the item would."""
    facets = sorted((facet, sorted(values)) for facet, values in item.facets.items())
    parts = [VERSION, item.key, item.title, item.summary, item.body, item.keywords, facets, item.is_public]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def drift(kind: str, items: Collection[Item]) -> set[int]:
    """The records of these items whose document is missing or another one."""
    present = _present(kind, {item.object_id for item in items})
    return {
        item.object_id for item in items if present.get((item.object_id, item.language), _NONE)[0] != digest(item)
    }


def learn_words(items: Iterable[Item]) -> None:
    """Remember the words of these items that are not known yet."""
    found = {word: shown for item in items for word, shown in words_in(item)}
    words = sorted(found)
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        known = set(Word.objects.filter(word__in=some).values_list("word", flat=True))
        new = [_word(word, found[word]) for word in some if word not in known]
        Word.objects.bulk_create(new, ignore_conflicts=True)  # another writer may be learning them too


def words_in(item: Item) -> set[tuple[str, str]]:
    """(folded, as written) of every word of an item."""
    return {pair for text in (item.title, item.keywords, item.summary, item.body) for pair in words_of(text)}


def recount_words(counts: dict[str, tuple[str, int]]) -> None:
    """Make the known words these: word to how it is written and in how many documents."""
    present = {row.word: row for row in Word.objects.all()}
    gone = [row.pk for word, row in present.items() if word not in counts]
    for start in range(0, len(gone), _AT_ONCE):
        Word.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
    changed = []
    for word, row in present.items():
        if word in counts and (row.shown, row.documents) != counts[word]:
            row.shown, row.documents = counts[word]
            changed.append(row)
    Word.objects.bulk_update(changed, ["shown", "documents"], batch_size=_AT_ONCE)
    new = [_word(word, *counts[word]) for word in sorted(counts.keys() - present.keys())]
    Word.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)


def _word(word: str, shown: str, documents: int = 1) -> Word:
    return Word(word=word[:40], turned=word[:40][::-1], shown=shown[:80], documents=documents)


def _present(kind: str, records: Collection[int]) -> dict[tuple[int, str], tuple[str, int]]:
    """Record and language of the documents there are, to their digest and key."""
    rows = Document.objects.filter(kind=kind, object_id__in=records)
    return {
        (record, language): (known, pk)
        for record, language, known, pk in rows.values_list("object_id", "language", "digest", "pk")
    }


def _document(kind: str, content_type: ContentType, item: Item, number: int) -> Document:
    def stored(text: str, room: int = _LONGEST_HEAD) -> str:
        return for_document(text, item.language, room)

    return Document(
        kind=kind,
        content_type=content_type,
        object_id=item.object_id,
        language=item.language,
        is_public=item.is_public,
        key=item.key,
        digest=digest(item),
        edition=number,
        facets={facet: sorted(values) for facet, values in item.facets.items()},
        shown_title=_storable(item.title),
        shown_text=_storable("\n\n".join(filter(None, [item.summary, item.body])))[:LONGEST_READ],
        title=stored(item.title),
        keywords=stored(item.keywords),
        summary=stored(item.summary),
        body=stored(item.body, LONGEST_TEXT),
    )


def _storable(text: str) -> str:
    """What any database takes: no NUL, no half of a sign."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
