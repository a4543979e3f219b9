"""Filters of a list as one form: a field to type in, or one choice; never a link for each of 200 countries."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest

if TYPE_CHECKING:  # Django's module needs loaded apps; this one is imported before
    from django.contrib.admin.views.main import ChangeList


class AutocompleteFilter(SimpleListFilter):
    """A text field with suggestions; the list is narrowed to rows where one of `search_fields` holds what is typed.

    A subclass names `title`, `parameter_name` and `search_fields` (lookups), may `normalise` the text (the stored
    keys are without accents), and may give `suggestions`.
    """

    template = "admin/filter_text.html"
    search_fields: tuple[str, ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.suggested = list(self.suggestions(request, model_admin))
        return []

    def suggestions(self, request: HttpRequest, model_admin: Any) -> Iterable[str]:
        """Words to offer while typing; none unless the subclass has some."""
        return ()

    def normalise(self, text: str) -> str:
        """The text as it is searched."""
        return text.strip()

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: "ChangeList") -> list[dict[str, Any]]:  # type: ignore[override]
        return [{"name": self.parameter_name, "value": self.value() or "", "suggested": self.suggested}]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        text = self.normalise(self.value() or "")
        if not text:
            return queryset
        wanted = Q()
        for lookup in self.search_fields:
            wanted |= Q(**{lookup: text})
        # By key, so that a join to several names gives no row twice.
        return queryset.filter(pk__in=queryset.model._default_manager.filter(wanted).values("pk"))


def as_choice(spec: Any, changelist: "ChangeList") -> dict[str, Any] | None:
    """A filter of Django's (a list of links) as one choice: name, options (value, words, chosen).

    None when its links differ in more than one parameter (dates): those stay links.
    """
    names = list(spec.expected_parameters())
    found, used = [], set()
    for choice in spec.choices(changelist):
        given = parse_qs(choice["query_string"].lstrip("?"), keep_blank_values=True)
        mine = {name: given[name][0] for name in names if name in given}
        if len(mine) > 1:
            return None
        if any(name.endswith("__isnull") for name in mine):
            continue  # "none" has another parameter than the rest: one choice cannot hold both
        used |= mine.keys()
        found.append((next(iter(mine.values()), ""), choice["display"], choice["selected"]))
    if len(used) != 1:
        return None
    return {"name": used.pop(), "options": found}


def kept_parameters(changelist: "ChangeList") -> list[tuple[str, str]]:
    """What the filter form must carry along: the search and the order, not the page and not its own fields."""
    own = {name for spec in changelist.filter_specs for name in spec.expected_parameters()}
    return [(name, value) for name, value in changelist.params.items() if name not in own | {"p", "e"}]
