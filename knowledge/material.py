"""Published resources for the workshops of assistances, told to the floor below."""

from collections.abc import Collection, Sequence

from roadmaps.ports import Material

from .asked import Asked
from .choices import Kind
from .forward import shown_by
from .models import Entry
from .results import find

MOST = 20


def find_material(words: str, language: str) -> Sequence[Material]:
    """The resources that fit these words, at most twenty; without words the newest."""
    found = find(Asked(q=words.strip()[:300], chosen={"kind": (Kind.RESOURCE.value,)}), language)
    return _material(found.ids[:MOST], language)


def material(codes: Collection[str], language: str) -> dict[str, Material]:
    """Those of these resources that are published now, by code."""
    keys = Entry.objects.public().filter(kind=Kind.RESOURCE, code__in=codes).values_list("pk", flat=True)
    return {one.code: one for one in _material(list(keys), language)}


def _material(keys: Sequence[int], language: str) -> list[Material]:
    shown = shown_by(keys, language, with_codes=False)
    codes = dict(Entry.objects.filter(pk__in=shown).values_list("pk", "code")) if shown else {}
    return [
        Material(codes[pk], one.title, one.url, text=one.text, meta=one.meta, lang=one.lang)
        for pk, one in shown.items()
    ]
