"""The read-only interface for programs, version 1: each floor gives its routers, mounted by their dotted names.

Within a version an answer gains fields and addresses; what is there stays. A change that breaks a reader becomes a
new version beside this one.
"""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from portal.machines.answers import problem
from portal.machines.document import openapi
from portal.machines.params import WrongParams, language_of

VERSION = "1.0.0"
TAGS = {
    "practices": _(
        "Entries of the knowledge base: good practices, policies and measures, resources, process stories."
    ),
    "roadmaps": _("National roadmaps: where each Party stands, and the measures of validated roadmaps."),
    "countries": _("Countries and their place in the Convention."),
    "activities": _("The Open Roadmap: five outputs, twenty activities."),
    "calls": _("Calls for applications, with their cut-off dates and criteria."),
    "register": _("The register of requests: which country asked for assistance, and how far its request is."),
    "programme": _("Figures of the programme."),
}

api = NinjaAPI(
    title="Digital Assistance Programme: open data",
    version=VERSION,
    description=_(
        "Read-only, public, without a key. Lists come in pages; an unknown or wrong parameter is answered with 400 "
        "and its name. Send the ETag back in If-None-Match: 304 says that nothing has changed."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
for prefix, router, tag in (
    ("practices", "knowledge.api.router", "practices"),
    ("roadmaps", "roadmaps.api.roadmaps", "roadmaps"),
    ("measures", "roadmaps.api.measures", "roadmaps"),
    ("countries", "programme.api.countries", "countries"),
    ("activities", "programme.api.activities", "activities"),
    ("calls", "applications.api.router", "calls"),
    ("register", "applications.api_register.router", "register"),
    ("programme", "programme.api.programme", "programme"),
):
    api.add_router(f"/{prefix}/", router, tags=[tag])


@api.exception_handler(WrongParams)
def _wrong(request: HttpRequest, error: WrongParams) -> HttpResponse:
    return _refused(request, error.problems)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _refused(request, [(str(one["loc"][-1]), str(one["msg"])) for one in error.errors])


def _refused(request: HttpRequest, problems: Sequence[tuple[str, str]]) -> HttpResponse:
    with translation.override(language_of(request)):
        return problem(400, gettext("Part of the address was not understood."), problems)


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:
    with translation.override(language_of(request)):
        return problem(404, gettext("There is nothing at this address."))


def index(request: HttpRequest) -> JsonResponse:
    """Where everything is."""
    base = settings.PUBLIC_URL + reverse("api:api-root")
    lists = {
        path.removeprefix(reverse("api:api-root")).strip("/").replace("/", "_"): settings.PUBLIC_URL + path
        for path in document()["paths"]
        if "{" not in path
    }
    return JsonResponse({"version": VERSION, "schema": f"{base}schema/", **lists})


def schema(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


def document() -> dict[str, object]:
    """The OpenAPI document as it is now: its lists of codes are reference data."""
    return openapi(api, TAGS, server=settings.PUBLIC_URL)
