"""What waits for me: what to do, whose turn, since when, by when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.accounts.forms import language_now

from ...manuals import manuals, names_for
from ..queries import Desk, desk


@login_required
@require_safe
def workspace(request: HttpRequest) -> HttpResponse:
    """The first page after signing in, for every role."""
    page = desk(request.user, language_now())
    return render(
        request,
        "programme/workspace.html",
        {
            "desk": page,
            "lead": lead(page),
            "person_note": ", ".join(party.name for party in page.parties),
            "manuals": manuals(language_now(), names_for(request.user)),
            "eligibility_url": _eligibility(),
        },
    )


def lead(page: Desk) -> str:
    """One sentence: how many things, how many of them soon."""
    number = len(page.mine)
    if not number:
        return _("Nothing waits for you now.")
    things = ngettext("%(number)s thing", "%(number)s things", number) % {"number": number}
    if not page.near:
        return _("%(things)s, none within a week.") % {"things": things}
    if page.near == number == 1:
        return _("%(things)s, within a week.") % {"things": things}
    return _("%(things)s, %(near)s of them within a week.") % {"things": things, "near": page.near}


def _eligibility() -> str:
    try:
        return reverse("applications:eligibility")
    except NoReverseMatch:
        return ""
