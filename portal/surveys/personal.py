"""What forms by private link hold on a person with an account: given out on request, and erased."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from . import ports
from .models import Link
from .services import erase_addressee


def _addresses(user: Any) -> list[str]:
    own = EmailAddress.objects.filter(user_id=user.pk, verified=True).values_list("email", flat=True)
    return sorted({email.lower() for email in own})


def held(user: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """The forms sent to the person's own addresses, with what was answered."""
    links = Link.objects.filter(email__in=_addresses(user)).prefetch_related("answers").order_by("created_at")
    rows = []
    for link in links:
        form = ports.questionnaire(link.purpose)
        rows.append(
            {
                "form": str(form.name) if form else link.purpose,
                "name": link.name,
                "email": link.email,
                "asked": link.created_at.isoformat(),
                "answered": link.answered_at.isoformat() if link.answered_at else "",
                "answers": [{"question": answer.name, "answer": answer.value} for answer in link.answers.all()],
            }
        )
    return [(_("Forms by private link"), rows)]


def erase(*, user: Any, by: Any) -> list[str]:
    """Names, addresses and answers go; that a form was sent and answered stays."""
    return [_("Forms by private link")] if erase_addressee(emails=_addresses(user)) else []
