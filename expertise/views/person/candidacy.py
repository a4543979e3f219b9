"""An application to a call: begun, its list of sections, its own section, checked, sent, withdrawn."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.activity.queries import history
from portal.collaboration.completeness import Problem, SectionState, is_begun
from portal.collaboration.parsing import RowReader
from portal.collaboration.queries import sections_of
from portal.collaboration.questions import Section
from portal.collaboration.reading import read_sections, to_check
from portal.collaboration.services import Saved
from portal.collaboration.tasklist import task_of
from portal.collaboration.views.section import SectionPage
from portal.reference.languages import page_language

from ... import checking, states
from ...closing import why_closed
from ...forms.person import WithdrawForm
from ...models import Candidacy, ExpertCall
from ...notices_person import call_title
from ...queries_person import candidacy_of, mine
from ...sections import BY_CODE, MOTIVATION, SECTIONS
from ...services import candidacies
from ...store import CANDIDACY_STORE, read_answers
from .base import frame, refused
from .home import profile_parts

View = Callable[..., HttpResponseBase]


def of_candidate(view: View) -> View:
    """Give the view the reader's own application in the call of the address; 404 when there is none."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
        candidacy = candidacy_of(request.user, slug)
        if candidacy is None:
            raise Http404
        return view(request, candidacy, **kwargs)

    return wrapped


def _frame(candidacy: Candidacy, **more: Any) -> dict[str, Any]:
    title = call_title(candidacy.call_id, page_language())
    return frame(
        candidacy.expert,
        candidacy=candidacy,
        call_title=title,
        closed=why_closed(candidacy.call) if candidacy.state == states.DRAFT else "",
        stands=candidacy.labels,
        **more,
    )


