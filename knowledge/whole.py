"""One public entry with everything its page shows, in three questions: each kind of rows read by itself would take as
long as the page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from portal.prepared import Prepared

from .models import Attachment, Entry, EntryText, Figure, Link, Partner, Place, Reuse, Tie

# Kind of rows → model, whose they are, the fields that are read.
_KINDS: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
    "ties": (Tie, "version", ("list", "code")),
    "places": (Place, "version", ("country",)),
    "partners": (Partner, "version", ("name", "kind")),
    "links": (Link, "version", ("title", "url", "language")),
    "attachments": (Attachment, "version", ("code", "title", "language")),
    "figures": (Figure, "text", ("name", "value", "unit", "year")),
    "reuses": (Reuse, "entry", ("country", "told_on", "language", "text")),
}
_MOST_FIELDS = 4


def _text(value: Any) -> Cast:
    return Cast(value, TextField())


def _rows(kind: str, found: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Rows of a kind as (kind, whose, place, key, four texts): those of a union are alike."""
    _model, owner, fields = _KINDS[kind]
    values = [_text(F(name)) for name in fields] + [_text(Value(""))] * (_MOST_FIELDS - len(fields))
    place = Value(0) if kind == "reuses" else F("position")
    return found.order_by().values_list(_text(Value(kind)), F(f"{owner}_id"), place, F("pk"), *values)


def _everything(version: Any, entry: Any) -> QuerySet[Any, Any]:
    first, *others = (
        _rows(kind, model._default_manager.filter(entry=entry))
        if owner == "entry"
        else _rows(kind, model._default_manager.filter(text__version=version))
        if owner == "text"
        else _rows(kind, model._default_manager.filter(version=version))
        for kind, (model, owner, _fields) in _KINDS.items()
    )
    return first.union(*others, all=True)


_BY_SLUG = Prepared(lambda slug: Entry.objects.public().filter(slug=slug).select_related("version"))
_BY_KEY = Prepared(lambda pk: Entry.objects.public().filter(pk=pk).select_related("version"))
_TEXTS = Prepared(lambda version: EntryText.objects.filter(version=version).exclude(title="").order_by("language"))
_EVERYTHING = Prepared(_everything)


def at(slug: str) -> Entry | None:
    """The public entry of this address, whole."""
    return _whole(_BY_SLUG(slug))


def of(pk: int) -> Entry | None:
    """The public entry of this key, whole."""
    return _whole(_BY_KEY(pk))


def _whole(found: Sequence[Entry]) -> Entry | None:
    if not found:
        return None
    entry = found[0]
    version = entry.version
    assert version is not None  # public entries have one
    version.entry = entry
    texts: list[EntryText] = _TEXTS(version.pk)
    rows: dict[tuple[str, int], list[Any]] = {}
    for kind, owner, place, key, *values in _EVERYTHING(version.pk, entry.pk):
        rows.setdefault((kind, owner), []).append((place, key, values))
    _hang(version, "texts", texts)
    for kind, (model, owner, fields) in _KINDS.items():
        for holder in {"version": [version], "text": texts, "entry": [entry]}[owner]:
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
