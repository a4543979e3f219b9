"""The expert's meetings, trainings and shared documents; accept or decline an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.services import Refused
from portal.ui.prose import to_html

from ...models import Attendance
from ...queries_community import Invited, documents_for, invitations_of
from ...services import gatherings
from .common import expert_or_404, invitation_or_404

STITCH = {
    Attendance.State.INVITED: "hollow",
    Attendance.State.ACCEPTED: "half",
    Attendance.State.DECLINED: "thread",
    Attendance.State.ATTENDED: "full",
    Attendance.State.ABSENT: "thread",
}


@login_required
@require_safe
def gatherings_page(request: HttpRequest) -> HttpResponse:
    """Invitations, what is over, and the documents the community shares."""
    expert = expert_or_404(request.user)
    rows = invitations_of(expert, get_language() or "en")
    names = dict(settings.LANGUAGES)
    context = {
        "expert": expert,
        "ahead": [row for row in rows if row.one.gathering.is_ahead],
        "over": [row for row in rows if not row.one.gathering.is_ahead],
        "documents": [(row, names.get(row.language, row.language)) for row in documents_for(expert)],
        "stitches": STITCH,
    }
    return render(request, "expertise/community/gatherings.html", context)


@login_required
@require_safe
def gathering_page(request: HttpRequest, code: str) -> HttpResponse:
    """One invitation: when, where, the agenda, the documents, the answer."""
    attendance = invitation_or_404(request.user, code)
    gathering, language = attendance.gathering, get_language() or "en"
    texts = {text.language: text for text in gathering.texts.all()}
    text = texts.get(language) or next(iter(texts.values()), None)
    context = {
        "invited": Invited(attendance, text.title if text else str(gathering)),
        "attendance": attendance,
        "gathering": gathering,
        "text": text,
        "agenda": to_html(text.agenda) if text is not None and text.agenda else "",
        "documents": documents_for(attendance.expert).filter(gathering=gathering),
        "stitch": STITCH[Attendance.State(attendance.state)],
    }
    return render(request, "expertise/community/gathering.html", context)


@login_required
@require_POST
def answer_view(request: HttpRequest, code: str) -> HttpResponse:
    """One of two buttons."""
    attendance = invitation_or_404(request.user, code)
    comes = request.POST.get("answer") == "yes"
    try:
        gatherings.answer(attendance=attendance, comes=comes, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The Secretariat counts on you.") if comes else _("Your answer is noted."))
    return redirect("expertise:gathering", code=attendance.gathering.code)
