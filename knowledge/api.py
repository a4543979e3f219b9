"""The knowledge base for programs: the same question, the same filters and the same answers as its pages."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Router

from portal.machines.answers import page_of
from portal.machines.document import ANSWERS, declared
from portal.machines.params import LANG, LARGEST, PAGE, PAGE_SIZE, Param, WrongParams, read

from . import asked as asking
from .facets import LEGENDS, NAMES, choices
from .models import Entry
from .open_data.reading import records
from .open_data.shapes import PracticeOut, PracticePage
from .results import find

router = Router()


def _facet(name: str) -> Param:
    if name == "year":
        return Param(name, _("A year of its period, four figures."), many=True, pattern="^[0-9]{4}$", example="2024")
    codes = {"country": "UGA", "activity": "2.4", "kind": "practice"}
    return Param(
        name, _LEGENDS[name], many=True, choices=lambda: [code for code, _words in choices("en")[name]],
        upper=name == "country", example=codes.get(name),
    )  # fmt: skip


with translation.override(None):
    _LEGENDS = {name: str(words) for name, words in LEGENDS.items()}
WORDS = Param("q", _("Words: all of them, in any of six languages; typing errors are forgiven."), example="artists")
FACETS = tuple(_facet(name) for name in NAMES)
SORT = Param("sort", _("The order: relevance (with words), newest, confirmed or title."),
             choices=lambda: list(asking.SORTS))  # fmt: skip
FILTERS = (WORDS, *FACETS, SORT)


def question(request: HttpRequest, *more: Param) -> tuple[asking.Asked, dict[str, Any]]:
    """What an address for programs asks: the filters as the pages read them, and the other parameters.

    Raises `WrongParams` with everything that is wrong.
    """
    given = read(request.GET, (*FILTERS, PAGE, *more))
    try:
        return asking.read(request.GET, given.get("lang", "en")), given
    except asking.WrongFilters as error:
        raise WrongParams(error.problems) from error


@router.get(
    "/", response={200: PracticePage, **ANSWERS}, url_name="practices", operation_id="practices",
    summary=_("Search the entries"),
    openapi_extra=declared(
        (*FILTERS, PAGE, PAGE_SIZE, LANG),
        _("Values of one filter widen the answer, filters together narrow it, as on the pages."),
    ),
)  # fmt: skip
def practices(request: HttpRequest) -> Any:
    """A page of entries: the same as the page of the portal at the same question."""
    asked, given = question(request, PAGE_SIZE, LANG)
    with translation.override(given["lang"]):
        result = find(asked, given["lang"])
        size = min(given["size"], LARGEST)
        rows = list(records(result.page(size), words=False))
        counts = {name: dict(result.counts.get(name, {})) for name in NAMES}
        return {**page_of(request, result.total, asked.page, size, rows), "facets": counts}


@router.get(
    "/{slug}/", response={200: PracticeOut, **ANSWERS}, url_name="practice", operation_id="practice",
    summary=_("One entry, whole"),
    openapi_extra=declared((LANG,)),
)  # fmt: skip
def practice(request: HttpRequest, slug: str) -> Any:
    """An entry with its words in every language. Http404 for what is not public."""
    given = read(request.GET, (LANG,))
    pk = Entry.objects.public().filter(slug=slug[:90]).values_list("pk", flat=True).first()
    with translation.override(given["lang"]):
        if pk is None:
            raise Http404(gettext("There is nothing at this address."))
        return next(records([pk]))
