"""What the log holds on a person: given out on request, and erased."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User

from .models import Entry
from .services import forget_about


def held(user: User) -> list[tuple[str, list[dict[str, Any]]]]:
    """The person's own acts: one query."""
    return [
        (
            _("What you did"),
            [
                {_("Date"): row.at, _("Act"): row.verb_text, _("Record"): row.label}
                for row in Entry.objects.filter(actor=user).order_by("at", "pk")
            ],
        )
    ]


def erase(*, user: User, by: Any) -> list[str]:
    """The name in the log goes, and what was written about the account; who did what stays one nameless person."""
    nameless = _("Somebody (erased)")
    Entry.objects.filter(actor=user).update(actor_label=nameless)
    forget_about(records=[user, *Membership.objects.filter(user=user)], label=nameless)
    return [_("Name in the log")]
