"""The needs of an assistance in the office: added, changed, cancelled."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.office.pages import posted

from ..forms.assistance import NeedForm
from ..models import Assistance, Need
from ..services.selection import needs
from .assistances import party_of
from .common import assistance_at, need_at, page, staff_only


@staff_only
def add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A further need."""
    assistance = assistance_at(request, reference)
    initial = {"starts_on": assistance.starts_on, "ends_on": assistance.ends_on, "mode": Need.Mode.BOTH}
    form = NeedForm(request.POST) if request.method == "POST" else NeedForm(initial=initial)
    if form.is_valid():
        try:
            need = needs.add(assistance=assistance, by=request.user, **form.values())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("admin:roadmaps_selection", code=need.code)
    return _need_page(request, form, assistance, _("A further need"), reverse_to=assistance.reference)


@staff_only
def change_view(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is needed, while nobody is choosing."""
    need = need_at(request, code)
    form = NeedForm(request.POST, need=need) if request.method == "POST" else NeedForm(need=need)
    if form.is_valid():
        try:
            needs.change(need=need, by=request.user, **form.values())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("admin:roadmaps_selection", code=need.code)
    return _need_page(request, form, need.assistance, need.title, reverse_to=need.assistance.reference)


def _need_page(
    request: HttpRequest, form: NeedForm, assistance: Assistance, title: str, *, reverse_to: str
) -> HttpResponse:
    return page(
        request,
        "form.html",
        title,
        {
            "form": form,
            "subtitle": f"{assistance.reference} · {party_of(assistance.country_id)}",
            "bar": reason_against("roadmaps.prepare_selection", request.user, assistance),
            "button": _("Save"),
            "back": "admin:roadmaps_assistance",
            "back_args": reverse_to,
        },
        status=422 if form.errors else 200,
    )


@staff_only
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """No longer sought; a button with its reason."""
    posted(request)
    need = need_at(request, code)
    tell(
        request,
        _("The need is cancelled."),
        lambda: needs.cancel(need=need, by=request.user, reason=request.POST.get("reason", "")[:1000]),
    )
    return redirect("admin:roadmaps_selection", code=need.code)
