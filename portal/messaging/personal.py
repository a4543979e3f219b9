"""What the outbox holds on a person, given out on request."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.models import User

from .models import Message


def held(user: User) -> list[tuple[str, list[dict[str, Any]]]]:
    """The messages sent to the person, without the drafts of staff: one query. What carries a secret keeps no words."""
    rows = Message.objects.filter(to=user).exclude(state=Message.State.DRAFT).order_by("made_at", "pk")
    return [
        (
            _("Messages to you"),
            [
                {
                    _("Date"): row.made_at,
                    _("Address"): row.email,
                    _("Subject"): row.subject_for_staff,
                    _("Text"): row.body,
                }
                for row in rows
            ],
        )
    ]
