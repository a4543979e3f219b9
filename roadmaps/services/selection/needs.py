"""The needs of an assistance: added, changed while nobody is being chosen, cancelled with a reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record

from ...models import Assistance, Considered, Need, Offer
from ...selection import fitting, states
from . import common

FIELDS = (
    "title",
    "description",
    "activities",
    "themes",
    "fields",
    "languages",
    "mode",
    "starts_on",
    "ends_on",
    "days",
)


@transaction.atomic
def add(*, assistance: Assistance, by: Any, **values: Any) -> Need:
    """A further need of an assistance under way; ``values`` are columns of `FIELDS`. Raises NotAllowed or Refused."""
    locked = Assistance.objects.select_for_update(of=("self",)).get(pk=assistance.pk)
    require("roadmaps.prepare_selection", by, locked)
    if locked.state != Assistance.State.OPEN:
        raise Refused(_("This assistance is closed."))
    _check(locked, values)
    need = Need.objects.create(assistance=locked, position=locked.needs.count(), **_known(values))
    record(actor=by, verb="need.added", target=need, new={"title": need.title, "days": need.days})
    return need


@transaction.atomic
def change(*, need: Need, by: Any, **values: Any) -> Need:
    """Change what is needed. Refused once a shortlist is with the Party or an offer is made: they were read with it.

    Raises NotAllowed or Refused.
    """
    locked = common.locked_need(need)
    require("roadmaps.prepare_selection", by, locked)
    common.refuse_unless_open(locked)
    if locked.shortlists.exclude(state__in=[states.DRAFT, states.MORE_ASKED, states.CLOSED]).exists():
        raise Refused(_("The Party is choosing, or has ranked, on this need: cancel it or wait for the outcome."))
    _check(locked.assistance, values)
    old = {name: _plain(getattr(locked, name)) for name in FIELDS}
    for name, value in _known(values).items():
        setattr(locked, name, value)
    locked.save(update_fields=list(FIELDS))
    new = {name: _plain(getattr(locked, name)) for name in FIELDS}
    changed = [name for name in FIELDS if old[name] != new[name]]
    if changed:
        record(
            actor=by,
            verb="need.changed",
            target=locked,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
    return locked


@transaction.atomic
def cancel(*, need: Need, by: Any, reason: str) -> Need:
    """No longer sought. Open offers are taken back, the shortlist is closed, each expert's entry says why.

    Raises NotAllowed; Refused without a reason, or when the need is filled (cancel its mission first).
    """
    locked = common.locked_need(need)
    require("roadmaps.prepare_selection", by, locked)
    common.refuse_unless_open(locked)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    for offer in Offer.objects.filter(need=locked, state__in=states.OFFER.active):
        common.take_back(offer=offer, by=by, reason=reason)
    common.close_open(locked)
    Considered.objects.filter(shortlist__need=locked, why_not="").update(why_not=Considered.WhyNot.CANCELLED)
    locked.state = Need.State.CANCELLED
    locked.save(update_fields=["state"])
    record(actor=by, verb="need.cancelled", target=locked, reason=reason.strip())
    return locked


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _check(assistance: Assistance, values: dict[str, Any]) -> None:
    """Dates in order, within the assistance, with room for the days. Raises Refused."""
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    if ends_on < starts_on:
        raise Refused(_("The need ends before it begins."))
    if starts_on < assistance.starts_on or ends_on > assistance.ends_on:
        raise Refused(_("The dates lie outside those of the assistance."))
    if not 1 <= values["days"] <= fitting.length((starts_on, ends_on)):
        raise Refused(_("Give at least one day of work, and no more than there are days between the dates."))
