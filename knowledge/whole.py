"""One public entry with everything its page shows, in two questions: each kind of rows read by itself would take as
long as the page."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from portal.documents.models import IssuedDocument
from portal.prepared import Prepared

from .models import AdaptedFor, Attachment, Entry, EntryText, Figure, Link, Partner, Place, Reuse, Tie, Version

# Kind of rows → model, whose they are, the fields that are read.
_KINDS: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
    "ties": (Tie, "version", ("list", "code")),
    "places": (Place, "version", ("country",)),
    "partners": (Partner, "version", ("name", "kind")),
    "adapted_for": (AdaptedFor, "version", ("country", "language")),
    "links": (Link, "version", ("title", "url", "language")),
    "attachments": (Attachment, "version", ("code", "title", "language")),
    "figures": (Figure, "text", ("name", "value", "unit", "year")),
    "reuses": (Reuse, "entry", ("country", "told_on", "language", "text")),
    "adaptations": (Version, "adapted_from", ("entry",)),
    "briefs": (IssuedDocument, "target", ("key",)),
}
_UNPLACED = {"reuses", "adaptations", "briefs"}
_MOST_FIELDS = 4


def _text(value: Any) -> Cast:
    return Cast(value, TextField())


def _rows(kind: str, found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Rows of a kind as (kind, whose, place, key, four texts): those of a union are alike."""
    _model, owner, fields = _KINDS[kind]
    values = [_text(F(name)) for name in fields] + [_text(Value(""))] * (_MOST_FIELDS - len(fields))
    place = Value(0) if kind in _UNPLACED else F("position")
    return found.order_by().values_list(_text(Value(kind)), F(f"{owner}_id"), place, F("pk"), *values)


def _everything(version: Any, entry: Any, kind_of_version: Any) -> QuerySet[Any, Any]:
    owned: dict[str, dict[str, Any]] = {
        "version": {"version": version},
        "text": {"text__version": version},
        "entry": {"entry": entry},
        "adapted_from": {"adapted_from": entry, "pk__in": Entry.objects.public().values("version")},
        "target": {"target_type": kind_of_version, "target_id": version},
    }
    first, *others = (
        _rows(kind, model._default_manager.filter(**owned[owner])) for kind, (model, owner, _names) in _KINDS.items()
    )
    return first.union(*others, all=True)


def _texts(found: QuerySet[Entry]) -> QuerySet[EntryText]:
    """The texts of the published version of these entries, with the version and the entry."""
    texts = EntryText.objects.filter(version__in=found.values("version")).exclude(title="")
    return texts.select_related("version__entry").defer("made_from").order_by("language")


_BY_SLUG = Prepared(lambda slug: _texts(Entry.objects.public().filter(slug=slug)))
_BY_KEY = Prepared(lambda pk: _texts(Entry.objects.public().filter(pk=pk)))
_EVERYTHING = Prepared(_everything)


def at(slug: str) -> Entry | None:
    """The public entry of this address, whole."""
    return _whole(_BY_SLUG(slug))


def of(pk: int) -> Entry | None:
    """The public entry of this key, whole."""
    return _whole(_BY_KEY(pk))


def _whole(texts: list[EntryText]) -> Entry | None:
    if not texts:
        return None
    version, entry = texts[0].version, texts[0].version.entry
    entry.version = version
    for text in texts:
        text.version = version
    rows: dict[tuple[str, int], list[Any]] = {}
    kind_of_version = ContentType.objects.get_for_model(Version).pk
    for kind, owner, place, key, *values in _EVERYTHING(version.pk, entry.pk, kind_of_version):
        rows.setdefault((kind, owner), []).append((place, key, values))
    _hang(version, "texts", texts)
    version.brief_keys = frozenset(values[0] for _place, _key, values in rows.get(("briefs", version.pk), ()))
    for kind, (model, owner, fields) in _KINDS.items():
        for holder in {"version": [version], "text": texts, "entry": [entry], "adapted_from": [entry]}.get(owner, ()):
            found = sorted(rows.get((kind, holder.pk), ()))
            _hang(holder, kind, [_made(model, fields, key, values) for _place, key, values in found])
    return entry


def _made(model: type[Model], fields: Sequence[str], key: int, values: Sequence[str | None]) -> Model:
    """The row as Django would have read it, with these fields."""
    read = ((model._meta.get_field(name), value) for name, value in zip(fields, values, strict=False))
    return model(pk=key, **{field.attname: field.to_python(value) for field, value in read})


def _hang(holder: Any, name: str, rows: list[Any]) -> None:
    """Let ``holder.name.all()`` answer these rows, as after `prefetch_related`; nothing else can be asked of it."""
    holder.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows
