"""A gathering as a calendar file (RFC 5545), by icalendar."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import Gathering, GatheringText

CONTENT_TYPE = "text/calendar"


def calendar_file(gathering: Gathering, text: GatheringText, *, cancelled: bool = False) -> bytes:
    """The file in the language of the text. The same UID and a higher SEQUENCE replace what was sent before."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "portal"
    with translation.override(text.language):
        whole = Calendar()
        whole.add("prodid", "-//2005 Convention//Digital Assistance Programme//" + text.language.upper())
        whole.add("version", "2.0")
        whole.add("method", "CANCEL" if cancelled else "PUBLISH")
        event = Event()
        event.add("uid", f"gathering-{gathering.code}@{host}")
        event.add("sequence", gathering.sequence)
        event.add("dtstamp", timezone.now())
        event.add("dtstart", gathering.starts_at)
        event.add("dtend", gathering.ends_at)
        event.add("summary", text.title)
        event.add("location", gathering.place or _("Online"))
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        event.add("description", "\n\n".join(part for part in (text.summary, gathering.online_link) if part))
        event.add("url", f"{settings.PUBLIC_URL}/{text.language}/workspace/expert/gatherings/{gathering.code}/")
        whole.add_component(event)
        data: bytes = whole.to_ical()
    return data
