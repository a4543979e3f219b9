"""One expert on one page: where they stand, what can be done and why not, the whole profile, the history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.activity.queries import history
from portal.documents.serving import serve
from portal.reference.queries import country_names, term_map

from .. import ports, states
from ..choices import Audience, Part
from ..models import Attendance, Curriculum, DeclaredTie, Expert
from ..months import is_stale
from ..queries_community import titles_of
from ..queries_office import all_candidacies, call_titles, timeline, whole_profile
from ..queries_person import readers_of
from ..services import membership
from .common import button_only, expert_or_404, office_only, page

LATEST = 60


@dataclass(frozen=True, slots=True)
class Act:
    """Something one might do now: its words, its address, why it is not possible, whether it asks a reason."""

    code: str
    label: str
    url: str
    reason: str = ""
    asks_reason: bool = False


def acts_of(user: Any, expert: Expert) -> list[Act]:
    """What may follow in this state, each with the reason against it."""

    def act(code: str, label: str, rule: str, asks_reason: bool = False) -> Act:
        url = reverse("admin:expertise_expert_act", args=[expert.code, code])
        return Act(code, label, url, reason_against(rule, user, expert), asks_reason)

    if expert.erased_at is not None or expert.state == states.CANDIDATE:
        return []
    leave = act("leave", _("Put on leave"), "expertise.care_for")
    back = act("back", _("Back from leave"), "expertise.care_for")
    renew = act("renew", _("Renew the term"), "expertise.renew", asks_reason=True)
    retire = act("retire", _("Retire"), "expertise.care_for", asks_reason=True)
    return {
        states.ACTIVE: [leave, renew, retire],
        states.ON_LEAVE: [back, renew, retire],
        states.EXPIRED: [renew, retire],
        states.RETIRED: [renew],
    }[expert.state]


@office_only
def page_view(request: HttpRequest, code: str) -> HttpResponse:
    """The page."""
    expert = expert_or_404(code)
    language = get_language() or "en"
    candidacies = all_candidacies(expert)
    titles = call_titles((one.call_id for one in candidacies), language)
    attendances = list(
        Attendance.objects.filter(expert=expert).select_related("gathering").order_by("-gathering__starts_at", "-pk")
    )
    gatherings = titles_of((row.gathering_id for row in attendances), language)
    readers = readers_of([expert.pk])[expert.pk]
    audiences = dict(Audience.choices)
    today = timezone.localdate()
    countries, regions = country_names(language), term_map("region", language)
    context = {
        "expert": expert,
        "stitch": states.EXPERT[expert.state].stitch,
        "country": countries.get(expert.residence_id or 0, ""),
        "region": str(regions.get(expert.region, expert.region)),
        "stale": expert.is_member and is_stale(expert.confirmed_on, today),
        "parts": [(part, audiences[readers[part.part]]) for part in whole_profile(expert.profile)],
        "files": Curriculum.objects.filter(profile=expert.profile_id).select_related("stored_file"),
        "file_readers": audiences[readers[Part.CV]],
        "months": timeline(expert, today),
        "month_readers": audiences[readers[Part.AVAILABILITY]],
        "candidacies": [(one, titles.get(one.call_id, one.call.slug)) for one in candidacies],
        "attendances": [(row, gatherings.get(row.gathering_id, "")) for row in attendances],
        "ties": [(tie, countries.get(tie.country_id, "")) for tie in DeclaredTie.objects.filter(expert=expert)],
        "panels": sorted(ports.expert_panels.collect(expert, language), key=lambda panel: panel.order),
        "acts": acts_of(request.user, expert),
        "entries": history(expert)[:LATEST],
        "public_url": reverse("expertise:public_expert", args=[expert.code])
        if expert.is_public and expert.is_member
        else "",
    }
    return page(request, "expert_page.html", str(expert), context)


def _doings(request: HttpRequest, expert: Expert) -> dict[str, tuple[str, Callable[[], Any]]]:
    """Act → what is said when it is done, and the service."""
    reason, actor = request.POST.get("reason", "")[:500], request.user
    return {
        "leave": (_("On leave."), lambda: membership.go_on_leave(expert=expert, by=actor, reason=reason)),
        "back": (_("Active again."), lambda: membership.come_back(expert=expert, by=actor)),
        "retire": (_("Retired."), lambda: membership.retire(expert=expert, by=actor, reason=reason)),
        "renew": (_("The term is renewed."), lambda: membership.renew(expert=expert, by=actor, reason=reason)),
    }


@button_only
def act_view(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Leave, back, retire, renew: a button each, through the service."""
    expert = expert_or_404(code)
    found = _doings(request, expert).get(act)
    if found is None:
        raise Http404
    tell(request, *found)
    return redirect("admin:expertise_expert_page", code=expert.code)


@office_only
def file_view(request: HttpRequest, code: str, file: str) -> HttpResponseBase:
    """A file of the current profile, as a download."""
    expert = expert_or_404(code)
    found = Curriculum.objects.filter(profile=expert.profile_id, code=file).select_related("stored_file").first()
    if found is None:
        raise Http404
    return serve(found.stored_file)
