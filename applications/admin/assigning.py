"""Naming assessors for one file or several: who is free, who is barred and why."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.reference.queries import country_names

from .. import states
from ..models import Application, Assessment
from ..queries_process import assessors
from ..rules_process import in_office
from ..services.assignment import ASSIGNABLE, assign_in_bulk
from .common import page, secretariat_only

MOST = 100


@secretariat_only
def assign_view(request: HttpRequest) -> HttpResponse:
    """The chosen files, the people with what they have to read, the date; a file that cannot is left as it was."""
    given = request.POST if request.method == "POST" else request.GET
    refs = [ref.upper() for ref in given.getlist("ref")][:MOST]
    files = list(
        in_office(request.user, Application.objects.filter(reference__in=refs))
        .select_related("call", "country", "current_version")
        .order_by("reference")
    )
    if not files:
        raise Http404
    people = assessors()
    if request.method == "POST":
        return _assign(request, files, [one.person for one in people])
    names = country_names(get_language() or "en")
    named = _named(files)
    only = files[0] if len(files) == 1 else None
    return page(
        request,
        "assign.html",
        _("Name assessors"),
        {
            "files": [
                {
                    "one": one,
                    "party": names.get(one.country_id, ""),
                    "ready": one.state in (*ASSIGNABLE, states.RANKED),
                    "reason": reason_against("applications.assign", request.user, one),
                }
                for one in files
            ],
            "people": [
                {
                    "person": one.person,
                    "load": one.load,
                    "barred": _barred(one, files, names),
                    "disabled": bool(only and only.country_id in one.closed) or _is_named(one, only, named),
                    "named": _is_named(one, only, named),
                }
                for one in people
            ],
            "again": any(one.state == states.RANKED for one in files),
            "wanted": max(one.call.assessors_per_file for one in files),
            "due": timezone.localdate() + timedelta(days=files[0].call.days_to_assess),
        },
    )


def _named(files: list[Application]) -> set[tuple[int, int]]:
    return set(Assessment.objects.filter(application__in=files).values_list("application_id", "assessor_id"))


def _is_named(one: Any, only: Application | None, named: set[tuple[int, int]]) -> bool:
    return only is not None and (only.pk, one.person.pk) in named


def _barred(one: Any, files: list[Application], names: dict[int, str]) -> str:
    """The countries of these files the person has a tie to, in words."""
    closed = sorted({names.get(file.country_id, "") for file in files if file.country_id in one.closed})
    return ", ".join(closed)


def _assign(request: HttpRequest, files: list[Application], people: list[Any]) -> HttpResponse:
    chosen = [person for person in people if str(person.pk) in request.POST.getlist("person")]
    outcome = assign_in_bulk(
        applications=files,
        assessors=chosen,
        by=request.user,
        due=parse_date(request.POST.get("due", "") or ""),
        reason=request.POST.get("reason", "")[:1000],
    )
    if outcome.made:
        number = len(outcome.made)
        words = ngettext("%(number)s assessment is assigned.", "%(number)s assessments are assigned.", number)
        messages.success(request, words % {"number": number})
    for application, why in outcome.refused:
        messages.error(request, f"{application.ref}: {why}")
    if len(files) == 1:
        return redirect("admin:applications_file", ref=files[0].ref)
    return redirect(reverse("admin:applications_files"))
