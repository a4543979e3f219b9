"""The outbox in the office: read; drafts edited and let go; messages stopped or sent again, through services."""

from typing import Any

import rules
from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.admin.acts import Button, act_page
from portal.accounts.admin.forms import NoForm
from portal.accounts.forms import ReasonForm
from portal.office import ReadOnlyAdmin, Tab, Tool, places, register

from . import services
from .models import Message

State = Message.State
_ACTS = {
    State.DRAFT: (("edit", _("Edit")), ("send", _("Send")), ("stop", _("Stop"))),
    State.QUEUED: (("stop", _("Stop")),),
    State.FAILED: (("resend", _("Send again")),),
    State.UNKNOWN: (("resend", _("Send again")),),
}


class DraftForm(forms.Form):
    """The words of a draft."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 20}))


def sees_messages(user: Any, obj: Any = None) -> bool:
    return bool(rules.has_perm("messaging.see", user))


@register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """What a secret message says is shown nowhere."""

    may_view = sees_messages
    list_display = ("made_at", "email", "subject_shown", "state", "state_since", "attempts")
    list_filter = ("state", "code", "language")
    search_fields = ("email", "subject")
    ordering = ("-made_at", "-id")
    fields = (
        "email", "language", "code", "subject_shown", "body_shown", "state", "state_since", "attempts",
        "next_attempt_at", "error", "made_at", "message_id",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("body", "sealed")

    @staticmethod
    @admin.display(description=_("subject"))
    def subject_shown(message: Message) -> str:
        return message.subject_for_staff

    @staticmethod
    @admin.display(description=_("text"))
    def body_shown(message: Message) -> str:
        return str(_("This message carries a secret: its text is not kept.")) if message.secret else message.body

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [
            Tab(_("All")),
            Tab(_("Drafts"), "state__exact=draft"),
            Tab(_("Failed"), "state__exact=failed"),
            Tab(_("Unknown: resend?"), "state__exact=unknown"),
        ]

    def object_tools(self, request: HttpRequest, obj: Message) -> list[Tool]:
        if not rules.has_perm("messaging.handle", request.user):
            return []
        return [
            Tool(label, reverse(f"admin:messaging_message_{act}", args=[obj.pk]))
            for act, label in _ACTS.get(State(obj.state), ())
            if not (obj.secret and (act == "edit" or (act == "resend" and not obj.sealed)))
        ]

    def get_urls(self) -> list[Any]:
        views = {"edit": self.edit_view, "send": self.send_view, "stop": self.stop_view, "resend": self.resend_view}
        own = [
            path(f"<int:pk>/{act}/", self.admin_site.admin_view(view), name=f"messaging_message_{act}")
            for act, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def _act(self, request: HttpRequest, pk: int, **page: Any) -> HttpResponse:
        message = Message.objects.filter(pk=pk).first()
        if message is None or not rules.has_perm("messaging.handle", request.user):
            raise Http404
        button = page.pop("button")
        run = page.pop("run")
        initial = page.pop("initial", None)
        return act_page(
            request,
            self,
            text=f"{message.subject_for_staff} → {message.email}",
            buttons=[Button("go", button, lambda values: run(message, values))],
            form_kwargs={"initial": initial(message)} if initial else {},
            back=reverse("admin:messaging_message_change", args=[pk]),
            original=message,
            **page,
        )

    def edit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._act(
            request,
            pk,
            title=_("Edit the draft"),
            form_class=DraftForm,
            initial=lambda message: {"subject": message.subject, "body": message.body},
            button=_("Save"),
            run=lambda message, values: services.edit_draft(message=message, by=request.user, **values),
            done=_("Saved."),
        )

    def send_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._act(
            request,
            pk,
            title=_("Let the message go"),
            form_class=NoForm,
            button=_("Send"),
            run=lambda message, _values: services.send_draft(message=message, by=request.user),
            done=_("The message is on its way."),
        )

    def stop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._act(
            request,
            pk,
            title=_("Stop the message"),
            form_class=ReasonForm,
            button=_("Stop"),
            run=lambda message, values: services.stop(message=message, by=request.user, reason=values["reason"]),
            done=_("The message is stopped."),
        )

    def resend_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._act(
            request,
            pk,
            title=_("Send the message again"),
            form_class=ReasonForm,
            button=_("Send again"),
            run=lambda message, values: services.resend(message=message, by=request.user, reason=values["reason"]),
            done=_("The message is on its way again."),
        )


places.register("settings", _("Messages"), "admin:messaging_message_changelist", sees_messages, order=70)