@login_required
def begin_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Begin an application, by a button. A draft that is there is always found first."""
    call = get_object_or_404(ExpertCall.objects.exclude(state=ExpertCall.State.DRAFT), slug=slug)
    error = ""
    if request.method == "POST":
        try:
            candidacy, made = candidacies.begin(call=call, by=request.user)
        except Refused as refusal:
            error = refusal.message
        else:
            if not made:
                messages.info(request, _("Your application in this call is already there: here it is."))
            return redirect("expertise:candidacy", candidacy.call.slug)
    expert = mine(request.user)
    found = candidacies.active(call=call, expert=expert) if expert is not None else None
    return render(
        request,
        "expertise/person/begin.html",
        frame(
            expert,
            call=call,
            call_title=call_title(call.pk, page_language()),
            closed=why_closed(call),
            found=found,
            barred=reason_against("expertise.apply", request.user, call),
            error=error,
            page_errors=bool(error),
        ),
        status=422 if error else 200,
    )


@of_candidate
@require_safe
def candidacy_page(request: HttpRequest, candidacy: Candidacy) -> HttpResponseBase:
    """The list of sections while it is a draft; where it stands afterwards."""
    if candidacy.state != states.DRAFT or candidacy.expert.profile is None:
        return render(
            request,
            "expertise/person/candidacy.html",
            _frame(
                candidacy,
                mine=candidacy.labels.turn == states.PERSON,
                stages=_stages(candidacy),
                referees=list(candidacy.referees.values_list("name", flat=True)),
                entries=list(history(candidacy, for_party=True)[:40]),
                may_withdraw=candidacy.state in (states.APPLIED, states.UNDER_REVIEW),
            ),
        )
    context = profile_parts(candidacy.expert, request.user)
    problems, given, unparsed = checking.problems_of_candidacy(candidacy)
    state = SectionState(
        MOTIVATION,
        is_begun(MOTIVATION, given, unparsed),
        sum(problem.kind == "missing" for problem in problems),
        sum(problem.kind == "wrong" for problem in problems),
    )
    task = task_of(
        state,
        sections_of(candidacy).get(MOTIVATION.code),
        request.user,
        url=reverse("expertise:motivation", args=[candidacy.call.slug]),
    )
    context["groups"] = [*context["groups"], (_("For this call"), [task])]
    context["strip"] = [*context["strip"], task.stitch]
    context["done"] += state.complete
    context["total"] += 1
    context["complete"] = context["complete"] and state.complete
    return render(request, "expertise/person/tasks.html", _frame(candidacy, **context))


_ORDER = (states.APPLIED, states.UNDER_REVIEW, states.ADMITTED)


def _stages(candidacy: Candidacy) -> list[tuple[str, str, str]]:
    """Sent, under review, decided: on a line. None for what left the line."""
    reached = {states.APPLIED: 1, states.UNDER_REVIEW: 1, states.ADMITTED: 3, states.DECLINED: 3}.get(candidacy.state)
    if reached is None:
        return []
    words = (_("Sent"), _("Under review"), _("Decided"))
    return [
        (label, "full" if place < reached else "half" if place == reached else "hollow", "")
        for place, label in enumerate(words)
    ]


@keeps_typed
@of_candidate
def motivation_page(request: HttpRequest, candidacy: Candidacy) -> HttpResponseBase:
    """Motivation and referees, while the application is a draft."""
    if candidacy.state != states.DRAFT:
        return redirect("expertise:candidacy", candidacy.call.slug)
    return MotivationSection(request, candidacy).answer()


class MotivationSection(SectionPage):
    """The section a call adds."""

    store = CANDIDACY_STORE
    sections = (*SECTIONS, MOTIVATION)
    template = "expertise/person/section.html"
    conflict_template = "expertise/person/conflict.html"

    def __init__(self, request: Any, candidacy: Candidacy) -> None:
        super().__init__(request, candidacy, MOTIVATION)
        self.candidacy = candidacy

    def save(self, posted: Mapping[str, Any], read_rows: RowReader, expected_revision: int) -> Saved:
        return candidacies.save(
            candidacy=self.candidacy,
            posted=posted,
            read_rows=read_rows,
            expected_revision=expected_revision,
            by=self.request.user,
        )

    def problems(self, given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
        return checking.of_motivation(self.candidacy, given, unparsed)

    def address(self, section: Section) -> str:
        if section is MOTIVATION:
            return reverse("expertise:motivation", args=[self.candidacy.call.slug])
        return reverse("expertise:section", args=[section.code])

    def home(self) -> str:
        return reverse("expertise:candidacy", args=[self.candidacy.call.slug])

    def check_address(self) -> str:
        return reverse("expertise:check", args=[self.candidacy.call.slug])

    def refuse(self, error: Refused) -> HttpResponseBase:
        return refused(self.request, error)

    def frame(self) -> dict[str, Any]:
        return frame(self.candidacy.expert, draft=self.candidacy)


@of_candidate
@require_safe
def check_page(request: HttpRequest, candidacy: Candidacy) -> HttpResponseBase:
    """Everything that is sent, with a link to change each section; afterwards, what was sent."""
    draft = candidacy.state == states.DRAFT
    profile = candidacy.expert.profile if draft else candidacy.profile
    if profile is None:
        return redirect("expertise:candidacy", candidacy.call.slug)
    own, given, _unparsed = checking.problems_of_candidacy(candidacy)
    if draft:
        problems, answers, _kept = checking.problems_of(profile)
        change = {code: reverse("expertise:section", args=[code]) for code in BY_CODE}
        change[MOTIVATION.code] = reverse("expertise:motivation", args=[candidacy.call.slug])
    else:
        problems, own, answers, change = [], [], read_answers(profile), {}
    sections = read_sections((*SECTIONS, MOTIVATION), {**answers, MOTIVATION.code: given})
    problems = [*problems, *own]
    return render(
        request,
        "expertise/person/check.html",
        _frame(candidacy, draft=draft, sections=to_check(sections, problems, change), problem_count=len(problems)),
    )


@of_candidate
@require_POST
def send(request: HttpRequest, candidacy: Candidacy) -> HttpResponseBase:
    """Send the application. A second press leads to the same page."""
    was_sent = candidacy.submitted_at is not None
    try:
        candidacies.submit(candidacy=candidacy, by=request.user)
    except candidacies.Incomplete as error:
        messages.error(request, error.message)
        return redirect("expertise:check", candidacy.call.slug)
    except Refused as error:
        messages.error(request, error.message)
        return redirect("expertise:candidacy", candidacy.call.slug)
    if not was_sent:
        messages.success(request, _("Your application is sent. Your referees have received their links."))
    return redirect("expertise:candidacy", candidacy.call.slug)


@keeps_typed
@of_candidate
def withdraw_page(request: HttpRequest, candidacy: Candidacy) -> HttpResponseBase:
    """Take the application back."""
    if candidacy.state not in (states.DRAFT, states.APPLIED, states.UNDER_REVIEW):
        return redirect("expertise:candidacy", candidacy.call.slug)
    form = start(request, WithdrawForm)
    if request.method == "POST" and form.is_valid():
        try:
            candidacies.withdraw(candidacy=candidacy, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The application is withdrawn."))
            return redirect("expertise:home")
    return render(
        request,
        "expertise/person/withdraw.html",
        _frame(candidacy, form=form, is_draft=candidacy.state == states.DRAFT),
        status=422 if form.errors else 200,
    )
