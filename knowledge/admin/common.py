"""What the pages of the office of this floor have in common."""

from typing import Any

from django.http import Http404

from portal.accounts.questions import reason_against
from portal.office.pages import only, pages_of

from ..models import Entry

page = pages_of("knowledge/office")


def in_office(user: Any, thing: Any = None) -> bool:
    """The knowledge editors and the Secretariat."""
    return not reason_against("knowledge.edit_office", user)


for_editors = only(in_office)


def entry_at(code: str) -> Entry:
    """The entry of this code. Raises Http404."""
    found = Entry.objects.select_related("country", "version", "owner").filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return found
