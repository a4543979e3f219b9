"""What a visitor may ask of the public roster; pages, and later the API, ask alike."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from .facets import Counted
from .models import Expert
from .roster import FACETS, choices, roster

LEGENDS = {
    "activity": _("Activities of the Open Roadmap"),
    "theme": _("Priority themes"),
    "field": _("Fields of expertise"),
    "language": _("Working languages"),
    "region": _("Region"),
}


class RosterFilter(django_filters.FilterSet):
    """Words of the name, and any of the choices in each facet; facets narrow each other.

    What it cannot read it ignores. The rows come from the roster kept in the process, never from hidden parts.
    """

    q = django_filters.CharFilter(label=_("Name of the expert"), max_length=100)
    activity = django_filters.MultipleChoiceFilter(label=LEGENDS["activity"], widget=CheckboxSelectMultiple)
    theme = django_filters.MultipleChoiceFilter(label=LEGENDS["theme"], widget=CheckboxSelectMultiple)
    field = django_filters.MultipleChoiceFilter(label=LEGENDS["field"], widget=CheckboxSelectMultiple)
    language = django_filters.MultipleChoiceFilter(label=LEGENDS["language"], widget=CheckboxSelectMultiple)
    region = django_filters.MultipleChoiceFilter(label=LEGENDS["region"], widget=CheckboxSelectMultiple)

    class Meta:
        model = Expert
        fields: list[str] = []

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        for name, offered in choices(reader).items():
            self.filters[name].extra["choices"] = offered

    def asked(self) -> dict[str, Any]:
        """What was asked and understood: `q` and the codes chosen in each facet."""
        self.errors  # noqa: B018 - asking for the errors fills cleaned_data
        found = getattr(self.form, "cleaned_data", {})
        return {"q": found.get("q") or "", **{name: list(found.get(name) or ()) for name in FACETS}}

    def counted(self) -> Counted:
        """The rows of the roster that match, and the counts of each choice."""
        asked = self.asked()
        return roster(self.reader).find({name: asked[name] for name in FACETS}, asked["q"])

    def filter_queryset(self, queryset: QuerySet[Expert]) -> QuerySet[Expert]:
        codes = roster(self.reader).codes()
        return queryset.filter(code__in=[codes[number] for number in self.counted().rows])
