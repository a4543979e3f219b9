"""Measures for the UNESCO Policy Monitoring Platform: the file in its fields, handed over, accepted."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.services.refusals import Refused
from portal.documents.spreadsheets import CSV, XLSX, write_csv, write_xlsx
from portal.office import ReadOnlyAdmin, register
from portal.reference.languages import page_language
from portal.reference.queries import country_choices

from ..models import PlatformRecord
from ..open_data import platform
from ..services.platform import accept, hand_over, take_back
from .common import for_editors, in_office, page

PER_PAGE = 50


def _asked(request: HttpRequest) -> tuple[str, str]:
    state, iso3 = request.GET.get("state", ""), request.GET.get("country", "").upper()
    return (state if state in platform.STATES else ""), (iso3 if iso3 in dict(country_choices("en")) else "")


@for_editors
def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty measures a page; those ticked are noted as handed over, or as accepted."""
    state, iso3 = _asked(request)
    if request.method == "POST" and _noted(request):
        return redirect(f"{reverse('admin:knowledge_platform')}?{request.GET.urlencode()}")
    found = Paginator(platform.rows(state, iso3), PER_PAGE).get_page(request.GET.get("p"))
    names = dict(country_choices(page_language()))
    return page(
        request,
        "platform.html",
        _("Policy Monitoring Platform"),
        {
            "found": found,
            "rows": [(row, names.get(row.iso3, row.iso3), platform.STATES[row.state]) for row in found],
            "count": found.paginator.count,
            "states": platform.STATES.items(),
            "countries": sorted({(row.iso3, names.get(row.iso3, row.iso3)) for row in platform.rows()}),
            "state": state,
            "iso3": iso3,
            "today": timezone.now().date().isoformat(),
        },
        status=422 if request.method == "POST" else 200,
    )


def _noted(request: HttpRequest) -> bool:
    """Do what the button says. Gives whether it was done; says why not."""
    by: Any = request.user
    if request.POST.get("all"):
        keys = [row.measure.key for row in platform.rows(*_asked(request))]
    else:
        keys = request.POST.getlist("measure")
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        messages.error(request, _("Give a day, month and year, such as 2027-03-01."))
        return False
    try:
        if request.POST.get("act") == "accept":
            number = accept(keys=keys, on=on, reference=request.POST.get("reference", ""), by=by)
        elif request.POST.get("act") == "take_back":
            number = take_back(keys=keys, by=by)
        else:
            number = hand_over(keys=keys, on=on, by=by)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, ngettext("%(n)s measure noted.", "%(n)s measures noted.", number) % {"n": number})
    return True


@for_editors
def file_view(request: HttpRequest, ending: str) -> HttpResponse:
    """The measures of the list in the fields of the platform."""
    rows = platform.table(platform.rows(*_asked(request)), page_language())
    if ending == "csv":
        response = HttpResponse("".join(write_csv(platform.columns(), rows)), content_type=CSV)
    else:
        response = HttpResponse(write_xlsx(platform.columns(), rows, sheet=_("Measures")), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="policy-monitoring-platform.{ending}"'
    return response


@register(PlatformRecord)
class PlatformRecordAdmin(ReadOnlyAdmin):
    """Pages of our own; what was handed over is noted by a service."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(list_view), name="knowledge_platform"),
            path("", view(list_view), name="knowledge_platformrecord_changelist"),
            path("measures.csv", view(file_view), {"ending": "csv"}, name="knowledge_platform_csv"),
            path("measures.xlsx", view(file_view), {"ending": "xlsx"}, name="knowledge_platform_xlsx"),
        ]
