"""What the outbox holds on a person: given out on request, and erased."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from portal.accounts.models import User

from .models import Message
from .services import forget_person


def held(user: User) -> list[tuple[str, list[dict[str, Any]]]]:
    """Messages sent to the person, without drafts of staff: one query. What carries a secret keeps no words."""
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


def erase(*, user: User, by: Any) -> list[str]:
    """Words and addresses of the messages go; that a message of a kind was sent on a day stays."""
    own = [user.email, *EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)]
    return [_("Messages to the person")] if forget_person(user=user, emails=own) else []
