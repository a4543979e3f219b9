"""The vetting of one application on one page: rules with their evidence, referees, proposal, decision, letter."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.accounts.telling import tell
from portal.activity.queries import history
from portal.documents.models import Job
from portal.documents.serving import serve
from portal.reference.queries import country_names, term_map

from .. import states
from ..models import Candidacy, Curriculum, VettingCheck, VettingRule
from ..queries_office import call_titles, frozen_profile, references_of, rules_with_checks, sections_sent
from ..services import letters, vetting
from .candidacy_list import turn_of
from .common import button_only, office_only, page

LATEST = 60


def candidacy_or_404(pk: int) -> Candidacy:
    """An application that was sent; a draft is the person's own. Raises Http404."""
    found = (
        Candidacy.objects.filter(pk=pk, submitted_at__isnull=False)
        .select_related("call", "expert__user", "profile", "letter", "letter_job")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _named(candidacy: Candidacy) -> None:
    """The two people of the decision in one query."""
    parts = ("proposed_by", "decided_by")
    people = User.objects.in_bulk({getattr(candidacy, f"{part}_id") for part in parts} - {None})
    for part in parts:
        if (key := getattr(candidacy, f"{part}_id")) is not None:
            setattr(candidacy, part, people[key])


def context_of(request: HttpRequest, candidacy: Candidacy) -> dict[str, Any]:
    """Everything the page shows."""
    language, user = get_language() or "en", request.user
    _named(candidacy)
    profile = frozen_profile(candidacy)
    turn, mine = turn_of(candidacy, user)
    under_review = candidacy.state == states.UNDER_REVIEW
    countries, regions = country_names(language), term_map("region", language)
    expert = candidacy.expert
    vet_bar = reason_against("expertise.vet", user, candidacy)
    decide_bar = reason_against("expertise.decide_candidacy", user, candidacy)
    rows = rules_with_checks(candidacy, language)
    return {
        "candidacy": candidacy,
        "expert": expert,
        "call_title": call_titles([candidacy.call_id], language).get(candidacy.call_id, candidacy.call.slug),
        "country": countries.get(expert.residence_id or 0, ""),
        "region": str(regions.get(expert.region, expert.region)),
        "rules": rows,
        "rules_open": sum(1 for row in rows if row.rule.required and row.answer == VettingCheck.Answer.UNKNOWN),
        "rules_no": sum(1 for row in rows if row.rule.required and row.answer == VettingCheck.Answer.NO),
        "answers": VettingCheck.Answer.choices,
        "references": references_of(candidacy),
        "sections": sections_sent(profile),
        "files": Curriculum.objects.filter(profile=profile).select_related("stored_file") if profile else (),
        "turn": turn,
        "mine": mine,
        "under_review": under_review,
        "vet_bar": vet_bar,
        "may_vet": under_review and not vet_bar,
        "decide_bar": decide_bar,
        "letter_failed": candidacy.letter_job is not None and candidacy.letter_job.state == Job.State.FAILED,
        "entries": history(candidacy)[:LATEST],
        "typed": None,
        "refused": "",
    }


@office_only
def page_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The page."""
    candidacy = candidacy_or_404(pk)
    return page(request, "candidacy_page.html", str(candidacy.expert), context_of(request, candidacy))


@button_only
def open_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it into review."""
    candidacy = candidacy_or_404(pk)
    tell(
        request,
        _("The review is open: answer each rule."),
        lambda: vetting.open_review(candidacy=candidacy, by=request.user),
    )
    return redirect("admin:expertise_candidacy_page", pk=pk)


@button_only
def rule_view(request: HttpRequest, pk: int, rule: int) -> HttpResponse:
    """Answer one rule. A refusal shows the page again with what was typed."""
    candidacy = candidacy_or_404(pk)
    found = VettingRule.objects.filter(pk=rule, call=candidacy.call_id).first()
    if found is None:
        raise Http404
    answer, evidence = request.POST.get("answer", ""), request.POST.get("evidence", "")
    try:
        vetting.answer_rule(candidacy=candidacy, rule=found, answer=answer, evidence=evidence, by=request.user)
    except Refused as refusal:
        typed = {"rule": found.pk, "answer": answer, "evidence": evidence}
        return _again(request, pk, str(refusal), typed)
    return redirect(f"{redirect('admin:expertise_candidacy_page', pk=pk).url}#rule-{rule}")


def _again(request: HttpRequest, pk: int, refused: str, typed: dict[str, Any]) -> HttpResponse:
    """The page with the refusal on top and what was typed in its place."""
    candidacy = candidacy_or_404(pk)
    context = context_of(request, candidacy) | {"refused": refused, "typed": typed}
    return page(request, "candidacy_page.html", str(candidacy.expert), context, status=422)


@button_only
def propose_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to admit or to decline."""
    candidacy = candidacy_or_404(pk)
    typed = {name: request.POST.get(name, "") for name in ("outcome", "reason", "feedback")}
    try:
        vetting.propose(candidacy=candidacy, by=request.user, **typed)
    except Refused as refusal:
        return _again(request, pk, str(refusal), typed)
    tell(request, _("Proposed. The head decides next."), lambda: None)
    return redirect("admin:expertise_candidacy_page", pk=pk)


@button_only
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The head takes the decision that is proposed."""
    candidacy = candidacy_or_404(pk)
    tell(
        request,
        _("Decided. The letter is being made and the person is told."),
        lambda: vetting.decide(candidacy=candidacy, by=request.user, seen=request.POST.get("seen", "")),
    )
    return redirect("admin:expertise_candidacy_page", pk=pk)


@button_only
def send_back_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The head gives the proposal back, with the reason."""
    candidacy = candidacy_or_404(pk)
    tell(
        request,
        _("Given back to the officers."),
        lambda: vetting.send_back(candidacy=candidacy, by=request.user, reason=request.POST.get("reason", "")),
    )
    return redirect("admin:expertise_candidacy_page", pk=pk)


@button_only
def letter_again_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more for a letter whose PDF failed."""
    candidacy = candidacy_or_404(pk)
    tell(
        request,
        _("The letter is being made again."),
        lambda: letters.make_again(candidacy=candidacy, by=request.user),
    )
    return redirect("admin:expertise_candidacy_page", pk=pk)


@office_only
def letter_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The letter as a download."""
    candidacy = candidacy_or_404(pk)
    if candidacy.letter is None:
        raise Http404
    return serve(candidacy.letter.stored_file)


@office_only
def file_view(request: HttpRequest, pk: int, file: str) -> HttpResponseBase:
    """A file of the frozen profile, as a download."""
    profile = frozen_profile(candidacy_or_404(pk))
    found = Curriculum.objects.filter(profile=profile, code=file).select_related("stored_file").first()
    if profile is None or found is None:
        raise Http404
    return serve(found.stored_file)
