"""Whether a call for experts takes applications now."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ui.dates import moment_utc

from .models import ExpertCall


def why_closed(call: ExpertCall, at: datetime | None = None) -> str:
    """Why nobody can apply in a call at this time; "" when it is open."""
    now = at or timezone.now()
    if call.state == ExpertCall.State.DRAFT:
        return _("This call is not published yet.")
    if now < call.opens_at:
        return _("This call opens on %(date)s.") % {"date": moment_utc(call.opens_at)}
    if call.state == ExpertCall.State.CLOSED or (call.closes_at is not None and now >= call.closes_at):
        return _("This call is closed.")
    return ""
