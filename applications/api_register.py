"""The register of requests for programs: the same lines and the same filters as its page."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_noop as _
from ninja import Field, Router, Schema

from portal.machines.answers import Page, page_of, sliced
from portal.machines.document import ANSWERS, declared
from portal.machines.moments import moment
from portal.machines.params import PAGING, Param, read
from portal.reference.queries import country_rows

from .queries_calls import public_calls
from .queries_register import STAGES, Line, those

router = Router()

COUNTRY = Param("country", _("Country that asked; any of those given."), many=True, upper=True,
                choices=lambda: [row.iso3 for row in country_rows("en")], example="UGA")  # fmt: skip
STATE = Param("state", _("State of the request; any of those given."), many=True, choices=lambda: STAGES)
CALL = Param("call", _("Call it answers (its slug); any of those given."), many=True,
             choices=lambda: [call.slug for call in public_calls("en")])  # fmt: skip
FILTERS = (COUNTRY, STATE, CALL)


class RequestOut(Schema):
    """A request in the register."""

    reference: str = Field(description=_("Reference of the request."))
    country: str = Field(description=_("Country (ISO 3166-1 alpha-3)."))
    country_name: str = Field(description=_("Name of the country."))
    call: str = Field(description=_("The call it answers (its slug)."))
    state: str = Field(description=_("State everybody reads: submitted, screening, eligible, ineligible, assessment, "
                                     "selected, reserve or not_selected."))  # fmt: skip
    state_text: str = Field(description=_("The state in words."))
    submitted_at: str | None = Field(description=_("When it was submitted (UTC)."))


class RequestPage(Page):
    """A page of requests."""

    results: list[RequestOut] = Field(description=_("The requests of this page, the latest first."))


@router.get(
    "/", response={200: RequestPage, **ANSWERS}, url_name="register", operation_id="register",
    summary=_("The register of requests"),
    openapi_extra=declared((*FILTERS, *PAGING), _("Requests that were submitted, as the page of the register.")),
)  # fmt: skip
def register(request: HttpRequest) -> Any:
    """A page of the register."""
    given = read(request.GET, (*FILTERS, *PAGING))
    with translation.override(given["lang"]):
        known = {row.id: row for row in country_rows(given["lang"])}
        asked = {row.id for row in known.values() if row.iso3 in given["country"]}
        rows = [line for line in those(countries=asked, calls=given["call"], stages=given["state"])
                if line.country in known]  # fmt: skip
        shown = [_line(line, known[line.country]) for line in sliced(rows, given["page"], given["size"])]
        return page_of(request, len(rows), given["page"], given["size"], shown)


def _line(line: Line, country: Any) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "country": country.iso3,
        "country_name": country.name,
        "call": line.call,
        "state": line.stage,
        "state_text": str(line.words),
        "submitted_at": moment(line.submitted),
    }
