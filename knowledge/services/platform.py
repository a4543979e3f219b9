"""What was handed over to the UNESCO Policy Monitoring Platform, and what was accepted there."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content
from roadmaps.api import public_measures
from roadmaps.models import Measure

from ..models import PlatformRecord


def _chosen(keys: Iterable[str]) -> list[Measure]:
    found = list(public_measures().filter(key__in=list(keys)))
    if not found:
        raise Refused(_("Choose at least one measure."))
    return found


@transaction.atomic
def hand_over(*, keys: Iterable[str], on: date, by: User) -> int:
    """Note that these measures were handed over; those noted before stay as they are. Gives how many are new.

    Raises `NotAllowed`; `Refused` without a measure of a validated roadmap.
    """
    require("knowledge.edit_office", by)
    _not_to_come(on)
    new = 0
    for measure in _chosen(keys):
        _row, made = PlatformRecord.objects.get_or_create(
            roadmap=measure.edition.roadmap,
            measure=measure.key,
            defaults={"handed_over_on": on, "handed_over_by": by},
        )
        if made:
            record(actor=by, verb="measure.handed_over", target=measure.edition.roadmap,
                   new={"measure": measure.key, "on": on})  # fmt: skip
            new += 1
    bump_content()
    return new


@transaction.atomic
def accept(*, keys: Iterable[str], on: date, reference: str = "", by: User) -> int:
    """Note that these were accepted there, with their reference. Gives how many.

    Raises `NotAllowed`; `Refused` for one that was not handed over, or before the day it was.
    """
    require("knowledge.edit_office", by)
    _not_to_come(on)
    done = 0
    for measure in _chosen(keys):
        row = PlatformRecord.objects.select_for_update().filter(
            roadmap=measure.edition.roadmap, measure=measure.key
        ).first()  # fmt: skip
        words = {"title": measure.title[:80]}
        if row is None:
            raise Refused(_("“%(title)s” was not handed over yet: note that first.") % words)
        if on < row.handed_over_on:
            raise Refused(_("“%(title)s” was handed over after that day.") % words)
        if row.accepted_on is None:
            row.accepted_on, row.accepted_by, row.reference = on, by, reference.strip()[:200]
            row.save(update_fields=["accepted_on", "accepted_by", "reference"])
            record(actor=by, verb="measure.accepted", target=measure.edition.roadmap,
                   new={"measure": measure.key, "on": on, "reference": row.reference})  # fmt: skip
            done += 1
    bump_content()
    return done


@transaction.atomic
def take_back(*, keys: Iterable[str], by: User) -> int:
    """Undo the last thing noted of each of these measures: the acceptance, else that it was handed over. The log
    keeps what stood there. Gives how many.

    Raises `NotAllowed`; `Refused` where nothing is noted.
    """
    require("knowledge.edit_office", by)
    done = 0
    for measure in _chosen(keys):
        row = PlatformRecord.objects.select_for_update().filter(
            roadmap=measure.edition.roadmap, measure=measure.key
        ).first()  # fmt: skip
        if row is None:
            continue
        old = {"measure": measure.key, "handed over": row.handed_over_on, "accepted": row.accepted_on,
               "reference": row.reference}  # fmt: skip
        if row.accepted_on is not None:
            row.accepted_on, row.accepted_by, row.reference = None, None, ""
            row.save(update_fields=["accepted_on", "accepted_by", "reference"])
        else:
            row.delete()
        record(actor=by, verb="measure.note_taken_back", target=measure.edition.roadmap, old=old)
        done += 1
    if not done:
        raise Refused(_("Nothing is noted of these measures."))
    bump_content()
    return done


def _not_to_come(on: date) -> None:
    if on > timezone.now().date():
        raise Refused(_("This day is still to come."))
