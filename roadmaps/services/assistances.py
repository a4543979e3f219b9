"""An assistance opens from a selected application; nothing the application says is asked twice."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from applications import states as application_states
from applications.models import Application, ExpertiseNeed
from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from ..models import Assistance, Need
from ..selection.languages import codes_in
from ..selection.notices import party_page, tell_party
from .assistance import money, risks
from .assistance.plans import make_first, refuse_period
from .references import next_reference

LONGEST_TITLE = 120


@transaction.atomic
def open(
    *,
    application: Application,
    starts_on: date,
    ends_on: date,
    officer: User | None = None,
    reason: str = "",
    by: Any,
    at: Any = None,
) -> Assistance:
    """Open the assistance of a selected application: reference, period, officer, needs, plan, a message.

    An application has one assistance: asking twice gives the first one back. Its needs are the rows of
    section 8 of the application, its first plan those of section 9 (DOMAIN, "Technical assistance"). Raises
    NotAllowed; Refused when the application is not selected, the dates are not in order, or the period is longer
    than eighteen months without a ``reason``.
    """
    now = at or timezone.now()
    locked = Application.objects.select_for_update(of=("self",)).select_related("country").get(pk=application.pk)
    require("roadmaps.open_assistance", by, locked)
    known = Assistance.objects.filter(application=locked).first()
    if known is not None:
        return known
    if locked.state != application_states.SELECTED:
        raise Refused(_("An assistance opens from a selected application only."))
    refuse_period(None, starts_on, ends_on, reason)
    assistance = Assistance.objects.create(
        reference=next_reference(locked.country, now),
        country=locked.country,
        application=locked,
        language=locked.language,
        starts_on=starts_on,
        ends_on=ends_on,
        officer=officer,
        opened_at=now,
        opened_by=by,
    )
    _needs_of(assistance, locked)
    make_first(assistance=assistance, by=by)
    money.make_first(assistance=assistance)
    risks.carry_over(assistance=assistance)
    bump_content()  # the page of the country shows it
    record(
        actor=by,
        verb="assistance.opened",
        target=assistance,
        new={"application": locked.ref, "from": starts_on.isoformat(), "to": ends_on.isoformat()},
        reason=reason.strip(),
    )
    tell_party(
        assistance=assistance,
        to=party_page(assistance),
        code="assistance.opened",
        key=f"assistance.opened:{assistance.pk}",
        target=assistance,
        context={"reference": assistance.reference, "starts_on": starts_on, "ends_on": ends_on},
    )
    return assistance


def _needs_of(assistance: Assistance, application: Application) -> None:
    """One need for each expertise the application asked for, over the whole period until an officer narrows it."""
    rows = ExpertiseNeed.objects.filter(version=application.current_version_id)
    Need.objects.bulk_create(
        Need(
            assistance=assistance,
            title=title_from(row.description),
            description=row.description,
            activities=row.activity,
            themes=row.theme,
            languages=" ".join(codes_in(row.languages))[:60] or assistance.language,
            mode=row.mode if row.mode in Need.Mode.values else Need.Mode.BOTH,
            starts_on=assistance.starts_on,
            ends_on=assistance.ends_on,
            days=max(row.days or 1, 1),
            position=place,
        )
        for place, row in enumerate(rows)
    )


def title_from(text: str) -> str:
    """A need's title: the first sentence of what was asked, cut to a length."""
    first = text.strip().partition("\n")[0].partition(". ")[0].rstrip(".")
    return Truncator(first).chars(LONGEST_TITLE) or _("Expertise")


@transaction.atomic
def change(
    *,
    assistance: Assistance,
    starts_on: date,
    ends_on: date,
    officer: User | None,
    reason: str = "",
    by: Any,
) -> Assistance:
    """Move the period or name another officer in charge. Raises NotAllowed; Refused for dates out of order, a period
    beyond eighteen months without a ``reason``, or one that ends before the plan does."""
    locked = Assistance.objects.select_for_update(of=("self",)).get(pk=assistance.pk)
    require("roadmaps.open_assistance", by, locked)
    if (starts_on, ends_on) != (locked.starts_on, locked.ends_on):
        refuse_period(locked, starts_on, ends_on, reason)
    old = _told(locked)
    locked.starts_on, locked.ends_on, locked.officer = starts_on, ends_on, officer
    locked.save(update_fields=["starts_on", "ends_on", "officer"])
    new = _told(locked)
    if new != old:
        record(actor=by, verb="assistance.changed", target=locked, old=old, new=new, reason=reason.strip())
        bump_content()  # the page of the country shows it
    return locked


def _told(assistance: Assistance) -> dict[str, str]:
    """What the log keeps of it."""
    return {
        "from": assistance.starts_on.isoformat(),
        "to": assistance.ends_on.isoformat(),
        "officer": str(assistance.officer or ""),
    }
