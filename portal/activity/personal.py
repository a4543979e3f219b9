"""What the log holds on a person, given out on request."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.models import User

from .models import Entry


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
