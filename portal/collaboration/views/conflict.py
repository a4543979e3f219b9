"""Two people saved the same section: both texts side by side, and a way to settle."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.accounts.resume import wants_json
from portal.ui.dates import moment

from ..forms.raw import Raw, flatten, from_posted, keys_of
from ..forms.section_form import row_reader
from ..forms.telling import row_lines, said
from ..questions import Section
from ..services import Conflict

if TYPE_CHECKING:
    from .section import SectionPage


def answer(page: "SectionPage", posted: Any, clash: Conflict) -> HttpResponse:
    """409: nothing was stored. For the script a sentence, for a person the two texts."""
    section = page.section
    told = told_of(page.request.user, clash)
    if wants_json(page.request):
        text = _(
            "Not saved: %(name)s changed this section on %(time)s. Press “Save and continue” to see both texts."
        ) % {"name": told["who"], "time": told["when"]}
        return JsonResponse({"text": text, "url": ""}, status=409)
    stored = page.stored_raw()
    mine = from_posted(section, posted, row_reader(posted))
    differing = [name for name in section.names() if mine[name] != stored[name]]
    same = [name for name in section.names() if name not in differing]
    values = {
        **told,
        "section": section,
        "section_url": page.address(section),
        "home_url": page.home(),
        "parts": [_part(section, name, mine, stored) for name in differing],
        "hidden": [*flatten(section, mine, same), *page.posted_beside()],
        "page_errors": True,
    }
    return render(page.request, page.conflict_template, {**values, **page.frame()}, status=409)


def told_of(user: Any, clash: Conflict) -> dict[str, Any]:
    """What both kinds of pages say of a clash: who saved, when, whether it was this person, and the revision."""
    return {
        "who": str(clash.saved_by or _("Somebody")),
        "when": moment(clash.saved_at),
        "is_me": clash.section.saved_by_id == user.pk,
        "revision": clash.revision,
    }


def settled(page: "SectionPage", posted: QueryDict) -> QueryDict:
    """The POST with each answer the person leaves to the colleague replaced by what is stored."""
    section = page.section
    data = posted.copy()
    left = [name for name in section.names() if posted.get(f"choose-{name}") == "theirs"]
    if left:
        stored = page.stored_raw()
        for name in left:
            for key in keys_of(section, name, list(data)):
                data.pop(key, None)
            for key, text in flatten(section, stored, [name]):
                data.appendlist(key, text)
    return data


def _part(section: Section, name: str, mine: Raw, theirs: Raw) -> dict[str, Any]:
    """One question, or one kind of rows, that differs."""
    question = section.field(name)
    if question is not None:
        editable = question.is_text
        return {
            "name": name,
            "label": question.label,
            "editable": editable,
            "lines": question.lines if question.type == "textarea" else 2,
            "mine": mine[name] if editable else said(question, mine[name]),
            "theirs": theirs[name] if editable else said(question, theirs[name]),
            "hidden": [] if editable else flatten(section, mine, [name]),
        }
    rows = section.rows_of(name)
    assert rows is not None
    return {
        "name": name,
        "label": rows.title,
        "mine_rows": row_lines(rows, mine[name]),
        "theirs_rows": row_lines(rows, theirs[name]),
        "hidden": flatten(section, mine, [name]),
    }
