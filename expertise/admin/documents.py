"""Documents shared with the community of experts: the list, one more, one less."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.accounts.admin.acts import Button, act_page
from portal.accounts.admin.forms import NoForm
from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused
from portal.documents.serving import serve
from portal.office import ReadOnlyAdmin, Tool, register

from ..forms.shared_document import ShareForm
from ..models import SharedDocument
from ..services import shared_documents as services
from .common import in_office, may_manage, page


@register(SharedDocument)
class SharedDocumentAdmin(ReadOnlyAdmin):
    """Files are private: members get them through their own pages."""

    may_view = in_office
    list_display = ("named", "language", "gathering", "shared_by", "shared_at", "act")
    list_display_links = None
    list_select_related = ("gathering", "shared_by")
    list_filter = ("language",)
    search_fields = ("title",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(withdrawn_at__isnull=True)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="expertise_shareddocument_changelist"),
            path("share/", view(self.share_view), name="expertise_shareddocument_share"),
            path("<slug:code>/file/", view(self.file_view), name="expertise_shareddocument_file"),
            path("<slug:code>/withdraw/", view(self.withdraw_view), name="expertise_shareddocument_withdraw"),
        ]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        if not may_manage(request.user):
            return []
        return [Tool(_("Share a document"), reverse("admin:expertise_shareddocument_share"), primary=True)]

    @staticmethod
    @admin.display(description=_("title"), ordering="title")
    def named(row: SharedDocument) -> str:
        url = reverse("admin:expertise_shareddocument_file", args=[row.code])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, row.title)

    @staticmethod
    @admin.display(description=_("action"))
    def act(row: SharedDocument) -> str:
        url = reverse("admin:expertise_shareddocument_withdraw", args=[row.code])
        return format_html('<a href="{}">{}<span class="vh"> {}</span></a>', url, _("Withdraw"), row.title)

    def share_view(self, request: HttpRequest) -> HttpResponse:
        """The form; a refusal of the file is shown with what was typed."""
        if not may_manage(request.user):
            raise Http404
        if request.method == "POST":
            form = ShareForm(request.POST, request.FILES)
            if form.is_valid():
                try:
                    services.share(
                        upload=form.cleaned_data["file"],
                        title=form.cleaned_data["title"],
                        language=form.cleaned_data["language"],
                        gathering=form.chosen_gathering(),
                        by=request.user,
                    )
                except UploadRefused as refusal:
                    form.add_error("file", refusal.message)
                except Refused as refusal:
                    form.add_error(None, str(refusal))
                else:
                    self.message_user(request, _("The document is shared."))
                    return redirect("admin:expertise_shareddocument_changelist")
        else:
            form = ShareForm(initial={"gathering": request.GET.get("gathering", "")})
        return page(
            request, "share.html", str(_("Share a document")), {"form": form}, status=422 if form.errors else 200
        )

    def file_view(self, request: HttpRequest, code: str) -> HttpResponseBase:
        """The file, for the Secretariat."""
        return serve(self._found(request, code).stored_file)

    def _found(self, request: HttpRequest, code: str) -> SharedDocument:
        found = self.get_queryset(request).filter(code=code).select_related("stored_file").first()
        if found is None or not in_office(request.user):
            raise Http404
        return found

    def withdraw_view(self, request: HttpRequest, code: str) -> HttpResponse:
        """Taken back: nobody opens it any more, its bytes go."""
        found = self._found(request, code)
        if not may_manage(request.user):
            raise Http404
        return act_page(
            request,
            self,
            title=_("Withdraw the document"),
            text=_("“%(title)s” can no longer be opened by anybody, and the file is deleted.")
            % {"title": found.title},
            form_class=NoForm,
            buttons=[Button("go", _("Withdraw"), lambda values: services.withdraw(document=found, by=request.user))],
            done=_("Withdrawn."),
            back=reverse("admin:expertise_shareddocument_changelist"),
        )
