"""What the pages of the office of this floor have in common."""

from django.http import Http404, HttpRequest

from portal.accounts.models import User
from portal.office.pages import only, pages_of

from ..models import Application, Decision
from ..rules_process import in_office, is_secretariat

page = pages_of("applications/office")
secretariat_only = only(is_secretariat)
"""Pages of the process: not for field offices or editors, who enter the office for other things."""


def file_at(request: HttpRequest, ref: str) -> Application:
    """The file at this address, if the person sees it in the office. Raises Http404."""
    found = (
        in_office(request.user, Application.objects.all())
        .at_address(ref)
        .select_related("call", "country", "round", "current_version", "decision")
        .first()
    )
    if found is None:
        raise Http404
    _name_deciders(getattr(found, "decision", None))
    return found


def _name_deciders(decision: Decision | None) -> None:
    """The three people of a decision in one query: as joins they made the planner slower than the page."""
    if decision is None:
        return
    parts = ("prepared_by", "decided_by", "released_by")
    people = User.objects.in_bulk({getattr(decision, f"{part}_id") for part in parts} - {None})
    for part in parts:
        if (key := getattr(decision, f"{part}_id")) is not None:
            setattr(decision, part, people[key])
