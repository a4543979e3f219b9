"""Values of indicators over time. An indicator has one unit: what comes in another is refused."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from ...models import Indicator, IndicatorValue, Roadmap
from ...national.checking import units_in_use
from ...national.measure_rules import same_unit
from .guards import lock


@dataclass(frozen=True)
class Value:
    """One value of one indicator on one day."""

    on: date
    value: Decimal
    unit: str
    women: Decimal | None = None
    men: Decimal | None = None
    source: str = ""


def unit_of(roadmap: Roadmap, key: str) -> str:
    """The unit of an indicator: of its values if there are any, else as it is written. Raises `Refused` for a key
    that is none of this roadmap's."""
    indicator = (
        Indicator.objects.filter(measure__edition__roadmap=roadmap, key=key)
        .order_by("-measure__edition__number")
        .first()
    )
    if indicator is None:
        raise Refused(_("This indicator is not in the roadmap."))
    return units_in_use(roadmap.pk).get(key, indicator.unit)


def refuse_unit(given: str, wanted: str) -> None:
    """Raises `Refused`, saying what to do, when a value comes in another unit than the indicator's."""
    if not same_unit(given, wanted):
        raise Refused(
            _("This indicator is counted in “%(wanted)s”, not in “%(given)s”. Convert the value, or add an indicator "
              "with the other unit to the measure.") % {"wanted": wanted, "given": given}
        )  # fmt: skip


@transaction.atomic
def give_value(*, roadmap: Roadmap, key: str, given: Value, by: User) -> IndicatorValue:
    """Keep a value of an indicator; another one of the same day is corrected.

    Raises `NotAllowed`; `Refused` for another unit, a day to come, women and men that are more than the whole, or
    without a source.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    unit = unit_of(locked, key)
    refuse_unit(given.unit, unit)
    if given.on > timezone.localdate():
        raise Refused(_("The date is in the future. Give a day that has passed."))
    if not given.source.strip():
        raise Refused(_("Say where the figure comes from."))
    if "%" not in unit and (given.women or 0) + (given.men or 0) > given.value:
        raise Refused(_("Women and men together are more than the value. Correct one of the figures."))
    row = store_value(roadmap=locked, key=key, given=given, unit=unit, by=by)
    record(
        actor=by, verb="roadmap.value_given", target=locked,
        new={"indicator": key, "on": str(given.on), "value": str(given.value)},
    )  # fmt: skip
    bump_content()
    return row


def store_value(*, roadmap: Roadmap, key: str, given: Value, unit: str, by: User) -> IndicatorValue:
    """Write a value that was checked, in the caller's transaction."""
    row, _made = IndicatorValue.objects.update_or_create(
        roadmap=roadmap,
        indicator=key,
        on=given.on,
        defaults={
            "value": given.value,
            "unit": unit[:60],
            "women": given.women,
            "men": given.men,
            "source": given.source.strip()[:300],
            "given_by": by,
        },
    )
    return row
