"""What the editors bring forward on other pages, in the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.telling import tell
from portal.reference.languages import page_language

from ..models import EditorsChoice
from ..queries_writing import spoken_titles
from ..services import choosing
from .common import for_editors, page


@for_editors
def list_view(request: HttpRequest) -> HttpResponse:
    """All choices with their days; a button takes one back. A new one is made on the page of its entry."""
    if request.method == "POST":
        number = request.POST.get("end", "")
        choice = EditorsChoice.objects.filter(pk=int(number)).first() if number.isdecimal() else None
        if choice is not None:
            tell(request, _("Done."), lambda: choosing.end_choice(choice=choice, by=request.user))
        return redirect("admin:knowledge_choices")
    rows = list(EditorsChoice.objects.select_related("entry"))
    titles = spoken_titles([row.entry for row in rows], page_language())
    shown = [(row, titles[row.entry_id]) for row in rows]
    return page(request, "choices.html", _("Choice of the editors"), {"rows": shown})
