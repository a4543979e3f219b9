"""The files assigned to an assessor."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.reference.queries import country_names

from ...models import Assessment
from ...queries_process import assessments_of
from ...rules_process import has_assessments

_STITCH = {
    Assessment.State.ASSIGNED: "hollow",
    Assessment.State.OPEN: "half",
    Assessment.State.SUBMITTED: "full",
    Assessment.State.CONFLICT: "lock",
}


@dataclass(frozen=True)
class Row:
    """One file in the list."""

    party: str
    reference: str
    url: str
    stitch: str
    words: str
    due: date
    is_late: bool
    done: int
    is_open: bool


@never_cache
@login_required
@require_safe
def assessments_page(request: HttpRequest) -> HttpResponse:
    """What is to be declared and scored, then what is finished. 404 for who never assessed."""
    found = list(assessments_of(request.user))
    if not found and not has_assessments(request.user):
        raise Http404
    names = country_names(get_language() or "en")
    today = timezone.localdate()
    rows = [
        Row(
            party=names.get(one.application.country_id, ""),
            reference=one.application.ref,
            url=reverse("applications:assessment", args=[one.application.ref]),
            stitch=_STITCH[Assessment.State(one.state)],
            words=one.get_state_display(),
            due=one.due,
            is_late=one.due < today,
            done=one.done,
            is_open=one.state in (Assessment.State.ASSIGNED, Assessment.State.OPEN),
        )
        for one in found
    ]
    return render(
        request,
        "applications/assessing/list.html",
        {"waiting": [row for row in rows if row.is_open], "closed": [row for row in rows if not row.is_open]},
    )
