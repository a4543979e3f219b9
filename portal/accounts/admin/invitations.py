"""Invitations in the office. Their token is nowhere to be read."""

from typing import Any

import rules
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from portal.office import ReadOnlyAdmin, Tool, places, register
from portal.reference.models import Country

from .. import services
from ..forms import language_now
from ..models import Invitation
from ..queries import party_name
from .acts import Button, act_page
from .filters import PartyFilter
from .forms import NoForm, OfficeInvitationForm
from .people import sees_people


@register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Sent, open, accepted, taken back."""

    may_view = sees_people
    list_display = ("email", "party", "kind", "invited_by", "invited_at", "expires_at", "accepted_at", "revoked_at")
    list_filter = (PartyFilter, "kind")
    list_select_related = ("country", "invited_by")
    search_fields = ("email",)
    fields = (
        "email", "party", "kind", "as_focal", "institution", "title", "language",
        "invited_by", "invited_at", "expires_at", "accepted_at", "accepted_by", "revoked_at", "revoked_by",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return super().get_queryset(request).annotate(party_name=party_name(language_now()))

    @staticmethod
    @admin.display(description=_("Party"))
    def party(row: Invitation) -> str:
        return row.party_name  # type: ignore[attr-defined]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        if not rules.has_perm("accounts.decide_claims", request.user):
            return []
        return [Tool(_("Invite to a team"), reverse("admin:accounts_invitation_invite"), primary=True)]

    def object_tools(self, request: HttpRequest, obj: Invitation) -> list[Tool]:
        if not rules.has_perm("accounts.revoke_invitation", request.user, obj):
            return []
        return [Tool(_("Take back"), reverse("admin:accounts_invitation_revoke", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        own = [
            path("invite/", self.admin_site.admin_view(self.invite_view), name="accounts_invitation_invite"),
            path("<int:pk>/revoke/", self.admin_site.admin_view(self.revoke_view), name="accounts_invitation_revoke"),
        ]
        return [*own, *super().get_urls()]

    def invite_view(self, request: HttpRequest) -> HttpResponse:
        if not rules.has_perm("accounts.decide_claims", request.user):
            raise Http404

        def send(values: dict[str, Any]) -> None:
            country = Country.objects.get(iso3=values.pop("party"))
            services.invite(country=country, by=request.user, **values)

        return act_page(
            request,
            self,
            title=_("Invite to a team"),
            text=_("The person receives a link that serves once and closes after 14 days."),
            form_class=OfficeInvitationForm,
            form_kwargs={"initial": {"language": language_now(), "kind": "writer"}},
            buttons=[Button("send", _("Send the invitation"), send)],
            done=_("The invitation is on its way."),
            back=reverse("admin:accounts_invitation_changelist"),
        )

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = Invitation.objects.select_related("country").filter(pk=pk).first()
        if row is None or not rules.has_perm("accounts.decide_claims", request.user):
            raise Http404
        return act_page(
            request,
            self,
            title=_("Take the invitation back"),
            text=row.email,
            form_class=NoForm,
            buttons=[
                Button(
                    "revoke",
                    _("Take back"),
                    lambda _values: services.revoke_invitation(invitation=row, by=request.user),
                    needs_form=False,
                )
            ],
            done=_("The invitation is taken back."),
            back=reverse("admin:accounts_invitation_change", args=[pk]),
            original=row,
        )


places.register("settings", _("Invitations"), "admin:accounts_invitation_changelist", sees_people, order=30)
