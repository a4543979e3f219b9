"""Calls for programs."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop as _
from ninja import Field, Router, Schema

from portal.machines.answers import Page, page_of, sliced
from portal.machines.document import ANSWERS, declared
from portal.machines.moments import moment
from portal.machines.params import LANG, PAGING, Param, read

from .queries_calls import Offer, grid, public_call, public_calls

router = Router()

OPEN = Param("open", _("yes: one can apply today; no: closed, or not yet open."), choices=lambda: ("yes", "no"))


class RoundOut(Schema):
    """A cut-off date of a call."""

    cut_off: str = Field(description=_("Until when files count for it (UTC)."))
    places: int = Field(description=_("How many countries it may select."))


class CallOut(Schema):
    """A call for applications."""

    slug: str = Field(description=_("The name of the call in addresses."))
    url: str = Field(description=_("The page of the call."))
    title: str = Field(description=_("The title."))
    summary: str = Field(description=_("What it offers."))
    opens_at: str = Field(description=_("When it opens (UTC)."))
    closes_at: str | None = Field(description=_("When it closes (UTC); null for a rolling call."))
    is_open: bool = Field(description=_("Whether one can apply now."))
    places_total: int = Field(description=_("Countries it may select in all."))
    places_taken: int = Field(description=_("Countries selected so far."))
    ceiling_logistics_usd: str = Field(description=_("Ceiling for logistics, in US dollars."))
    months: list[int] = Field(description=_("Shortest and longest assistance, in months."))
    rounds: list[RoundOut] = Field(description=_("Cut-off dates."))


class CriterionOut(Schema):
    """A criterion of the grid."""

    code: str = Field(description=_("Its code."))
    label: str = Field(description=_("Its name."))
    weight: int = Field(description=_("Its weight, of 100."))
    levels: dict[str, str] = Field(description=_("Level, and what it means."))


class CallWhole(CallOut):
    """A call with its criteria."""

    threshold: str = Field(description=_("Points of 100 a file needs."))
    grid_adopted: bool = Field(description=_("Whether the grid is adopted."))
    criteria: list[CriterionOut] = Field(description=_("The criteria, in order."))


class CallPage(Page):
    """A page of calls."""

    results: list[CallOut] = Field(description=_("The calls of this page, the latest first."))


@router.get(
    "/", response={200: CallPage, **ANSWERS}, url_name="calls", operation_id="calls",
    summary=_("Every call that was published"), openapi_extra=declared((OPEN, *PAGING)),
)  # fmt: skip
def calls(request: HttpRequest) -> Any:
    """A page of calls."""
    given = read(request.GET, (OPEN, *PAGING))
    with translation.override(given["lang"]):
        rows = [
            call for call in public_calls(given["lang"]) if given["open"] in {"", "yes" if call.is_open else "no"}
        ]
        shown = [_call(call) for call in sliced(rows, given["page"], given["size"])]
        return page_of(request, len(rows), given["page"], given["size"], shown)


@router.get(
    "/{slug}/", response={200: CallWhole, **ANSWERS}, url_name="call", operation_id="call",
    summary=_("One call, with its criteria"), openapi_extra=declared((LANG,)),
)  # fmt: skip
def call(request: HttpRequest, slug: str) -> Any:
    """A published or closed call. Http404 for any other."""
    language = read(request.GET, (LANG,))["lang"]
    found = public_call(slug, language)
    if found is None:
        raise Http404
    with translation.override(language):
        return {
            **_call(found),
            "threshold": f"{found.threshold.normalize():f}",
            "grid_adopted": found.grid_adopted,
            "criteria": [
                {
                    "code": row.code,
                    "label": row.label,
                    "weight": row.weight,
                    "levels": {str(level.value): level.meaning for level in row.levels},
                }
                for row in grid(found.pk, language)
            ],
        }


def _call(found: Offer) -> dict[str, Any]:
    return {
        "slug": found.slug,
        "url": settings.PUBLIC_URL + reverse("applications:call", args=[found.slug]),
        "title": found.title,
        "summary": found.summary,
        "opens_at": moment(found.opens_at),
        "closes_at": moment(found.closes_at),
        "is_open": found.is_open,
        "places_total": found.places_total,
        "places_taken": found.places_taken,
        "ceiling_logistics_usd": f"{found.ceiling.normalize():f}",
        "months": list(found.months),
        "rounds": [{"cut_off": moment(row.cut_off), "places": row.places} for row in found.rounds],
    }
