"""A correction or a question about an entry; open to whoever is signed out too, and counted by address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import throttle
from portal.accounts.services.refusals import Refused
from portal.reference.languages import page_language
from portal.ui.pages import public_page

from ...forms import NoteForm
from ...models import ReaderNote
from ...services import notes
from ...shown import show
from .entry import entry_at

MOST = 5
SECONDS = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is typed stays when something is wrong with it or too much was sent."""
    entry = entry_at(slug)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if entry.version is not None and not entry.version.takes_contact:
        form.fields["kind"].choices = [  # type: ignore[attr-defined]
            choice for choice in ReaderNote.Kind.choices if choice[0] != ReaderNote.Kind.QUESTION
        ]
    status = 200
    if request.method == "POST":
        status = 422
        if throttle.blocked(request, "entry-note", most=MOST):
            form.add_error(None, _("Five messages have left from your connection within an hour. Try again later."))
            status = 429
        elif form.is_valid():
            try:
                notes.send(entry=entry, language=page_language(), **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                throttle.count(request, "entry-note", seconds=SECONDS)
                return redirect("knowledge:note_sent", slug=entry.slug)
    context = {"entry": entry, "shown": show(entry, page_language()), "form": form}
    return render(request, "knowledge/public/note.html", context, status=status)


@require_safe
@public_page
def note_sent_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next; the same for everybody."""
    entry = entry_at(slug)
    return render(request, "knowledge/public/note_sent.html", {"entry": entry, "shown": show(entry, page_language())})
