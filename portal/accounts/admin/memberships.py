"""Claims to speak for a Party, and the places in Parties' teams. Decided by services, never edited."""

from typing import Any

import rules
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.office import ReadOnlyAdmin, Tab, Tool, places, register
from portal.reference.sortkeys import sort_key

from .. import services
from ..forms import ReasonForm, language_now
from ..models import Membership
from ..queries import party_name
from .acts import Button, act_page
from .filters import PartyFilter
from .people import sees_people


@register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """The waiting list of claims is its first tab."""

    may_view = sees_people
    list_display = ("user", "party", "kind", "institution", "title", "state", "state_since")
    list_filter = ("state", "kind", PartyFilter)
    list_select_related = ("user", "country")
    search_fields = ("user__name_key", "user__email", "country__names__sort_key")
    ordering = ("-state_since", "-id")
    actions = ("confirm_selected",)
    fields = (
        "user", "email", "party", "kind", "is_focal", "is_deputy", "institution", "title", "why",
        "state", "claimed_at", "state_since", "decided_by", "decided_at", "ended_by", "reason", "other_teams",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).annotate(party_name=party_name(language_now()))

    @staticmethod
    @admin.display(description=_("Party"))
    def party(place: Membership) -> str:
        return place.party_name  # type: ignore[attr-defined]

    @staticmethod
    @admin.display(description=_("e-mail address"))
    def email(place: Membership) -> str:
        return place.user.email

    @staticmethod
    @admin.display(description=_("other teams of this person"))
    def other_teams(place: Membership) -> str:
        """Who speaks for two Parties is seen before it is confirmed."""
        others = Membership.objects.filter(user_id=place.user_id, state__in=["claimed", "confirmed"])
        others = others.exclude(pk=place.pk).annotate(party_name=party_name(language_now()))
        return ", ".join(f"{other.party_name} ({other.get_state_display()})" for other in others)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        words = search_term if "@" in search_term else sort_key(search_term)
        return super().get_search_results(request, queryset, words)

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        return [
            Tab(_("All")),
            Tab(_("Waiting"), "state__exact=claimed"),
            Tab(_("In a team"), "state__exact=confirmed"),
            Tab(_("Ended"), "state__exact=ended"),
        ]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        if not rules.has_perm("accounts.decide_claims", request.user):
            return []
        return [Tool(_("Invite to a team"), reverse("admin:accounts_invitation_invite"), primary=True)]

    def object_tools(self, request: HttpRequest, obj: Membership) -> list[Tool]:
        if not rules.has_perm("accounts.decide_claims", request.user):
            return []
        if obj.state == Membership.State.CLAIMED:
            return [Tool(_("Decide"), reverse("admin:accounts_membership_decide", args=[obj.pk]), primary=True)]
        if obj.state == Membership.State.CONFIRMED:
            return [Tool(_("End"), reverse("admin:accounts_membership_end", args=[obj.pk]))]
        return []

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return bool(rules.has_perm("accounts.decide_claims", request.user))

    @admin.action(description=_("Confirm the selected claims"), permissions=["confirm"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        done = 0
        for place in queryset:
            try:
                services.confirm_claim(membership=place, by=request.user)
                done += 1
            except services.Refused as refusal:
                messages.warning(request, f"{place}: {refusal}")
        if done:
            text = ngettext("%(number)s claim is confirmed.", "%(number)s claims are confirmed.", done)
            messages.success(request, text % {"number": done})

    def get_urls(self) -> list[Any]:
        own = [
            path("<int:pk>/decide/", self.admin_site.admin_view(self.decide_view), name="accounts_membership_decide"),
            path("<int:pk>/end/", self.admin_site.admin_view(self.end_view), name="accounts_membership_end"),
        ]
        return [*own, *super().get_urls()]

    def _place(self, request: HttpRequest, pk: int) -> tuple[Membership, dict[str, Any]]:
        place = self.get_queryset(request).select_related("user", "country").filter(pk=pk).first()
        if place is None or not rules.has_perm("accounts.decide_claims", request.user):
            raise Http404
        return place, {"back": reverse("admin:accounts_membership_change", args=[pk]), "original": place}

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        place, shared = self._place(request, pk)
        return act_page(
            request,
            self,
            title=_("Decide on a claim"),
            text=f"{place.user} · {self.party(place)} · {place.part} · {place.institution}",
            form_class=ReasonForm,
            buttons=[
                Button(
                    "confirm",
                    _("Confirm"),
                    lambda _values: services.confirm_claim(membership=place, by=request.user),
                    needs_form=False,
                ),
                Button(
                    "refuse",
                    _("Refuse, for the reason given"),
                    lambda values: services.refuse_claim(membership=place, by=request.user, reason=values["reason"]),
                ),
            ],
            done=_("Decided. The person is told by e-mail."),
            **shared,
        )

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        place, shared = self._place(request, pk)
        return act_page(
            request,
            self,
            title=_("End a place in a team"),
            text=f"{place.user} · {self.party(place)}",
            form_class=ReasonForm,
            buttons=[
                Button(
                    "end",
                    _("End"),
                    lambda values: services.end_membership(
                        membership=place, by=request.user, reason=values["reason"]
                    ),
                )
            ],
            done=_("The place in the team has ended, and the person’s sessions with it."),
            **shared,
        )


places.register("settings", _("Parties’ teams"), "admin:accounts_membership_changelist", sees_people, order=20)
