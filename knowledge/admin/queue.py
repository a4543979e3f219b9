"""The list of entries in the office: what waits for the editors first."""

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.reference.languages import page_language
from portal.reference.queries import country_names

from .. import states
from ..choices import Kind
from ..models import Entry, EntryText, ReaderNote
from ..queries_writing import spoken_titles
from .common import for_editors, page

PER_PAGE = 50
OUTDATED = "outdated"
"""Not a state of its own: published, and nobody confirmed it in time."""
_FIRST = (states.PROPOSED, states.READ_ONCE, states.IN_REVIEW, states.CHANGES_ASKED)
_REST = (states.PUBLISHED, states.DRAFT, states.DECLINED, states.WITHDRAWN)


@for_editors
def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty a page: by state, kind, and words of the title."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    words = request.GET.get("q", "").strip()[:100]
    rows = Entry.objects.select_related("country", "owner")
    counts = dict(Entry.objects.order_by().values_list("state").annotate(n=Count("pk")))
    if state in states.ENTRY.codes:
        rows = rows.filter(state=state)
    if state == OUTDATED:
        rows = rows.public().filter(is_outdated=True)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if words:
        titled = EntryText.objects.filter(title__icontains=words).values("version__entry")
        rows = rows.filter(Q(pk__in=titled) | Q(code=words.upper()))
    turn = Case(
        *(When(state=code, then=Value(place)) for place, code in enumerate(_FIRST)),
        default=Value(len(_FIRST)),
        output_field=IntegerField(),
    )
    paginator = Paginator(rows.annotate(turn=turn).order_by("turn", "state_changed_at", "pk"), PER_PAGE)
    shown = paginator.get_page(request.GET.get("p"))
    entries = list(shown.object_list)
    titles, names = spoken_titles(entries, page_language()), country_names(page_language())
    return page(
        request,
        "queue.html",
        _("Knowledge base"),
        {
            "rows": [(one, titles[one.pk], names.get(one.country_id or 0, "")) for one in entries],
            "found": shown,
            "count": paginator.count,
            "tabs": [
                *((code, states.ENTRY[code].staff, counts.get(code, 0)) for code in (*_FIRST, *_REST)),
                (OUTDATED, _("Public, not confirmed"), Entry.objects.public().filter(is_outdated=True).count()),
            ],
            "state": state,
            "kind": kind,
            "kinds": Kind.choices,
            "words": words,
            "open_notes": ReaderNote.objects.filter(state=ReaderNote.State.OPEN).count(),
        },
    )
