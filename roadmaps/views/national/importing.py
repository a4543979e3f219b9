"""Importing measures from a spreadsheet: the template, the upload, the differences, the confirmation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused
from portal.documents.spreadsheets import XLSX, write_template
from portal.reference.languages import page_language

from ...forms.national import FileForm
from ...models import Edition, Roadmap
from ...national import sheet
from ...national.importing import CHANGED, NEW, SAME, UNKNOWN, WRONG_ROW
from ...services.national.importing import apply_import, differences_of, take_in
from .base import frame, of_roadmap, refused
from .writing import while_open


@of_roadmap
@require_safe
def template(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """An empty workbook with the columns and the closed lists."""
    data = write_template(
        sheet.columns(), sheet.closed_lists(page_language()), sheet=sheet.SHEET, lists_sheet=_("Lists")
    )
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="roadmap-measures.xlsx"'
    return response


@while_open
def import_page(request: HttpRequest, roadmap: Roadmap, edition: Edition) -> HttpResponseBase:
    """Send a spreadsheet; those sent before."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = take_in(roadmap=roadmap, upload=form.cleaned_data["file"], by=request.user)
        except (UploadRefused, Refused) as error:
            form.add_error("file", error.message)
        else:
            return redirect("roadmaps:import_differences", roadmap.country.iso3.lower(), row.code)
    return render(
        request,
        "roadmaps/national/import.html",
        frame(roadmap, form=form, imports=list(roadmap.imports.select_related("stored_file", "created_by")[:20])),
        status=422 if form.errors else 200,
    )


@while_open
def differences_page(request: HttpRequest, roadmap: Roadmap, edition: Edition, code: str) -> HttpResponseBase:
    """What the sheet would change, line by line; a POST takes it over."""
    row = roadmap.imports.filter(code=code).select_related("stored_file", "roadmap__country").first()
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            count = apply_import(row=row, by=request.user, seen=request.POST.get("seen", ""))
        except Refused as error:
            return refused(request, error, roadmap, request.path)
        words = ngettext("%(count)s measure is taken over.", "%(count)s measures are taken over.", count)
        messages.success(request, words % {"count": count})
        return redirect(request.path)
    try:
        found = differences_of(row, edition)
    except Refused as error:
        return refused(request, error, roadmap)
    return render(
        request,
        "roadmaps/national/differences.html",
        frame(
            roadmap,
            row=row,
            new=found.of(NEW),
            changed=found.of(CHANGED),
            same=len(found.of(SAME)),
            wrong=found.of(WRONG_ROW),
            unknown=found.of(UNKNOWN),
            activities=found.activities,
            applicable=len(found.applicable),
            mark=found.mark,
        ),
    )
