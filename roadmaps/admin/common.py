"""What the pages of the office of this floor have in common."""

from typing import Any

from django.http import Http404, HttpRequest

from portal.accounts.rules import is_field_office, is_staff_member
from portal.office.pages import only, pages_of

from ..models import Assistance, Mission, Need
from ..selection.queries import mission_of
from ..selection.rules import visible_to

page = pages_of("roadmaps/office")


def in_office(user: Any, thing: Any = None) -> bool:
    """The Secretariat and field offices; not editors, who enter the office for other things."""
    return bool(is_staff_member(user) or is_field_office(user))


reading = only(in_office)
"""Pages that the Secretariat and a field office read."""
staff_only = only(is_staff_member)
"""Pages where something is done: a field office reads, and has none of these."""


def assistance_at(request: HttpRequest, reference: str) -> Assistance:
    """The assistance, if the person sees it in the office. Raises Http404."""
    rows = visible_to(request.user).select_related("country", "officer", "application")
    found = rows.filter(reference=reference.upper()).first()
    if found is None or not in_office(request.user):
        raise Http404
    return found


def need_at(request: HttpRequest, code: str) -> Need:
    """The need, if the person sees its assistance in the office. Raises Http404."""
    found = (
        Need.objects.filter(code=code.upper(), assistance__in=visible_to(request.user))
        .select_related("assistance__country", "assistance__officer")
        .prefetch_related("shortlists__answered_by", "offers__expert", "offers__mission")
        .first()
    )
    if found is None or not in_office(request.user):
        raise Http404
    return found


def mission_at(request: HttpRequest, code: str) -> Mission:
    """The mission, if the person sees it in the office. Raises Http404."""
    found = mission_of(request.user, code)
    if found is None or not in_office(request.user):
        raise Http404
    return found
