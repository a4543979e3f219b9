"""An assignment of several needs becomes shortlists: all of them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from expertise.models import Expert
from portal.accounts.services.refusals import Refused

from ...models import Need, Shortlist
from . import shortlists


@dataclass(frozen=True, slots=True)
class Choice:
    """The experts for one need, and why some come before better placed ones, by the expert's key."""

    need: Need
    experts: Sequence[Expert]
    reasons: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def propose_all(*, choices: Sequence[Choice], by: Any) -> list[Shortlist]:
    """A draft shortlist for each need. Raises `NotAllowed` or `Refused` (naming the need): nothing is written."""
    if not choices:
        raise Refused(_("Choose at least one need."))
    made = []
    for choice in choices:
        try:
            made.append(
                shortlists.propose(need=choice.need, experts=choice.experts, overrides=choice.reasons, note="", by=by)
            )
        except Refused as refusal:
            words = _("%(need)s: %(reason)s") % {"need": choice.need.title, "reason": refusal.message}
            raise type(refusal)(words) from refusal
    return made
