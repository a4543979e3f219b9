"""The comments of all records in one list of the office, each person's own: those on the records they see there."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.accounts.admin.filters import PartyFilter
from portal.office import ReadOnlyAdmin, places, register
from portal.reference.languages import page_language
from portal.ui.dates import moment
from portal.ui.foreign import foreign

from .discussion import address_of
from .models import Comment
from .ports import kind_of, kinds
from .queries import comments_visible_to, waiting_for


def sees_comments(user: Any, obj: Any = None) -> bool:
    """Who reads the records of some kind in the office: the Secretariat; a field office those of its countries."""
    return any(kind.may_look(user) for kind in kinds())


class StateFilter(SimpleListFilter):
    """Open ones, unless asked otherwise."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("open, waiting for me")), ("settled", _("settled")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        first, *others = super().choices(changelist)
        yield {**first, "display": _("open")}
        yield from others  # type: ignore[misc]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        if self.value() == "all":
            return queryset
        if self.value() == "settled":
            return queryset.filter(settled_at__isnull=False)
        return waiting_for(request.user, queryset) if self.value() == "waiting" else queryset.filter(settled_at=None)


class RecordPartyFilter(PartyFilter):
    """By the Party of the record commented."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        text = self.normalise(self.value() or "")
        if not text:
            return queryset
        wanted = Q(pk=None)
        for kind in kinds():
            named = kind.model._default_manager.filter(country__names__sort_key__contains=text).values("pk")
            content_type = ContentType.objects.get_for_model(kind.model)
            wanted |= Q(content_type=content_type, object_id__in=named)
        return queryset.filter(wanted)


@register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """What is said about the records a person sees in the office; read, answered and settled on their own page."""

    may_view = sees_comments
    list_display = ("comment", "record_name", "written_by", "written", "answers")
    list_display_links = None
    list_filter = (StateFilter, RecordPartyFilter)
    search_fields = ("text",)
    list_per_page = 50
    ordering = ("-at", "-pk")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="collaboration_comment_changelist")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        records = [kind.in_office(request.user) for kind in kinds() if kind.in_office is not None]
        return (
            comments_visible_to(request.user)
            .select_related("by", "content_type")
            .prefetch_related(
                Prefetch("answers", Comment.objects.select_related("by").order_by("at", "pk")),
                GenericPrefetch("record", [rows.select_related("country") for rows in records]),
            )
        )

    @staticmethod
    @admin.display(description=_("comment"))
    def comment(row: Comment) -> str:
        words = Truncator(row.text).chars(140)
        lang = foreign(row.language)
        return format_html('<a href="{}#comment-{}"><bdi{}>{}</bdi></a>', address_of(row.record), row.pk, lang, words)

    @staticmethod
    @admin.display(description=_("about"))
    def record_name(row: Comment) -> str:
        return kind_of(row.record).name(row.record, page_language())

    @staticmethod
    @admin.display(description=_("written by"))
    def written_by(row: Comment) -> str:
        return str(row.by or "–")

    @staticmethod
    @admin.display(description=_("written"), ordering="at")
    def written(row: Comment) -> str:
        return moment(row.at)

    @staticmethod
    @admin.display(description=_("last word"))
    def answers(row: Comment) -> str:
        last = row.last
        return "–" if last.pk == row.pk else f"{last.by or '–'}, {moment(last.at)}"


places.register("assistance", _("Comments"), "admin:collaboration_comment_changelist", sees_comments, order=42)
