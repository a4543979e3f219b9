"""The public page of one expert: the parts everybody may read, nothing else."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.collaboration.reading import Answer, Table
from portal.ui.pages import public_page

from ...addresses import without_addresses
from ...choices import Audience, Part
from ...models import Expert
from ...queries_person import with_language
from ...shown import ShownPart, shown_to


def listed_at(code: str) -> Expert:
    """The expert at this address, if the person consents to be listed. Raises Http404."""
    rows = with_language(Expert.objects.listed()).filter(code=code.upper(), profile__isnull=False)
    found = rows.select_related("profile").first()
    if found is None:
        raise Http404
    return found


def public_parts(expert: Expert) -> list[ShownPart]:
    """The public parts, with every e-mail address in them left out."""
    return [
        replace(part, answers=_answers(part.answers), tables=tuple(_table(table) for table in part.tables))
        for part in shown_to(expert, Audience.PUBLIC)
    ]


def _answers(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(replace(answer, text=without_addresses(answer.text)) for answer in answers)


def _table(table: Table) -> Table:
    return replace(table, rows=tuple(replace(row, cells=_answers(row.cells)) for row in table.rows))


def _without_lead(parts: list[ShownPart]) -> list[ShownPart]:
    """The line that stands under the name is not said again."""
    rest = [replace(part, answers=tuple(a for a in part.answers if a.name != "headline")) for part in parts]
    return [part for part in rest if part.answers or part.tables or part.files or part.periods]


@require_safe
@public_page
def expert_page(request: HttpRequest, code: str) -> HttpResponse:
    """Its address is in capitals, as the code is printed."""
    expert = listed_at(code)
    if code != expert.code:
        return redirect("expertise:public_expert", code=expert.code, permanent=True)
    parts = public_parts(expert)
    said = next((part.answers for part in parts if part.part == Part.BIOGRAPHY), ())
    context = {
        "expert": expert,
        "parts": _without_lead(parts),
        "lead": next((answer.text for answer in said if answer.name == "headline"), ""),
    }
    return render(request, "expertise/public/expert.html", context)
