"""Base classes of everything in the office: who may, plain fields, tabs, tools, and the log of what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from portal.ui.lists import without_empty

from . import ports

Predicate = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view of a list: its words, its query (`state=screening`), how many rows when that is known."""

    label: Any
    query: str = ""
    count: Any = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A button beside the heading of a list or a record; one of them `primary` at most."""

    label: Any
    url: str
    primary: bool = False


def native_widget(db_field: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
    """The browser's own date and time fields: labelled, translated, without a script."""
    if isinstance(db_field, models.DateTimeField):
        widget: forms.Widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return {**kwargs, "form_class": forms.DateTimeField, "widget": widget}
    if isinstance(db_field, models.DateField):
        return {**kwargs, "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    if isinstance(db_field, models.TimeField):
        return {**kwargs, "widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}
    return kwargs


def named_for_readers(formfield: Any) -> Any:
    """The label of a field in a table's cell, for those who do not see the column's head."""
    if formfield is not None:
        widget = getattr(formfield.widget, "widget", formfield.widget)
        widget.attrs.setdefault("aria-label", formfield.label or "")
    return formfield


class ByPredicate:
    """Who may, by predicates `(user, obj=None) -> bool`; never by Django's rights, all of which a superuser has.

    What is not named is not allowed.
    """

    may_view: Predicate | None = None
    may_add: Predicate | None = None
    may_change: Predicate | None = None
    may_delete: Predicate | None = None

    def _ask(self, name: str, user: Any, obj: Any) -> bool:
        # Read from the class: a plain function kept there must not be called as a method.
        predicate = next((vars(cls)[name] for cls in type(self).__mro__ if name in vars(cls)), None)
        if predicate is None:
            return False
        predicate = getattr(predicate, "__func__", predicate)
        return bool(predicate(user, obj) if obj is not None else predicate(user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._ask("may_view", request.user, obj) or self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._ask("may_add", request.user, None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._ask("may_change", request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._ask("may_delete", request.user, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """The choices of a field in the order of their own list, which may be by an annotation of its rows."""
        related = self.admin_site._registry.get(db_field.remote_field.model)  # type: ignore[attr-defined]
        ordering = related.get_ordering(request) if related is not None else ()
        return related.get_queryset(request).order_by(*ordering) if related is not None and ordering else None

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, (models.DateField, models.TimeField)) and not db_field.choices:
            return db_field.formfield(**native_widget(db_field, kwargs))
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class OfficeModelAdmin(ByPredicate, admin.ModelAdmin):
    """A list and a form of the office. The port logs plain saves; acts with rules have services and views."""

    list_per_page = 50
    show_full_result_count = False
    actions_on_bottom = False
    actions_selection_counter = True
    save_on_top = False
    view_on_site = False
    delete_confirmation_template = None

    def get_tabs(self, request: HttpRequest) -> list[Tab]:
        """Saved views of the list, shown as tabs."""
        return []

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        """Buttons beside the heading of the list, before "Add"."""
        return []

    def object_tools(self, request: HttpRequest, obj: Any) -> list[Tool]:
        """Buttons beside the heading of a record."""
        return []

    def heading(self, obj: Any) -> str:
        """The words of a record above its form."""
        return str(obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        if context.get("original") is not None:
            context["record_title"] = self.heading(context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """The forms of the rows that are changed in the list; each of their fields has a name."""

        def labelled(db_field: Any, **options: Any) -> Any:
            return named_for_readers(self.formfield_for_dbfield(db_field, request=request, **options))

        return super().get_changelist_formset(request, **{"formfield_callback": labelled, **kwargs})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Deleting in bulk is not offered unless this person may delete: what is done with is archived."""
        actions = super().get_actions(request)
        if not self.has_delete_permission(request):
            actions.pop("delete_selected", None)
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list. A filter form sends its empty fields too: they leave the address first."""
        cleaned = without_empty(request) if request.method == "GET" else None
        if cleaned is not None:
            return cleaned
        tabs = [
            {
                "tab": tab,
                "current": _same_query(request, tab.query),
                "url": f"?{tab.query}" if tab.query else request.path,
            }
            for tab in self.get_tabs(request)
        ]
        context = {"tabs": tabs, "tools": self.list_tools(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: Any = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = dict(extra_context or {})
        if object_id is not None and request.method == "GET":
            obj = self.get_object(request, object_id)
            if obj is not None and self.has_view_permission(request, obj):
                context.setdefault("tools", self.object_tools(request, obj))
                context.setdefault("history_url", self._history_url(request, obj))
        return super().changeform_view(request, object_id, form_url, context)

    def _history_url(self, request: HttpRequest, obj: Any) -> str:
        try:
            return ports.history_url(obj, request.user)
        except NoReverseMatch:
            return ""

    def history_view(
        self, request: HttpRequest, object_id: Any, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The log of the portal, not Django's."""
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_view_permission(request, obj):
            raise Http404("no such record")
        url = self._history_url(request, obj)
        if not url:
            raise Http404("no history is kept")
        return HttpResponseRedirect(url)

    # Django's own log is not written: what was done stands in the activity log, once.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return ports.record(actor=request.user, verb="office.added", target=obj, new=_fields(message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return ports.record(actor=request.user, verb="office.changed", target=obj, new=_fields(message))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return [
            ports.record(actor=request.user, verb="office.deleted", target=obj, old={"name": str(obj)})
            for obj in queryset
        ]


class ReadOnlyAdmin(OfficeModelAdmin):
    """Looked at, never written here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OfficeTabularInline(ByPredicate, admin.TabularInline):
    """Rows inside a record's form; by default who may change the record may change them."""

    extra = 0
    show_change_link = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return named_for_readers(super().formfield_for_dbfield(db_field, request, **kwargs))

    def _parent(self, request: HttpRequest, name: str, obj: Any) -> bool:
        parent = self.admin_site._registry.get(self.parent_model)
        if self._named(name):
            return self._ask(name, request.user, obj)
        return bool(parent is not None and parent.has_change_permission(request, obj))

    def _named(self, name: str) -> bool:
        return any(vars(cls).get(name) is not None for cls in type(self).__mro__)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        parent = self.admin_site._registry.get(self.parent_model)
        return bool(parent is not None and parent.has_view_permission(request, obj))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._parent(request, "may_add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._parent(request, "may_change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._parent(request, "may_delete", obj)


class OfficeStackedInline(OfficeTabularInline, admin.StackedInline):
    """The same, one field below the other."""

    template = admin.StackedInline.template


def _fields(message: Any) -> dict[str, Any]:
    """Which fields a form changed, from Django's message."""
    changed: list[str] = []
    for part in message if isinstance(message, list) else []:
        for kind in ("changed", "added", "deleted"):
            if kind in part:
                changed += part[kind].get("fields") or [part[kind].get("name", kind)]
    return {"fields": changed}


def _same_query(request: HttpRequest, query: str) -> bool:
    """Whether the list is shown with exactly these filters (the page and the order aside)."""
    now = {name: value for name, value in request.GET.items() if name not in {"p", "o", "q"}}
    wanted = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
    return now == wanted


def change_url(obj: Any) -> str:
    """The address of a record in the office."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
