"""Tools and methods of the steps in the office: the list, writing, adapting, archiving."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.accounts.telling import tell
from portal.office import ReadOnlyAdmin, register
from portal.office.pages import posted
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ..assistance import step_words
from ..assistance.queries_tools import tools
from ..forms.workshops import AdaptForm, ToolChangeForm, ToolForm
from ..models import Assistance, Lesson, Tool
from ..services.assistance import tools as services
from ..views.assistance.acting import saved
from .common import page, staff_only


@staff_only
def list_view(request: HttpRequest) -> HttpResponse:
    """All tools by step; archived ones at the end of their step."""
    names, parties = step_words.names(page_language()), country_names(page_language())
    rows = list(tools().order_by("step", "archived_at", "adapted_from", "title"))
    return page(
        request,
        "tools.html",
        _("Tools and methods"),
        {
            "rows": [(row, names[row.step], parties.get(row.country_id or 0, "")) for row in rows],
            "may": not reason_against("roadmaps.keep_tools", request.user),
        },
    )


def _tool(code: str) -> Tool:
    found = tools().filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return found


def _write(
    request: HttpRequest, form: Any, save: Any, title: str, subtitle: str = "", lead: str = ""
) -> HttpResponse:
    if request.method == "POST" and saved(form, save):
        messages.success(request, _("The tool is kept."))
        return redirect("admin:roadmaps_tools")
    return page(
        request,
        "form.html",
        title,
        {
            "form": form,
            "subtitle": subtitle,
            "lead": lead,
            "bar": reason_against("roadmaps.keep_tools", request.user),
            "button": _("Keep the tool"),
            "back": "admin:roadmaps_tools",
        },
        status=422 if form.errors else 200,
    )


def _bound(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@staff_only
def add_view(request: HttpRequest) -> HttpResponse:
    """A new tool."""
    form = ToolForm(*_bound(request), language=page_language())
    return _write(request, form, lambda **values: services.add(by=request.user, **values), _("Add a tool"))


@staff_only
def change_view(request: HttpRequest, code: str) -> HttpResponse:
    """A tool changes, for a reason; a lesson named in the address is kept with it."""
    row = _tool(code)
    lesson = Lesson.objects.filter(code=request.GET.get("lesson", "")).first()
    reason = lesson.text[:1000] if lesson is not None else ""
    known = {"title": row.title, "body": row.body, "expected": row.revision, "reason": reason}
    form = ToolChangeForm(*_bound(request), initial=known)
    return _write(
        request,
        form,
        lambda **values: services.change(tool=row, lesson=lesson, by=request.user, **values),
        _("Change the tool"),
        row.title,
        _("For the lesson: %(lesson)s") % {"lesson": lesson.text} if lesson is not None else "",
    )


@staff_only
def adapt_view(request: HttpRequest, code: str) -> HttpResponse:
    """A tool is adapted to a country with an assistance."""
    row = _tool(code)
    parties = Assistance.objects.values_list("country", flat=True).distinct()
    known = {"title": row.title, "body": row.body}
    form = AdaptForm(*_bound(request), initial=known, language=page_language(), parties=list(parties))

    def save(country: str, **values: Any) -> Tool:
        return services.adapt(tool=row, country=Country.objects.get(pk=country), by=request.user, **values)

    return _write(request, form, save, _("Adapt the tool to a Party"), row.title)


@staff_only
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """A tool is no longer offered."""
    posted(request)
    row = _tool(code)
    tell(request, _("The tool is archived."), lambda: services.archive(tool=row, by=request.user))
    return redirect("admin:roadmaps_tools")


@register(Tool)
class ToolAdmin(ReadOnlyAdmin):
    """Pages of our own; there is no form of the row itself."""

    may_view = staticmethod(lambda user, thing=None: bool(is_staff_member(user)))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(list_view), name="roadmaps_tools"),
            path("", view(list_view), name="roadmaps_tool_changelist"),
            path("add/", view(add_view), name="roadmaps_tool_new"),
            path("<slug:code>/", view(change_view), name="roadmaps_tool_write"),
            path("<slug:code>/adapt/", view(adapt_view), name="roadmaps_tool_adapt"),
            path("<slug:code>/archive/", view(archive), name="roadmaps_tool_archive"),
        ]
