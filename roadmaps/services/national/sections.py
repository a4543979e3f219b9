"""Saving what is written of a roadmap: at any time, half filled or not."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.collaboration.choices import codes_of
from portal.collaboration.parsing import Parsed, RowReader, parse_section
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved, save_answers
from portal.reference.codes import new_code

from ...models import EditionText, Item, Measure, Roadmap
from ...national.keys import keep_keys
from ...national.measure_rules import in_usd
from ...sections import ITEM, MEASURE
from ...stores import EDITIONS, ITEMS, MEASURES
from .guards import lock_edition, lock_for_writing, unsign
from .stage import refresh_stage


@transaction.atomic
def save_edition(
    *,
    roadmap: Roadmap,
    section: Section,
    posted: Mapping[str, Any],
    read_rows: RowReader,
    expected_revision: int,
    by: User,
) -> Saved:
    """Store what was typed in a section of the edition being written. Raises `Conflict` (nothing is stored then)
    and what `lock_for_writing` raises."""
    locked, edition = lock_for_writing(roadmap=roadmap, by=by)
    parsed = parse_section(section, posted, read_rows, codes_of)

    def changed(values: Mapping[str, Any]) -> None:
        if section.code != "diagnosis":  # it prepares the choice and is not part of what is signed
            unsign(edition=edition, by=by)
        if section.code == "identity":
            _carry_period(locked, values)
        if section.code in {"identity", "vision"}:
            EditionText.objects.filter(edition=edition).update(state=EditionText.State.OUTDATED)
        refresh_stage(roadmap=locked, by=by)

    return save_answers(
        store=EDITIONS,
        record=edition,
        section=section,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )


def _carry_period(roadmap: Roadmap, values: Mapping[str, Any]) -> None:
    """The period and the language of the roadmap are those of the edition being written, once they make sense."""
    first, last = values.get("period_from"), values.get("period_to")
    if first and last and first <= last:
        Roadmap.objects.filter(pk=roadmap.pk).update(period_from=first, period_to=last)
    if values.get("language"):
        Roadmap.objects.filter(pk=roadmap.pk).update(language=values["language"])


@transaction.atomic
def save_item(
    *, item: Item, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int, by: User
) -> Saved:
    """Store the situation and the aim of an activity. Raises as `save_edition`."""
    parsed = parse_section(ITEM, posted, read_rows, codes_of)
    _locked, edition = lock_edition(edition=item.edition, by=by)

    def changed(values: Mapping[str, Any]) -> None:
        unsign(edition=edition, by=by)

    return save_answers(
        store=ITEMS,
        record=item,
        section=ITEM,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )


@transaction.atomic
def save_measure(
    *, measure: Measure, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int, by: User
) -> Saved:
    """Store what was typed of a measure; its indicators stay the same indicators. Raises as `save_edition`."""
    parsed = parse_section(MEASURE, posted, read_rows, codes_of)
    return store_measure(measure=measure, parsed=parsed, expected_revision=expected_revision, by=by)


@transaction.atomic
def store_measure(*, measure: Measure, parsed: Parsed, expected_revision: int, by: User) -> Saved:
    """The same with values already read (an import)."""
    _locked, edition = lock_edition(edition=measure.edition, by=by)
    stored = MEASURES.read_rows(measure, "indicators")
    parsed.rows["indicators"] = keep_keys(parsed.rows.get("indicators", []), stored, new_code)
    declared = measure.declared

    def changed(values: Mapping[str, Any]) -> None:
        unsign(edition=edition, by=by)
        more: dict[str, Any] = {
            "cost_usd": in_usd(values.get("cost"), values.get("currency", ""), values.get("rate"))
        }
        if values.get("declared") != declared:
            more["declared_on"] = timezone.localdate()
        Measure.objects.filter(pk=measure.pk).update(**more)

    return save_answers(
        store=MEASURES,
        record=measure,
        section=MEASURE,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )
