"""What an officer does to a file: each a button of the file's page, or a small page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.collaboration.models import CompletionPoint
from portal.collaboration.services import Point
from portal.documents.serving import serve
from portal.ui.rows import Column, RowTable, read_rows

from .. import dossier
from ..models import Application, Attachment, CallGate
from ..notices import party_name
from ..sections import SECTIONS
from ..services import clarification as clarifying
from ..services import screening
from ..services.transition import Refused
from .common import file_at, page, secretariat_only


def _back(application: Application) -> HttpResponse:
    return redirect("admin:applications_file", ref=application.ref)


def _posted(request: HttpRequest, ref: str) -> Application:
    """The file, for an act that is a button only."""
    if request.method != "POST":
        raise Http404
    return file_at(request, ref)


@secretariat_only
def open_screening(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the file into screening."""
    application = _posted(request, ref)
    tell(
        request,
        _("The screening is open."),
        lambda: screening.open_screening(application=application, by=request.user),
    )
    return _back(application)


@secretariat_only
def confirm_gate(request: HttpRequest, ref: str, code: str) -> HttpResponse:
    """Answer one gate."""
    application = _posted(request, ref)
    gate = CallGate.objects.filter(call=application.call_id, code=code).first()
    if gate is None:
        raise Http404
    tell(
        request,
        _("The condition is answered."),
        lambda: screening.confirm_gate(
            application=application,
            gate=gate,
            outcome=request.POST.get("outcome", ""),
            note=request.POST.get("note", "")[:2000],
            by=request.user,
        ),
    )
    return redirect(f"{_back(application).url}#gates")


@secretariat_only
def eligible(request: HttpRequest, ref: str) -> HttpResponse:
    """Every gate has its yes."""
    application = _posted(request, ref)
    tell(
        request,
        _("The file is eligible."),
        lambda: screening.mark_eligible(application=application, by=request.user),
    )
    return _back(application)


@secretariat_only
def ineligible(request: HttpRequest, ref: str) -> HttpResponse:
    """The reason, and what the Party can do instead; then the letter."""
    application = file_at(request, ref)
    reason, instead, refused = request.POST.get("reason", ""), request.POST.get("instead", ""), ""
    if request.method == "POST":
        try:
            screening.mark_ineligible(application=application, by=request.user, reason=reason, instead=instead)
        except Refused as refusal:
            refused = str(refusal)
        else:
            return _back(application)
    return page(
        request,
        "ineligible.html",
        _("Not eligible"),
        {
            "application": application,
            "party": party_name(application, get_language() or "en"),
            "reason": reason,
            "instead": instead,
            "refused": refused,
            "bar": reason_against("applications.screen", request.user, application),
        },
        status=422 if refused else 200,
    )


POINTS = (
    Column(
        "section",
        gettext_lazy("Section"),
        type="select",
        choices=[("", "—"), *((section.code, f"{section.number} {section.title}") for section in SECTIONS)],
        width="half",
    ),
    Column(
        "kind",
        gettext_lazy("What is the matter"),
        type="select",
        choices=list(CompletionPoint.Kind.choices),
        width="half",
    ),
    Column("text", gettext_lazy("What is asked"), type="textarea", max_length=2000),
)


@secretariat_only
def clarification(request: HttpRequest, ref: str) -> HttpResponse:
    """The points, a word to the Party, the date of the answer."""
    application = file_at(request, ref)
    refused = ""
    rows = read_rows(request.POST, "points", POINTS) if request.method == "POST" else []
    if request.method == "POST" and "add_row" not in request.POST:
        try:
            clarifying.ask(
                application=application,
                points=[Point(row["section"], "", row["kind"] or "missing", row["text"]) for row in rows],
                message=request.POST.get("message", "")[:5000],
                due=parse_date(request.POST.get("due", "") or ""),
                by=request.user,
            )
        except Refused as refusal:
            refused = str(refusal)
        else:
            return _back(application)
    table = RowTable(
        prefix="points",
        columns=POINTS,
        rows=rows,
        row_label=_("Point"),
        add_label=_("Add a point"),
        blank=1 if not rows or "add_row" in request.POST else 0,
        max_rows=20,
    )
    return page(
        request,
        "clarification.html",
        _("Ask for a clarification"),
        {
            "application": application,
            "party": party_name(application, get_language() or "en"),
            "table": table,
            "message": request.POST.get("message", ""),
            "due": request.POST.get("due", ""),
            "refused": refused,
            "bar": reason_against("applications.screen", request.user, application),
        },
        status=422 if refused else 200,
    )


@secretariat_only
def dossier_view(request: HttpRequest, ref: str) -> HttpResponse:
    """Have the dossier made; the page of the job shows how far it is."""
    application = _posted(request, ref)
    if application.submitted_at is None:
        raise Http404
    job = dossier.request(application=application, by=request.user, language=get_language() or "en")
    return redirect("documents:job", code=job.code)


def attachment(request: HttpRequest, ref: str, code: str) -> HttpResponseBase:
    """A file of the version sent, as a download."""
    application = file_at(request, ref)
    found = (
        Attachment.objects.filter(version=application.current_version_id, code=code)
        .select_related("stored_file")
        .first()
        if application.submitted_at is not None
        else None
    )
    if found is None:
        raise Http404
    return serve(found.stored_file)
