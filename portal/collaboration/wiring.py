"""What this room hangs up in the rooms below it, once, at start."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.activity import verbs

from . import personal, waiting


def connect() -> None:
    """Register the verbs of comments, what waits, and personal data."""
    verbs.register(
        {
            "comment.written": _("wrote a comment"),
            "comment.settled": _("settled a comment"),
            "comment.reopened": _("opened a comment again"),
        },
        for_party=True,
    )
    accounts_ports.waiting.register(waiting.of_person)
    accounts_ports.personal_data.register(personal.held)
