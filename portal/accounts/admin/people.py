"""People with their roles. Nothing is typed here: roles are granted and ended by their services."""

from typing import Any

import rules
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.office import ReadOnlyAdmin, Tab, Tool, places, register
from portal.reference.sortkeys import sort_key

from .. import services
from ..forms import ReasonForm, language_now
from ..models import Membership, Role, User
from ..queries import party_name
from .acts import Button, act_page
from .filters import RoleFilter
from .forms import EndRoleForm, GrantRoleForm


def sees_people(user: Any, obj: Any = None) -> bool:
    return bool(rules.has_perm("accounts.see_people", user))


@register(User)
class PersonAdmin(ReadOnlyAdmin):
    """List and page of people; the acts stand as buttons on the page."""

    may_view = sees_people
    list_display = ("name", "email", "roles_now", "teams_now", "is_active", "last_login")
    list_filter = (RoleFilter, "is_active")
    search_fields = ("name_key", "email")
    ordering = ("name_key", "id")
    fields = (
        "name", "email", "language", "time_zone", "is_active", "is_superuser", "joined_at", "last_login",
        "roles_now", "teams_now",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        open_roles = Role.objects.filter(ended_at=None).order_by("kind")
        teams = Membership.objects.filter(state=Membership.State.CONFIRMED).order_by("country_id")
        teams = teams.annotate(party_name=party_name(language_now()))
        return (
            super()
            .get_queryset(request)
            .filter(erased_at=None)
            .defer("password", "sign_in_key")
            .prefetch_related(
                Prefetch("roles", open_roles, to_attr="open_roles"),
                Prefetch("memberships", teams, to_attr="open_teams"),
            )
        )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Names are searched by their stored key, without accents; addresses as they are typed."""
        words = search_term if "@" in search_term else sort_key(search_term)
        return super().get_search_results(request, queryset, words)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """A secret column is no filter: its value could be guessed sign by sign."""
        if lookup.partition("__")[0] in {"password", "sign_in_key"}:
            return False
        return super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    @staticmethod
    @admin.display(description=_("roles"))
    def roles_now(person: User) -> str:
        return ", ".join(str(role.get_kind_display()) for role in person.open_roles)  # type: ignore[attr-defined]

    @staticmethod
    @admin.display(description=_("teams"))
    def teams_now(person: User) -> str:
        return ", ".join(f"{place.party_name} ({place.part})" for place in person.open_teams)  # type: ignore[attr-defined]

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        roles = [Tab(capfirst(str(label)), f"role={kind}") for kind, label in Role.Kind.choices]
        return [Tab(_("Everybody")), *roles]

    def object_tools(self, request: HttpRequest, obj: User) -> list[Tool]:
        if not rules.has_perm("accounts.grant_roles", request.user):
            return []
        blocking = _("Block") if obj.is_active else _("Unblock")
        tools = [(_("Grant a role"), "grant"), (_("End a role"), "end"), (blocking, "block")]
        tools.append((_("Sign out everywhere"), "sign_out"))
        if rules.has_perm("accounts.erase_account", request.user):
            tools.append((_("Erase the account"), "erase"))
        return [Tool(label, reverse(f"admin:accounts_user_{act}", args=[obj.pk])) for label, act in tools]

    def get_urls(self) -> list[Any]:
        own = [
            path(f"<int:pk>/{act}/", self.admin_site.admin_view(view), name=f"accounts_user_{act}")
            for act, view in (
                ("grant", self.grant_view),
                ("end", self.end_view),
                ("block", self.block_view),
                ("sign_out", self.sign_out_view),
                ("erase", self.erase_view),
            )
        ]
        return [*own, *super().get_urls()]

    def _person(self, request: HttpRequest, pk: int) -> tuple[User, dict[str, Any]]:
        """The person and what each act page shares. Raises Http404 for who may not."""
        person = User.objects.filter(pk=pk).first()
        if person is None or not rules.has_perm("accounts.grant_roles", request.user):
            raise Http404
        return person, {"back": reverse("admin:accounts_user_change", args=[pk]), "original": person}

    def grant_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        person, shared = self._person(request, pk)
        return act_page(
            request,
            self,
            title=_("Grant a role"),
            text=person,
            form_class=GrantRoleForm,
            buttons=[
                Button(
                    "grant", _("Grant"), lambda values: services.grant_role(user=person, by=request.user, **values)
                )
            ],
            done=_("The role is granted."),
            **shared,
        )

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        person, shared = self._person(request, pk)
        roles = list(Role.objects.filter(user=person, ended_at=None))

        def end(values: dict[str, Any]) -> None:
            role = next(role for role in roles if str(role.pk) == values["role"])
            services.end_role(role=role, by=request.user, reason=values["reason"])

        return act_page(
            request,
            self,
            title=_("End a role"),
            text=person,
            form_class=EndRoleForm,
            form_kwargs={"roles": roles},
            buttons=[Button("end", _("End the role"), end)],
            done=_("The role has ended, and the person’s sessions with it."),
            **shared,
        )

    def block_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        person, shared = self._person(request, pk)
        act = services.block_person if person.is_active else services.unblock_person
        return act_page(
            request,
            self,
            title=_("Block the account") if person.is_active else _("Open the account again"),
            text=person,
            form_class=ReasonForm,
            buttons=[
                Button(
                    "block",
                    _("Block") if person.is_active else _("Unblock"),
                    lambda values: act(user=person, by=request.user, reason=values["reason"]),
                )
            ],
            done=_("Done."),
            **shared,
        )

    def sign_out_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        person, shared = self._person(request, pk)
        return act_page(
            request,
            self,
            title=_("Sign out everywhere"),
            text=_("Ends every open session of this person, for example after a computer was lost."),
            form_class=ReasonForm,
            buttons=[
                Button(
                    "sign_out",
                    _("Sign out everywhere"),
                    lambda _values: services.sign_out_everywhere(user=person, by=request.user),
                    needs_form=False,
                )
            ],
            done=_("Every session of this person has ended."),
            **shared,
        )

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        person, shared = self._person(request, pk)
        if not rules.has_perm("accounts.erase_account", request.user):
            raise Http404
        shared["back"] = reverse("admin:accounts_user_changelist")
        return act_page(
            request,
            self,
            title=_("Erase the account"),
            text=_(
                "At the request of the person. It cannot be undone: name, addresses, messages and the profile of an "
                "expert go; what was signed or decided stays without a name."
            ),
            form_class=ReasonForm,
            buttons=[
                Button(
                    "erase",
                    _("Erase the account"),
                    lambda values: services.erase_person(user=person, by=request.user, reason=values["reason"]),
                )
            ],
            done=_("The account is erased."),
            **shared,
        )


places.register("settings", _("People"), "admin:accounts_user_changelist", sees_people, order=10)
