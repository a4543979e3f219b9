"""The board of the Secretariat: every assistance under way on one page, with its step, what is due, its warnings."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.reference.languages import page_language
from portal.reference.queries import country_names

from ..assistance import early_warnings, step_words, steps
from ..assistance.board import BoardRow, board_rows
from ..assistance.board_table import board_table
from ..assistance.warning_words import LABELS
from ..models import Assistance
from ..selection.rules import visible_to
from .common import page, reading

SORTS = ("late", "due", "party", "sign")
FAR = date.max


def _sorted(rows: list[BoardRow], sort: str) -> list[BoardRow]:
    """The order asked for; always the Party last, so that the order is whole."""
    keys = {
        "late": lambda row: (-row.late, -len(row.warnings)),
        "due": lambda row: (row.due[1] if row.due else FAR,),
        "party": lambda row: (),
        "sign": lambda row: (row.last_sign,),
    }
    return sorted(rows, key=lambda row: (*keys[sort](row), row.party, row.assistance.reference))


@reading
def board_view(request: HttpRequest) -> HttpResponse:
    """All assistances under way that the person sees; filters and order stand in the address."""
    get = request.GET
    language = page_language()
    chosen = {
        "warning": get.get("warning", "") if get.get("warning") in (*early_warnings.CODES, "any") else "",
        "step": get.get("step", "") if get.get("step") in steps.CODES else "",
        "state": get.get("state", "") if get.get("state") in steps.STATES else "",
        "mine": "1" if get.get("mine") else "",
        "sort": get.get("sort", "") if get.get("sort") in SORTS else "late",
    }
    seen = visible_to(request.user).filter(state=Assistance.State.OPEN)
    if chosen["mine"]:
        seen = seen.filter(officer=request.user.pk)
    rows = board_rows(seen, country_names(language))
    kept = [row for row in rows if _matches(row, chosen)]
    names = step_words.names(language)
    return page(
        request,
        "board.html",
        _("Board of assistances"),
        {
            "rows": board_table(_sorted(kept, chosen["sort"]), names),
            "count": len(kept),
            "all": len(rows),
            "late": sum(1 for row in rows if row.late),
            "warned": sum(1 for row in rows if row.warnings),
            "chosen": chosen,
            "warnings": [(code, LABELS[code]()) for code in early_warnings.CODES],
            "steps": names.items(),
            "states": step_words.STATES.items(),
            "sorts": [
                ("late", _("Most days late")),
                ("due", _("Next due")),
                ("party", _("Party")),
                ("sign", _("Longest without a sign of life")),
            ],
        },
    )


def _matches(row: BoardRow, chosen: dict[str, str]) -> bool:
    codes = {one.code for one in row.warnings}
    warned = not chosen["warning"] or (bool(codes) if chosen["warning"] == "any" else chosen["warning"] in codes)
    return (
        warned
        and (not chosen["step"] or row.step == chosen["step"])
        and (not chosen["state"] or row.state == chosen["state"])
    )
