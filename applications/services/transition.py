"""The only writer of ``Application.state``."""

from datetime import datetime

import rules
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from .. import states
from ..conditions import why_not
from ..models import Application, Transition
from ..notices import tell_party

__all__ = ["NotAllowed", "Refused", "move"]


@transaction.atomic
def move(
    *, application: Application, to: str, by: object, reason: str = "", at: datetime | None = None
) -> Transition:
    """Change the state of an application and write down who did it, when and why.

    Locks the row, then checks the table of ``states``: the change exists, the actor may do it (a rule,
    never a permission flag: it holds for superusers), its condition holds, a reason is given where one
    is asked. Returns the `Transition`; the given object carries the new state. Posts the message named
    in the table. Raises `NotAllowed` or `Refused`.
    """
    now = at or timezone.now()
    reason = reason.strip()
    locked = Application.objects.select_for_update().get(pk=application.pk)
    row = states.step(locked.state, to)
    if row is None:
        raise Refused(
            _("The file is now “%(state)s”: this is no longer possible.")
            % {"state": states.STATES[locked.state].staff}
        )
    if not rules.test_rule(row.who, by, locked):
        raise NotAllowed(_("You may not do this."))
    if row.reason_required and not reason:
        raise Refused(_("Give the reason."))
    problem = why_not(row.condition, locked)
    if problem:
        raise Refused(problem)

    previous = locked.state
    Application.objects.filter(pk=locked.pk).update(state=to, state_changed_at=now)
    change = Transition.objects.create(
        application=locked, from_state=previous, to_state=to, actor=by, at=now, reason=reason
    )
    application.state, application.state_changed_at = to, now
    record(
        actor=by,
        verb=row.verb,
        target=application,
        old={"state": previous},
        new={"state": to},
        reason=reason,
    )
    bump_content()  # public figures and places count files by their state
    if row.message:
        tell_party(application=application, code=row.message, reason=reason, key=f"{row.message}:{change.pk}")
    return change
