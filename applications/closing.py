"""Whether a call takes files at a moment."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Call, Round


def why_call_closed(call: Call, at: datetime | None = None) -> str:
    """Why the call takes no file at this moment; "" when it is open."""
    now = at or timezone.now()
    if call.state == Call.State.CLOSED or (call.closes_at is not None and now >= call.closes_at):
        return _("The call has closed. The draft is kept and can be read; it can no longer be submitted.")
    if call.state != Call.State.PUBLISHED or now < call.opens_at:
        return _("The call is not open yet.")
    return ""


def round_for(call: Call, at: datetime) -> Round | None:
    """The round a file sent now belongs to: the next cut-off, or None when the call has none to come."""
    return Round.objects.filter(call=call, cut_off__gte=at).order_by("cut_off").first()
