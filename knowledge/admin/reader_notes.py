"""Messages of readers in the office."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.telling import tell
from portal.reference.languages import language_name, page_language

from ..models import ReaderNote
from ..queries_writing import spoken_titles
from ..services import notes
from .common import for_editors, page


@for_editors
def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty a page, the oldest first; those to be read unless all are asked for."""
    rows = ReaderNote.objects.select_related("entry").order_by("sent_at", "pk")
    open_only = request.GET.get("state", "open") == "open"
    if open_only:
        rows = rows.filter(state=ReaderNote.State.OPEN)
    found = Paginator(rows, 50).get_page(request.GET.get("p"))
    shown = list(found.object_list)
    titles = spoken_titles([note.entry for note in shown], page_language())
    return page(
        request,
        "notes.html",
        _("Messages of readers"),
        {
            "rows": [(note, titles[note.entry_id]) for note in shown],
            "found": found,
            "open_only": open_only,
        },
    )


@for_editors
def handle_view(request: HttpRequest, code: str) -> HttpResponse:
    """Read one and write down what was done."""
    note = ReaderNote.objects.select_related("entry", "handled_by").filter(code=code.upper()).first()
    if note is None:
        raise Http404
    typed = request.POST.get("answer", "")
    if request.method == "POST":
        accept = request.POST.get("act") == "accept"
        if tell(request, _("Done."), lambda: notes.handle(note=note, accept=accept, answer=typed, by=request.user)):
            return redirect("admin:knowledge_notes")
    title = spoken_titles([note.entry], page_language())[note.entry_id]
    context = {
        "note": note,
        "entry_title": title,
        "typed": typed,
        "note_language": language_name(note.language, page_language()),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "note.html", _("Message of a reader"), context, status=status)
