"""What this room hangs up in the rooms below it, once, at start."""

from django.utils.translation import gettext_lazy as _

from portal.office import ports as office_ports
from portal.ui import nav

from . import personal, ports, providers, rules, standing
from .models import User


def is_newcomer(user: User) -> bool:
    """Nobody's team yet and no role: the claim is the way in."""
    return bool(user.is_authenticated and standing.of(user).is_newcomer)


def connect() -> None:
    """Register the providers of this room."""
    office_ports.may_enter.register(rules.may_enter_office)
    ports.personal_data.register(personal.held)
    ports.waiting.register(providers.claims_to_decide)
    ports.waiting.register(providers.claims_under_way)
    ports.waiting.register(providers.invitations_received)
    nav.register("workspace", _("Speak for a Party"), "accounts:claim", order=20, when=is_newcomer)
