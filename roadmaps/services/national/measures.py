"""Measures: added, removed, moved between activities, put in order."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ...models import IndicatorValue, Item, Measure
from .guards import lock_edition, unsign
from .stage import refresh_stage

MOST = 300


@transaction.atomic
def add_measure(*, item: Item, by: User) -> Measure:
    """A new, empty measure at the end of an activity. Raises `Refused` when the edition is validated or full."""
    locked, edition = lock_edition(edition=item.edition, by=by)
    if edition.measures.count() >= MOST:
        raise Refused(_("A roadmap holds at most %(most)s measures.") % {"most": MOST})
    last = item.measures.aggregate(last=Max("position"))["last"]
    measure = Measure.objects.create(edition=edition, item=item, position=0 if last is None else last + 1)
    unsign(edition=edition, by=by)
    record(actor=by, verb="roadmap.measure_added", target=locked, new={"activity": item.activity, "key": measure.key})
    refresh_stage(roadmap=locked, by=by)
    return measure


@transaction.atomic
def remove_measure(*, measure: Measure, by: User) -> None:
    """Take a measure out of the edition being written; those of validated editions stay, and values are kept.

    Raises `Refused` when the edition is validated.
    """
    locked, edition = lock_edition(edition=measure.edition, by=by)
    keys = list(measure.indicators.values_list("key", flat=True))
    elsewhere = edition.roadmap.editions.filter(measures__indicators__key__in=keys).exclude(pk=edition.pk).exists()
    if not elsewhere:
        IndicatorValue.objects.filter(roadmap=locked, indicator__in=keys).delete()
    title = str(measure)
    measure.delete()
    unsign(edition=edition, by=by)
    record(actor=by, verb="roadmap.measure_removed", target=locked, old={"measure": title[:200]})


@transaction.atomic
def move_measure(*, measure: Measure, to: str, by: User) -> Measure:
    """Put a measure under another activity of the same edition, at its end.

    Raises `Refused` when the edition is validated (its measures stay where they were validated) or when the
    activity is not one of the edition.
    """
    locked, edition = lock_edition(edition=measure.edition, by=by)
    target = edition.items.filter(activity=to).first()
    if target is None:
        raise Refused(_("Activity %(code)s is not in this roadmap: choose it first.") % {"code": to[:8]})
    if target.pk == measure.item_id:
        return measure
    source = measure.item.activity
    last = target.measures.aggregate(last=Max("position"))["last"]
    Measure.objects.filter(pk=measure.pk).update(item=target, position=0 if last is None else last + 1)
    measure.refresh_from_db()
    unsign(edition=edition, by=by)
    record(
        actor=by, verb="roadmap.measure_moved", target=locked,
        old={"activity": source}, new={"activity": to, "measure": str(measure)[:200]},
    )  # fmt: skip
    return measure


@transaction.atomic
def shift_measure(*, measure: Measure, up: bool, by: User) -> None:
    """Move a measure one place up or down among those of its activity. Harmless at the end of the list."""
    _locked, edition = lock_edition(edition=measure.edition, by=by)
    keys = list(measure.item.measures.order_by("position", "pk").values_list("pk", flat=True))
    here = keys.index(measure.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(keys):
        return
    keys[here], keys[there] = keys[there], keys[here]
    for place, key in enumerate(keys):
        Measure.objects.filter(pk=key).exclude(position=place).update(position=place)
    unsign(edition=edition, by=by)
