"""What every act in an assistance begins with: the lock, the person, the state."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused

from ...models import Assistance


def lock(*, assistance: Assistance, rule: str, by: Any, closed_too: bool = False) -> Assistance:
    """The assistance under its lock, for who may by the rule named.

    Raises `NotAllowed`; `Refused` once it is closed, unless ``closed_too``.
    """
    locked = (
        Assistance.objects.select_for_update(of=("self",))
        .select_related("country", "officer", "application")
        .get(pk=assistance.pk)
    )
    require(rule, by, locked)
    if locked.state != Assistance.State.OPEN and not closed_too:
        raise Refused(_("This assistance is closed."))
    return locked
