"""Letters: which were released, for whom, and their files. Looked at, never written here."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.telling import tell
from portal.documents.serving import serve
from portal.office import ReadOnlyAdmin, register
from portal.reference.queries import country_names
from portal.ui.dates import moment

from ..models import Letter
from ..rules_process import is_secretariat
from ..services.announcement import make_again
from .common import secretariat_only


@register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """A list; each letter opens as its file."""

    may_view = lambda user, obj=None: is_secretariat(user)  # noqa: E731
    list_display = ("shown_reference", "party", "kind", "language", "told_at", "file")
    list_display_links = None
    list_select_related = ("application__country", "issued", "job")
    list_filter = ("kind", "language")
    search_fields = ("application__reference", "application__country__names__sort_key")
    ordering = ("-released_at", "-pk")

    def get_urls(self) -> list[Any]:
        """The list and the files; no form for one letter."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="applications_letter_changelist"),
            path("", view(self.changelist_view), name="applications_letters"),
            path("<int:pk>/file/", view(self.file_view), name="applications_letter_file"),
            path("<int:pk>/again/", view(again_view), name="applications_letter_again"),
        ]

    @admin.display(description=_("reference"), ordering="application__reference")
    def shown_reference(self, letter: Letter) -> str:
        url = reverse("admin:applications_file", args=[letter.application.ref])
        return format_html('<a href="{}">{}</a>', url, letter.reference)

    @admin.display(description=_("Party"))
    def party(self, letter: Letter) -> str:
        return country_names(get_language() or "en").get(letter.application.country_id, "")

    @admin.display(description=_("announced"), ordering="released_at")
    def told_at(self, letter: Letter) -> str:
        return moment(letter.released_at)

    @admin.display(description=_("file"))
    def file(self, letter: Letter) -> str:
        if letter.issued_id:
            url = reverse("admin:applications_letter_file", args=[letter.pk])
            return format_html('<a href="{}">PDF</a> {}', url, letter.issued.printed_code)
        if letter.job_id:
            return format_html('<a href="{}">{}</a>', letter.job.get_absolute_url(), letter.job.get_state_display())
        return "–"

    @staticmethod
    def file_view(request: HttpRequest, pk: int) -> HttpResponseBase:
        """The PDF as a download."""
        return _file(request, pk)


@secretariat_only
def again_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more for a letter whose PDF failed; a button only."""
    letter = Letter.objects.filter(pk=pk).select_related("application").first()
    if letter is None or request.method != "POST":
        raise Http404
    tell(request, _("The letter is being made again."), lambda: make_again(letter=letter, by=request.user))
    return redirect("admin:applications_file", ref=letter.application.ref)


@secretariat_only
def _file(request: HttpRequest, pk: int) -> HttpResponseBase:
    letter = Letter.objects.filter(pk=pk).select_related("issued__stored_file").first()
    if letter is None or letter.issued is None:
        raise Http404
    return serve(letter.issued.stored_file)
