"""Requests to reach an expert: read, passed on, closed."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.accounts.admin.acts import Button, act_page
from portal.accounts.admin.forms import NoForm
from portal.accounts.forms import ReasonForm
from portal.office import ReadOnlyAdmin, Tab, Tool, register

from ..models import ContactRequest
from ..services import contact
from .common import in_office, may_manage

State = ContactRequest.State


@register(ContactRequest)
class ContactRequestAdmin(ReadOnlyAdmin):
    """What was written is read here; two buttons handle it."""

    may_view = in_office
    list_display = ("sent_at", "name", "organisation", "to_whom", "state", "handled_by")
    list_select_related = ("expert", "handled_by")
    list_filter = ("state",)
    search_fields = ("name", "organisation", "email", "expert__name_key")
    ordering = ("-sent_at", "-pk")
    fields = ("expert_link", "name", "organisation", "email", "language", "message", "sent_at", "state",
              "handled_by", "handled_at")  # fmt: skip
    readonly_fields = fields

    def heading(self, obj: ContactRequest) -> str:
        return _("%(name)s to %(expert)s") % {"name": obj.name, "expert": obj.expert}

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [Tab(_("All")), Tab(_("To read"), "state__exact=new")]

    @staticmethod
    @admin.display(description=_("expert"), ordering="expert__name_key")
    def to_whom(row: ContactRequest) -> str:
        return str(row.expert)

    @staticmethod
    @admin.display(description=_("expert"))
    def expert_link(row: ContactRequest) -> str:
        url = reverse("admin:expertise_expert_page", args=[row.expert.code])
        return format_html('<a href="{}">{}</a>', url, row.expert)

    def object_tools(self, request: HttpRequest, obj: ContactRequest) -> list[Tool]:
        if obj.state != State.NEW or not may_manage(request.user):
            return []
        return [
            Tool(_("Pass on to the expert"), reverse("admin:expertise_contact_pass_on", args=[obj.pk]), primary=True),
            Tool(_("Close"), reverse("admin:expertise_contact_close", args=[obj.pk])),
        ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/pass-on/", view(self.pass_on_view), name="expertise_contact_pass_on"),
            path("<int:pk>/close/", view(self.close_view), name="expertise_contact_close"),
            *super().get_urls(),
        ]

    def _found(self, request: HttpRequest, pk: int) -> ContactRequest:
        found = ContactRequest.objects.filter(pk=pk).select_related("expert").first()
        if found is None or not may_manage(request.user):
            raise Http404
        return found

    def pass_on_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The message goes to the expert with the writer's address."""
        found = self._found(request, pk)
        return act_page(
            request,
            self,
            title=_("Pass on to the expert"),
            text=_("%(expert)s gets the message and the address of %(name)s, and is free to answer.")
            % {"expert": found.expert, "name": found.name},
            form_class=NoForm,
            buttons=[Button("go", _("Pass on"), lambda values: contact.pass_on(request=found, by=request.user))],
            done=_("Passed on to the expert."),
            back=reverse("admin:expertise_contactrequest_change", args=[pk]),
            original=found,
        )

    def close_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Closed without passing it on, with the reason for the log."""
        found = self._found(request, pk)
        return act_page(
            request,
            self,
            title=_("Close without passing on"),
            text=_("The reason goes into the log; nobody is written to."),
            form_class=ReasonForm,
            buttons=[
                Button(
                    "go",
                    _("Close"),
                    lambda values: contact.close(request=found, by=request.user, reason=values["reason"]),
                )
            ],
            done=_("Closed."),
            back=reverse("admin:expertise_contactrequest_change", args=[pk]),
            original=found,
        )
