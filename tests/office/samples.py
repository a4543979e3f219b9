"""A small office of its own over the people of the portal: the base classes are tested without any floor above."""

from django.contrib import admin
from django.urls import include, path

from portal.accounts.models import Role, User
from portal.office import (
    AutocompleteFilter,
    OfficeModelAdmin,
    OfficeSite,
    OfficeTabularInline,
    ReadOnlyAdmin,
    Tab,
    Tool,
)

site = OfficeSite(name="admin")


def everybody(user, obj=None) -> bool:
    return True


def nobody(user, obj=None) -> bool:
    return False


class NameFilter(AutocompleteFilter):
    title = "Person"
    parameter_name = "person"
    search_fields = ("name__icontains", "roles__kind__icontains")

    def suggestions(self, request, model_admin):
        return ['Ana "<b>"']


class Roles(OfficeTabularInline):
    model = Role
    fk_name = "user"
    fields = ("kind", "reason")


class People(OfficeModelAdmin):
    may_view = may_change = may_add = may_delete = everybody
    list_display = ("email", "name", "language", "is_active")
    list_editable = ("name",)
    list_filter = (NameFilter, "language", "is_active", "joined_at")
    search_fields = ("email",)
    fields = ("email", "name", "language", "last_login")
    inlines = (Roles,)

    def get_tabs(self, request):
        return [Tab("All"), Tab("French", "language__exact=fr", 3)]

    def list_tools(self, request):
        return [Tool("Board", "/board/", primary=True)]


class Grants(ReadOnlyAdmin):
    may_view = everybody
    list_display = ("kind",)


class Hidden(admin.ModelAdmin):
    pass


site.register(User, People)
site.register(Role, Grants)
urlpatterns = [path("admin/", site.urls), path("en/accounts/", include("allauth.urls"))]
