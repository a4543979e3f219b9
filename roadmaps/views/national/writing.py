"""The pages on which a roadmap is written: its sections, an activity, a measure. The engine is the shared one."""

from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.resume import keeps_typed, wants_json
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.completeness import Problem
from portal.collaboration.discussion import Discussion, discussion
from portal.collaboration.parsing import RowReader
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved
from portal.collaboration.views.section import SectionPage
from portal.reference.languages import page_language
from portal.reference.queries import term_map

from ...models import Edition, Item, Measure, Roadmap
from ...national.checking import of_item, of_measure, of_section, units_in_use
from ...national.discussing import item_place, measure_place
from ...national.platform import say_platform
from ...national.queries import measure_of, open_edition
from ...sections import BY_CODE, ITEM, MEASURE, SECTIONS
from ...services.national import measures
from ...services.national.sections import save_edition, save_item, save_measure
from ...stores import EDITIONS, ITEMS, MEASURES
from .base import frame, of_roadmap, refused

View = Callable[..., HttpResponseBase]


def while_open(view: View) -> View:
    """Give the view the edition being written as well, for who writes; others are led to the roadmap."""

    @of_roadmap
    @wraps(view)
    def wrapped(request: HttpRequest, roadmap: Roadmap, **kwargs: Any) -> HttpResponseBase:
        edition = open_edition(roadmap)
        if edition is not None and rules.test_rule("roadmaps.write_roadmap", request.user, roadmap):
            return view(request, roadmap, edition, **kwargs)
        text = (
            _("This edition is validated and no longer changes. Open the next edition to go on.")
            if edition is None
            else _("Only a focal point of the Party can do this.")
        )
        if wants_json(request):
            return JsonResponse({"text": text}, status=422)
        messages.error(request, text)
        return redirect("roadmaps:roadmap", roadmap.country.iso3.lower())

    return wrapped


class RoadmapPage(SectionPage):
    """One page of the edition being written."""

    def __init__(self, request: HttpRequest, roadmap: Roadmap, record: Any, section: Section) -> None:
        super().__init__(request, record, section)
        self.roadmap = roadmap
        self.iso3 = roadmap.country.iso3.lower()

    def home(self) -> str:
        return reverse("roadmaps:roadmap", args=[self.iso3])

    def check_address(self) -> str:
        return reverse("roadmaps:check", args=[self.iso3])

    def refuse(self, error: Refused) -> HttpResponseBase:
        return refused(self.request, error, self.roadmap)

    def frame(self) -> dict[str, Any]:
        return frame(self.roadmap)

    def place(self) -> str:
        """How this page stands among those that can be commented."""
        return self.section.code

    def discussion(self) -> Discussion:
        return discussion(self.roadmap, self.request.user, self.place())


