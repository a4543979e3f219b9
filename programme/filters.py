"""What a visitor may ask of the list of countries; pages, files and later the API ask alike."""

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from portal.reference.models import Country
from portal.reference.queries import named_like

PARTY = {"yes": Q(party=True), "no": Q(party=False), "unknown": Q(party=None)}
GROUPS = {"developing": Q(developing=True), "ldc": Q(ldc=True), "sids": Q(sids=True)}
PARTY_WORDS = (("yes", _("Party")), ("no", _("Not a Party")), ("unknown", _("Not known")))
GROUP_WORDS = (
    ("developing", _("Developing country")),
    ("ldc", _("Least developed country")),
    ("sids", _("Small island developing State")),
)

LONGEST_NAME = 100


class CountryFilter(django_filters.FilterSet):
    """Words of the name, regions (any of), status (any of), groups (all of). What it can't read it ignores."""

    q = django_filters.CharFilter(label=_("Name of the country"), max_length=LONGEST_NAME)
    region = django_filters.MultipleChoiceFilter(label=_("Region"), widget=CheckboxSelectMultiple)
    party = django_filters.MultipleChoiceFilter(
        label=_("Party to the Convention"), choices=PARTY_WORDS, widget=CheckboxSelectMultiple
    )
    group = django_filters.MultipleChoiceFilter(label=_("Group"), choices=GROUP_WORDS, widget=CheckboxSelectMultiple)

    class Meta:
        model = Country
        fields: list[str] = []

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["region"].extra["choices"] = regions
        self.regions = regions

    def asked(self) -> dict[str, Any]:
        """What was asked and understood: `q` and the codes chosen in each facet."""
        self.errors  # noqa: B018 - asking for the errors fills cleaned_data
        found = getattr(self.form, "cleaned_data", {})
        return {name: found.get(name) or ("" if name == "q" else []) for name in ("q", "region", "party", "group")}

    def conditions(self) -> dict[str, Q]:
        """One condition a facet; an untouched facet has none."""
        asked = self.asked()
        wanted = {}
        if asked["region"]:
            wanted["region"] = Q(region__in=asked["region"])
        if asked["party"]:
            wanted["party"] = _any(PARTY[code] for code in asked["party"])
        if asked["group"]:
            wanted["group"] = _all(GROUPS[code] for code in asked["group"])
        return wanted

    def filter_queryset(self, queryset: QuerySet[Country]) -> QuerySet[Country]:
        named = named_like(queryset, self.asked()["q"])
        return named.filter(_all(self.conditions().values()))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many each choice would show with the rest as it is: one query."""
        conditions = self.conditions()
        choices = {
            "region": {code: Q(region=code) for code, _label in self.regions},
            "party": PARTY,
            "group": GROUPS,
        }
        wanted = {}
        for facet, codes in choices.items():
            rest = _all(condition for name, condition in conditions.items() if name != facet)
            if facet == "group":
                rest &= conditions.get("group", Q())
            for code, condition in codes.items():
                wanted[f"{facet}__{code}"] = Count("pk", filter=rest & condition)
        found = named_like(Country.objects.filter(active=True), self.asked()["q"]).aggregate(
            **{name.replace("__", "_of_"): count for name, count in wanted.items()}
        )
        return {facet: {code: found[f"{facet}_of_{code}"] for code in codes} for facet, codes in choices.items()}


def _any(conditions: Any) -> Q:
    result = Q()
    for condition in conditions:
        result |= condition
    return result


def _all(conditions: Any) -> Q:
    result = Q()
    for condition in conditions:
        result &= condition
    return result
