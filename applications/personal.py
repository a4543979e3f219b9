"""What the process holds on a person: given out on request, and what of it is erased."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.services.refusals import Refused

from .models import Assessment, Tie


def held(user: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """The person's ties to countries and the files they assessed."""
    ties = [
        {"country": row.country.iso3, "kind": row.get_kind_display(), "note": row.note}
        for row in Tie.objects.filter(person=user).select_related("country")
    ]
    assessments = [
        {"application": row.application.ref, "state": row.get_state_display(), "due": row.due.isoformat()}
        for row in Assessment.objects.filter(assessor=user).select_related("application")
    ]
    return [(_("Ties to countries"), ties), (_("Assessments"), assessments)]


def erase(*, user: Any, by: Any) -> list[str]:
    """Ties go. Assessments stay, as the record of a decision; the account's own name is erased with it.

    Raises `Refused` while files wait for the person's assessment.
    """
    waiting = Assessment.objects.pending().filter(assessor=user).select_related("application")
    if waiting:
        words = ", ".join(row.application.ref for row in waiting)
        raise Refused(_("Files wait for an assessment by this person: %(files)s.") % {"files": words})
    number, _rows = Tie.objects.filter(person=user).delete()
    return [_("Ties to countries")] if number else []
