"""The list of national roadmaps, one of them, the verification of a measure, a stage known from a letter."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.discussion import open_comments
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_names

from ..assistance.queries_participation import consultations_of, ledger_of, team_now
from ..forms.office_national import StageForm, VerificationForm
from ..models import Measure, Roadmap, StageRecord
from ..national import stages
from ..national.history import lines
from ..national.queries import latest_edition
from ..national.queries_office import listed, rows_of
from ..national.queries_reporting import values_of
from ..national.reading import read_edition
from ..national.rules import roadmaps_in_office
from ..national.whole import read_whole
from ..services.national.stage import record_stage
from ..services.national.verification import verify
from .common import page

PER_PAGE = 50


def roadmap_at(request: HttpRequest, iso3: str) -> Roadmap:
    """The current roadmap of the Party at this address, if the person sees it in the office. Raises Http404."""
    found = (
        roadmaps_in_office(request.user)
        .filter(country__iso3=iso3.upper(), is_current=True)
        .select_related("country", "edition")
        .first()
    )
    if found is None:
        raise Http404
    return found


def list_view(request: HttpRequest) -> HttpResponse:
    """Fifty roadmaps a page, by stage and Party."""
    seen = roadmaps_in_office(request.user)
    if reason_against("roadmaps.roadmap_office", request.user) and not seen.exists():
        raise Http404
    stage = request.GET.get("stage", "")
    stage = stage if stage in stages.BY_CODE else ""
    words = request.GET.get("q", "").strip()[:100]
    found = Paginator(listed(seen, stage, words), PER_PAGE).get_page(request.GET.get("p"))
    return page(
        request,
        "national_list.html",
        _("National roadmaps"),
        {
            "rows": rows_of(list(found), country_names(page_language())),
            "found": found,
            "count": found.paginator.count,
            "stages": stages.STAGES,
            "stage": stage,
            "q": words,
            "may_record": not reason_against("roadmaps.record_stage", request.user),
        },
    )


def roadmap_view(request: HttpRequest, iso3: str) -> HttpResponse:
    """One roadmap: where it stands, what it says, who verified what, where else its stage is known from."""
    roadmap = roadmap_at(request, iso3)
    edition = latest_edition(roadmap)
    whole = read_whole(edition)
    party = country_names(page_language()).get(roadmap.country_id, roadmap.country.iso3)
    return page(
        request,
        "national.html",
        party,
        {
            "roadmap": roadmap,
            "party": party,
            "iso3": roadmap.country.iso3.lower(),
            "edition": edition,
            "editions": list(roadmap.editions.order_by("number")),
            "reading": read_edition(whole),
            "measure_count": len(whole.measures),
            "verified": sum(1 for one in whole.measures if one.measure.verified),
            "may_verify": not reason_against("roadmaps.verify_measure", request.user, roadmap),
            "why_not": reason_against("roadmaps.verify_measure", request.user, roadmap),
            "team": team_now(roadmap),
            "left": list(roadmap.team.filter(until__lt=timezone.localdate()).order_by("-until")[:10]),
            "consultations": list(consultations_of(roadmap)[:50]),
            "ledger": ledger_of(roadmap),
            "records": list(StageRecord.objects.filter(country=roadmap.country_id).order_by("-on", "-pk")[:20]),
            "reports": list(roadmap.reports.select_related("round").order_by("-round__year")),
            "entries": lines(roadmap, for_party=False, most=20),
            "comment_count": open_comments(roadmap),
            "reads_comments": not reason_against("roadmaps.read_comments", request.user, roadmap),
        },
    )


def verify_view(request: HttpRequest, iso3: str, key: str) -> HttpResponse:
    """What the Party declares beside what was found, and the form that records it."""
    roadmap = roadmap_at(request, iso3)
    measure = (
        Measure.objects.filter(edition__roadmap=roadmap, key=key)
        .select_related("item", "edition__roadmap__country")
        .order_by("-edition__number")
        .first()
    )
    if measure is None:
        raise Http404
    why_not = reason_against("roadmaps.verify_measure", request.user, roadmap)
    form = VerificationForm(
        request.POST if request.method == "POST" and not why_not else None,
        initial={"status": measure.verified, "evidence": measure.evidence},
    )
    where = reverse("admin:roadmaps_national", args=[iso3])
    if form.is_bound and form.is_valid():
        try:
            verify(measure=measure, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The status is verified."))
            return redirect(f"{where}#measure-{measure.key}")
    indicators = list(measure.indicators.order_by("position", "pk"))
    values = values_of(roadmap.pk, [one.key for one in indicators])
    return page(
        request,
        "national_verify.html",
        str(measure),
        {
            "measure": measure,
            "iso3": iso3,
            "where": where,
            "form": form,
            "why_not": why_not,
            "progress": list(
                measure.progress.filter(report__sent_at__isnull=False)
                .select_related("report__round")
                .order_by("-report__round__year")
            ),
            "indicators": [(one, values.get(one.key, [])) for one in indicators],
        },
        status=422 if form.errors else 200,
    )


def stage_view(request: HttpRequest) -> HttpResponse:
    """Note where a Party stood on a day, as a letter says."""
    if reason_against("roadmaps.record_stage", request.user):
        raise Http404
    form = StageForm(request.POST or None, initial={"country": request.GET.get("country", "")})
    names = sorted(country_names(page_language()).items(), key=lambda row: row[1])
    form.fields["country"].choices = [("", "—"), *((str(pk), name) for pk, name in names)]
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        country = Country.objects.get(pk=data.pop("country"))
        try:
            record_stage(country=country, by=request.user, **data)
        except (NotAllowed, Refused) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The stage is noted, with its source."))
            return redirect("admin:roadmaps_nationals")
    return page(
        request, "national_stage.html", _("Stage known from a letter"), {"form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip
