"""When an expert can work: periods that never overlap, and the day they were last said to be true."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ..models import Availability, Expert
from ..periods import Span, first_clash

MOST = 24
FURTHEST_YEARS = 5


class PeriodRefused(Refused):
    """A period that cannot stand; ``place`` counts from 0 in what was given, ``column`` names the answer."""

    def __init__(self, message: str, place: int, column: str = "starts_on") -> None:
        super().__init__(message)
        self.place, self.column = place, column


@transaction.atomic
def set_periods(
    *, expert: Expert, periods: Sequence[Span], by: User, today: date | None = None
) -> list[Availability]:
    """Replace the periods that are not over by these, and note that they are true today.

    Under a lock of the expert's row, so that two windows never make two periods that share a day. Periods
    that ended stay as they were. Raises `PeriodRefused`, `Refused`, `NotAllowed`.
    """
    locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    require("expertise.write_profile", by, locked)
    day = today or timezone.localdate()
    if len(periods) > MOST:
        raise Refused(_("Give at most %(most)s periods: join those that follow each other.") % {"most": MOST})
    for place, span in enumerate(periods):
        _check(span, place, day)
    over = [_span(row) for row in locked.availabilities.filter(ends_on__lt=day)]
    clash = first_clash([*over, *periods])
    if clash is not None:
        later, earlier = (place - len(over) for place in clash)
        raise _overlap(later, earlier)
    before = [_span(row) for row in locked.availabilities.filter(ends_on__gte=day)]
    locked.availabilities.filter(ends_on__gte=day).delete()
    made = Availability.objects.bulk_create(
        Availability(
            expert=locked,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            days_per_month=span.days_per_month,
            note=span.note[:200],
        )
        for span in sorted(periods, key=lambda span: span.starts_on)
    )
    _confirm(locked, day)
    expert.availability_confirmed_on = day
    if before != [_span(row) for row in made]:
        record(
            actor=by,
            verb="expert.availability_changed",
            target=locked,
            old={"periods": [_words(span) for span in before]},
            new={"periods": [_words(_span(row)) for row in made]},
        )
    return made


@transaction.atomic
def confirm(*, expert: Expert, by: User, today: date | None = None) -> None:
    """Say that the periods are still true. Raises `NotAllowed`."""
    locked = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    require("expertise.write_profile", by, locked)
    day = today or timezone.localdate()
    _confirm(locked, day)
    expert.availability_confirmed_on = day
    record(actor=by, verb="expert.availability_confirmed", target=locked)


def _confirm(expert: Expert, day: date) -> None:
    Expert.objects.filter(pk=expert.pk).update(availability_confirmed_on=day)


def _check(span: Span, place: int, today: date) -> None:
    number = {"number": place + 1}
    if span.ends_on < span.starts_on:
        raise PeriodRefused(_("Period %(number)s ends before it begins.") % number, place, "ends_on")
    if span.ends_on < today:
        raise PeriodRefused(_("Period %(number)s is over: take it out.") % number, place, "ends_on")
    if span.ends_on.year > today.year + FURTHEST_YEARS:
        words = _("Period %(number)s: say no more than the next %(years)s years.")
        raise PeriodRefused(words % {**number, "years": FURTHEST_YEARS}, place, "ends_on")
    if not 1 <= span.days_per_month <= 31:
        raise PeriodRefused(_("Period %(number)s: give 1 to 31 days a month.") % number, place, "days_per_month")


def _overlap(later: int, earlier: int) -> PeriodRefused:
    if earlier < 0:
        words = _("Period %(number)s shares days with one that is over. Let it begin after.") % {"number": later + 1}
    else:
        words = _("Periods %(one)s and %(other)s share days. Change one of them.") % {
            "one": earlier + 1,
            "other": later + 1,
        }
    return PeriodRefused(words, later)


def _span(row: Availability) -> Span:
    return Span(row.starts_on, row.ends_on, row.days_per_month, row.note)


def _words(span: Span) -> str:
    return f"{span.starts_on} – {span.ends_on}: {span.days_per_month}"
