"""Bringing entries in from a spreadsheet: template, upload, differences, release by a second editor."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.collaboration.diff import Piece, words
from portal.documents.models import Job
from portal.documents.queries import jobs_about
from portal.documents.services import UploadRefused
from portal.documents.spreadsheets import XLSX, write_template
from portal.office import ReadOnlyAdmin, register
from portal.reference.languages import page_language

from ..importing import sheet
from ..models import EntryImport, EntryImportLine
from ..services.importing import put_aside, release, take_in
from .common import for_editors, in_office, page

PER_PAGE = 50


class ImportForm(forms.Form):
    """A file, and where it comes from."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("XLSX or CSV (UTF-8), 10 MB and 10 000 rows at most."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Where it comes from, and who agreed to its publication"),
        max_length=300,
        help_text=gettext_lazy("Such as the catalogue, with the letter or decision by which the countries agreed."),
        error_messages={"required": gettext_lazy("Say where the entries come from, and who agreed.")},
    )


@for_editors
def list_view(request: HttpRequest) -> HttpResponse:
    """Send a spreadsheet; those sent before."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = take_in(upload=given["file"], source=given["source"], by=request.user, language=page_language())  # type: ignore[arg-type]
        except (UploadRefused, Refused) as error:
            form.add_error("file", error.message)
        else:
            return redirect("admin:knowledge_import", row.code)
    rows = EntryImport.objects.select_related("stored_file", "created_by", "released_by")
    context = {"form": form, "rows": rows[:PER_PAGE], "page_errors": bool(form.errors)}
    return page(request, "imports.html", _("Import of entries"), context, status=422 if form.errors else 200)


@for_editors
def template_view(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the columns and the closed lists."""
    data = write_template(sheet.columns(), sheet.closed_lists(), sheet=sheet.SHEET, lists_sheet=_("Lists"))
    return _file(data, "entries.xlsx")


@for_editors
def put_aside_view(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that were put aside, with the reasons."""
    return _file(put_aside(_at(code)), f"put-aside-{code}.xlsx")


@for_editors
def import_view(request: HttpRequest, code: str) -> HttpResponse:
    """What the rows change and why some are put aside; the release."""
    row = _at(code)
    if request.method == "POST" and tell(
        request,
        _("Released: the entries are being published."),
        lambda: release(row=row, by=request.user, language=page_language()),  # type: ignore[arg-type]
    ):
        return redirect("admin:knowledge_import", row.code)
    counts = dict(row.lines.order_by().values_list("kind").annotate(n=Count("pk")))
    shown = request.GET.get("kind", "")
    if shown not in EntryImportLine.Kind.values:
        shown = next((kind for kind in ("wrong", "changed", "new", "same") if counts.get(kind)), "new")
    lines = row.lines.filter(kind=shown).select_related("entry").order_by("number")
    found = Paginator(lines, PER_PAGE).get_page(request.GET.get("p"))
    running = [job for job in jobs_about(row) if job.state in Job.ACTIVE]
    return page(
        request,
        "import.html",
        _("Import of entries"),
        {
            "row": row,
            "tabs": [(kind, words, counts.get(kind, 0)) for kind, words in EntryImportLine.Kind.choices],
            "shown": shown,
            "found": found,
            "rows": [(line, _changed(line)) for line in found],
            "job": running[0] if running else None,
            "jobs": jobs_about(row),
            "applicable": counts.get("new", 0) + counts.get("changed", 0),
            "all_the_same": set(counts) == {"same"},
            "mine": row.created_by_id == request.user.pk,
        },
        status=422 if request.method == "POST" else 200,
    )


def _changed(line: EntryImportLine) -> list[tuple[str, list[Piece]]]:
    """(column, what differs word by word) of the cells a row changes."""
    return [(name, words(before, after)) for name, before, after in line.changes]


def _at(code: str) -> EntryImport:
    found = EntryImport.objects.select_related("stored_file", "created_by", "released_by").filter(code=code.upper())
    row = found.first()
    if row is None:
        raise Http404
    return row


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@register(EntryImport)
class EntryImportAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes an import."""

    may_view = in_office

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(list_view), name="knowledge_imports"),
            path("", view(list_view), name="knowledge_entryimport_changelist"),
            path("template.xlsx", view(template_view), name="knowledge_import_template"),
            path("<slug:code>/put-aside.xlsx", view(put_aside_view), name="knowledge_import_put_aside"),
            path("<slug:code>/", view(import_view), name="knowledge_import"),
        ]