class EditionSection(RoadmapPage):
    """One of the sections of the roadmap as a whole."""

    store, sections, is_last = EDITIONS, SECTIONS, False
    template = "roadmaps/national/section.html"
    conflict_template = "roadmaps/national/conflict.html"

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return save_edition(
            roadmap=self.roadmap,
            section=self.section,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return of_section(self.section, given, unparsed)

    def address(self, section: Section) -> str:
        return reverse("roadmaps:section", args=[self.iso3, section.code])

    def _next_address(self) -> str:
        """After the self-diagnosis one chooses the activities."""
        if self.section.code == "diagnosis":
            return reverse("roadmaps:activities", args=[self.iso3])
        return super()._next_address()


class ItemPage(RoadmapPage):
    """What is said on one activity."""

    store, sections, is_last = ITEMS, (ITEM,), False
    template = "roadmaps/national/item.html"
    conflict_template = "roadmaps/national/conflict.html"

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return save_item(
            item=self.record,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return of_item(given, unparsed)

    def address(self, section: Section) -> str:
        return reverse("roadmaps:item", args=[self.iso3, self.record.activity])

    def place(self) -> str:
        return item_place(self.record.activity)

    def context(self) -> dict[str, Any]:
        words = term_map("activity", page_language()).get(self.record.activity)
        rows = self.record.measures.order_by("position", "pk")
        return {"item": self.record, "activity": str(words.text) if words else "", "measures": list(rows)}


class MeasurePage(RoadmapPage):
    """One measure."""

    store, sections, is_last = MEASURES, (MEASURE,), False
    template = "roadmaps/national/measure.html"
    conflict_template = "roadmaps/national/conflict.html"

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return save_measure(
            measure=self.record,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    @cached_property
    def units(self) -> dict[str, str]:
        """Units that values were given in already."""
        return units_in_use(self.roadmap.pk)

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return of_measure(given, unparsed, self.units)

    def address(self, section: Section) -> str:
        return reverse("roadmaps:measure", args=[self.iso3, self.record.key])

    def place(self) -> str:
        return measure_place(self.record.key)

    def context(self) -> dict[str, Any]:
        say_platform([self.record], self.roadmap.pk)
        others = self.record.edition.items.exclude(pk=self.record.item_id).values_list("activity", flat=True)
        return {"measure": self.record, "item": self.record.item, "others_items": list(others)}


@keeps_typed
@while_open
def section_page(request: HttpRequest, roadmap: Roadmap, edition: Edition, section: str) -> HttpResponseBase:
    """Show and save one section of the roadmap."""
    described = BY_CODE.get(section)
    if described is None:
        raise Http404
    return EditionSection(request, roadmap, edition, described).answer()


@keeps_typed
@while_open
def item_page(request: HttpRequest, roadmap: Roadmap, edition: Edition, code: str) -> HttpResponseBase:
    """Show and save what is said on one activity."""
    return ItemPage(request, roadmap, _item(edition, code), ITEM).answer()


@keeps_typed
@while_open
def measure_page(request: HttpRequest, roadmap: Roadmap, edition: Edition, key: str) -> HttpResponseBase:
    """Show and save one measure."""
    return MeasurePage(request, roadmap, _measure(edition, key), MEASURE).answer()


def _item(edition: Edition, code: str) -> Item:
    found = edition.items.filter(activity=code).select_related("edition__roadmap__country").first()
    if found is None:
        raise Http404
    return found


def _measure(edition: Edition, key: str) -> Measure:
    found = measure_of(edition, key)
    if found is None:
        raise Http404
    return found


@of_roadmap
@require_POST
def add_measure(request: HttpRequest, roadmap: Roadmap, code: str) -> HttpResponseBase:
    """Add a measure to an activity and open its page."""
    item = Item.objects.filter(edition__roadmap=roadmap, activity=code).order_by("-edition__number").first()
    if item is None:
        raise Http404
    try:
        measure = measures.add_measure(item=item, by=request.user)
    except Refused as error:
        return refused(request, error, roadmap)
    return redirect("roadmaps:measure", roadmap.country.iso3.lower(), measure.key)


def _last_of(roadmap: Roadmap, key: str) -> Measure:
    """The measure of this key in the latest edition that holds it. Raises Http404."""
    found = (
        Measure.objects.filter(edition__roadmap=roadmap, key=key)
        .select_related("edition__roadmap__country", "item")
        .order_by("-edition__number")
        .first()
    )
    if found is None:
        raise Http404
    return found


@of_roadmap
@require_POST
def move_measure(request: HttpRequest, roadmap: Roadmap, key: str) -> HttpResponseBase:
    """Put a measure under another activity, or one place up or down. After a validation: the reason why not."""
    measure = _last_of(roadmap, key)
    iso3 = roadmap.country.iso3.lower()
    here = reverse("roadmaps:measure", args=[iso3, key])
    try:
        if request.POST.get("shift") in {"up", "down"}:
            measures.shift_measure(measure=measure, up=request.POST["shift"] == "up", by=request.user)
            return redirect("roadmaps:item", iso3, measure.item.activity)
        moved = measures.move_measure(measure=measure, to=request.POST.get("to", ""), by=request.user)
    except NotAllowed as error:
        return refused(request, error, roadmap)
    except Refused as error:
        return refused(request, error, roadmap, here if measure.edition.is_open else "")
    messages.success(request, _("The measure is now under activity %(code)s.") % {"code": moved.item.activity})
    return redirect(here)


@of_roadmap
@require_POST
def remove_measure(request: HttpRequest, roadmap: Roadmap, key: str) -> HttpResponseBase:
    """Take a measure out of the edition being written."""
    measure = _last_of(roadmap, key)
    code = measure.item.activity
    try:
        measures.remove_measure(measure=measure, by=request.user)
    except Refused as error:
        return refused(request, error, roadmap)
    messages.success(request, _("The measure is removed."))
    return redirect("roadmaps:item", roadmap.country.iso3.lower(), code)
