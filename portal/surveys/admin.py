"""Forms by private link in the office: whom one asked, what was answered. Their token is nowhere to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.admin.acts import Button, act_page
from portal.accounts.admin.forms import NoForm
from portal.office import ReadOnlyAdmin, Tab, Tool, register

from . import ports, services
from .models import Link
from .queries import read_link
from .rules import sees_links, visible_to


@register(Link)
class LinkAdmin(ReadOnlyAdmin):
    """Open, answered, past their day, taken back; each form for those who read it."""

    may_view = sees_links
    list_display = ("kind", "name", "email", "state", "created_at", "reminded_at", "expires_at", "answered_at")
    list_display_links = ("kind", "name")
    search_fields = ("name", "email")
    fields = (
        "kind", "about", "name", "email", "language", "state", "created_by", "created_at", "reminded_at",
        "expires_at", "answered_at", "revoked_at", "revoked_by", "answers",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        return visible_to(request.user)

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        read = [form for form in ports.questionnaires() if form.may_read(request.user)]
        return [Tab(_("All")), *(Tab(form.name, f"purpose={form.purpose}") for form in read)] if read else []

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """The forms of one purpose, and those about one record, have an address."""
        return lookup in {"purpose", "object_id", "content_type"} or super().lookup_allowed(lookup, value, request)  # type: ignore[call-arg]

    def heading(self, obj: Link) -> str:
        return " · ".join(text for text in (str(self.kind(obj)), obj.name) if text)

    @staticmethod
    @admin.display(description=_("form"), ordering="purpose")
    def kind(row: Link) -> Any:
        found = ports.questionnaire(row.purpose)
        return found.name if found else row.purpose

    @staticmethod
    @admin.display(description=_("about"))
    def about(row: Link) -> str:
        return str(row.record or "–")

    @staticmethod
    @admin.display(description=_("state"))
    def state(row: Link) -> Any:
        if row.answered_at is not None:
            return _("answered")
        if row.revoked_at is not None:
            return _("taken back")
        return _("past its day") if row.is_past else _("open")

    @staticmethod
    @admin.display(description=_("answers"))
    def answers(row: Link) -> str:
        read = read_link(row)
        return render_to_string("collaboration/parts/answers_one.html", {"section": read}) if read else "–"

    def object_tools(self, request: HttpRequest, obj: Link) -> list[Tool]:
        if not obj.is_open:
            return []
        return [Tool(_("Take back"), reverse("admin:surveys_link_revoke", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        own = path("<int:pk>/revoke/", self.admin_site.admin_view(self.revoke_view), name="surveys_link_revoke")
        return [own, *super().get_urls()]

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what it does, and take the form back."""
        row = visible_to(request.user).filter(pk=pk).first()
        if row is None:
            raise Http404
        return act_page(
            request,
            self,
            title=_("Take the form back"),
            text=_("The link opens no form any more: %(name)s reads that no answer is needed.")
            % {"name": row.name or row.email},
            form_class=NoForm,
            buttons=[
                Button(
                    "revoke",
                    _("Take back"),
                    lambda _values: services.revoke(link=row, by=request.user),
                    needs_form=False,
                )
            ],
            done=_("The form is taken back."),
            back=reverse("admin:surveys_link_change", args=[pk]),
            original=row,
        )
