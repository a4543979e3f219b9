"""What this room hangs up in the rooms below it, once, at start."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.activity import verbs
from portal.office import places

from . import personal
from .rules import sees_links


def connect() -> None:
    """Register the verbs of the log, a person's data, and the place in the office."""
    verbs.register(
        {
            "survey.asked": _("sent a form"),
            "survey.reminded": _("reminded of a form"),
            "survey.answered": _("answered a form"),
            "survey.revoked": _("took a form back"),
        }
    )
    accounts_ports.personal_data.register(personal.held)
    accounts_ports.erase.register(personal.erase)
    places.register("programme", _("Forms by private link"), "admin:surveys_link_changelist", sees_links, order=80)
