"""What the outbox hangs up in the rooms below it."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.activity import verbs

from . import personal, services, tasks

__all__ = ["connect", "tasks"]  # importing the tasks makes them known to the queue in this process too


def connect() -> None:
    """Register the outbox with accounts, and the verbs of messages."""
    accounts_ports.notify.register(services.post)
    accounts_ports.personal_data.register(personal.held)
    accounts_ports.erase.register(personal.erase)
    verbs.register(
        {
            "message.edited": _("edited the message"),
            "message.released": _("let the message go"),
            "message.stopped": _("stopped the message"),
            "message.resent": _("sent the message again"),
        }
    )
