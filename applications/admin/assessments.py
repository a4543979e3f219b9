"""Assessments: who reads what, by when, and what is late. No score is shown or written here."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.telling import tell
from portal.office import ReadOnlyAdmin, register
from portal.reference.queries import country_names

from ..models import Assessment
from ..queries_process import late_assessments
from ..rules_process import is_secretariat
from ..services.assignment import withdraw_assignment
from .common import page, secretariat_only

PER_PAGE = 50
OPEN = (Assessment.State.ASSIGNED, Assessment.State.OPEN)


@register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    """A list of our own; there is no form of one assessment in the office."""

    may_view = lambda user, obj=None: is_secretariat(user)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(assessments_view), name="applications_assessments"),
            path("", view(assessments_view), name="applications_assessment_changelist"),
            path("<int:pk>/take-back/", view(take_back), name="applications_take_back"),
        ]


@secretariat_only
def assessments_view(request: HttpRequest) -> HttpResponse:
    """Open assessments, what is due first; all of them, or only the late ones."""
    today = timezone.localdate()
    view = "late" if request.GET.get("late") else "all" if request.GET.get("all") else "open"
    rows = Assessment.objects.select_related("application__call", "assessor").order_by("due", "pk")
    if view == "late":
        rows = rows.late()
    elif view == "open":
        rows = rows.pending()
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    names = country_names(get_language() or "en")
    return page(
        request,
        "assessments.html",
        _("Assessments"),
        {
            "found": found,
            "rows": [
                {
                    "one": row,
                    "party": names.get(row.application.country_id, ""),
                    "is_open": row.state in OPEN,
                    "is_late": row.state in OPEN and row.due < today,
                }
                for row in found
            ],
            "view": view,
            "late": late_assessments(),
        },
    )


@secretariat_only
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file back from an assessor; a button only, with the reason."""
    assessment = Assessment.objects.filter(pk=pk).select_related("application").first()
    if assessment is None or request.method != "POST":
        raise Http404
    ref = assessment.application.ref
    tell(
        request,
        _("The file is taken back; name somebody else."),
        lambda: withdraw_assignment(assessment=assessment, by=request.user, reason=request.POST.get("reason", "")),
    )
    return redirect("admin:applications_file", ref=ref)
