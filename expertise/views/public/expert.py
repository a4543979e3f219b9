"""The public page of one expert: the parts everybody may read, nothing else."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui.pages import public_page

from ...addresses import without_addresses
from ...choices import Part
from ...models import Expert
from ...portrait import FOR_PUBLIC, Reading, portrait


def listed_at(code: str) -> Expert:
    """The expert at this address, if the person consents to be listed. Raises Http404."""
    found = Expert.objects.listed().filter(code=code.upper()).select_related("profile").first()
    if found is None or found.profile is None:
        raise Http404
    return found


def public_readings(expert: Expert, language: str) -> list[Reading]:
    """The public parts, with every e-mail address in them left out."""
    assert expert.profile is not None
    return [
        replace(
            reading,
            text=without_addresses(reading.text),
            lines=tuple(
                replace(line, words=without_addresses(line.words), note=without_addresses(line.note))
                for line in reading.lines
            ),
        )
        for reading in portrait(expert, expert.profile, language, open_to=FOR_PUBLIC)
    ]


@require_safe
@public_page
def expert_page(request: HttpRequest, code: str) -> HttpResponse:
    """Its address is in capitals, as the code is printed."""
    expert = listed_at(code)
    if code != expert.code:
        return redirect("expertise:public_expert", code=expert.code, permanent=True)
    readings = public_readings(expert, get_language() or "en")
    biography = next((one for one in readings if one.part == Part.BIOGRAPHY), None)
    return render(
        request,
        "expertise/public/expert.html",
        {
            "expert": expert,
            "readings": readings,
            "lead": biography.lines[0].words if biography is not None and biography.lines else "",
        },
    )
