"""The weights of the matching: changed by the Secretariat, all at once, each change in the log."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.activity.services import record
from portal.ui.pages import bump_content

from ..models import MatchingWeight
from ..points import POINTS
from ..weights import defaults

MOST = 100


@transaction.atomic
def change(*, weights: Mapping[str, int], by: User, reason: str = "") -> list[MatchingWeight]:
    """Write the weight of every point; gives those that changed. The page of the method is written anew.

    Raises `NotAllowed`; `Refused` for a missing point, a weight not from 1 to 100, or a change without a reason.
    """
    require("expertise.weigh", by)
    if set(weights) != set(POINTS) or not all(0 < weight <= MOST for weight in weights.values()):
        raise Refused(_("Give every point a whole weight from 1 to %(most)s.") % {"most": MOST})
    rows = {row.code: row for row in MatchingWeight.objects.select_for_update()}
    now = {code: rows[code].weight if code in rows else weight for code, weight in defaults().items()}
    different = [code for code in POINTS if weights[code] != now[code]]
    if not different:
        return []
    if not reason.strip():
        raise Refused(_("Give the reason."))
    changed = []
    for code in different:
        row, _made = MatchingWeight.objects.update_or_create(code=code, defaults={"weight": weights[code]})
        record(
            actor=by,
            verb="matching.weight_changed",
            target=row,
            old={"weight": now[code]},
            new={"weight": weights[code]},
            reason=reason.strip(),
        )
        changed.append(row)
    bump_content()
    return changed
