"""The copy of a validated edition in which the next one is written."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.collaboration.models import Section as SavedSection
from portal.collaboration.services import copy_sections

from ...models import Edition, EditionText, Indicator, Item, Measure
from ...sections import SECTIONS
from ...stores import EDITIONS


def copy_edition(source: Edition) -> Edition:
    """A new open edition with everything of another: texts, activities, measures and indicators with their keys,
    and how often each was saved. A fixed number of queries."""
    written = {question.name: getattr(source, question.name) for section in SECTIONS for question in section.fields}
    edition = Edition.objects.create(roadmap_id=source.roadmap_id, number=source.number + 1, **written)
    EDITIONS.copy_rows(source, edition)
    copy_sections(source=source, target=edition)
    items = _copies(Item, source.items.all(), lambda row: {"edition": edition})
    measures = _copies(Measure, source.measures.all(), lambda row: {"edition": edition, "item": items[row.item_id]})
    _copies(
        Indicator,
        Indicator.objects.filter(measure__edition=source),
        lambda row: {"measure": measures[row.measure_id]},
    )
    _copies(EditionText, source.texts.all(), lambda row: {"edition": edition})
    _copy_saved(Item, items)
    _copy_saved(Measure, measures)
    return edition


def _copies(model: Any, rows: models.QuerySet[Any], of: Any) -> dict[int, Any]:
    """Copies of rows by the key of the row they come from; ``of`` gives what is another in the copy."""
    originals = list(rows.order_by("pk"))
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    copies = []
    for row in originals:
        copy = model(**{name: getattr(row, name) for name in fields})
        for name, value in of(row).items():
            setattr(copy, name, value)
        copies.append(copy)
    made = model._default_manager.bulk_create(copies)
    return {row.pk: copy for row, copy in zip(originals, made, strict=True)}


def _copy_saved(model: Any, copies: Mapping[int, Any]) -> None:
    kind = ContentType.objects.get_for_model(model)
    saved = SavedSection.objects.filter(content_type=kind, object_id__in=list(copies))
    SavedSection.objects.bulk_create(
        SavedSection(
            content_type=kind,
            object_id=copies[row.object_id].pk,
            code=row.code,
            revision=row.revision,
            saved_at=row.saved_at,
            saved_by_id=row.saved_by_id,
            unparsed=row.unparsed,
        )
        for row in saved
    )
