"""The risks of an assistance: the Party keeps its own, officers both; a warning becomes one in a click."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed
from portal.accounts.telling import tell
from portal.collaboration.queries import revision_of
from portal.collaboration.services import Conflict

from ...assistance.risk_kinds import level, next_review
from ...assistance.rules import risks_visible_to
from ...forms.papers import ReviewForm, RiskForm
from ...models import Assistance, Risk
from ...services.assistance import risks
from ..common import of_assistance
from ..party.assistance import frame
from .acting import form_page, may_or_404, settle, start


def _keeps(request: HttpRequest, assistance: Assistance, risk: Risk | None = None) -> bool:
    """Whether the person keeps risks here: any, or this one."""
    inner = risk is not None and risk.scope == Risk.Scope.PROGRAMME
    rule = "roadmaps.keep_programme_risks" if inner else "roadmaps.keep_risks"
    is_live = assistance.state == Assistance.State.OPEN and (risk is None or risk.closed_at is None)
    return is_live and not reason_against(rule, request.user, assistance)


@of_assistance
@require_safe
def page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The register: the gravest first, closed ones below."""
    rows = list(risks_visible_to(request.user, assistance))
    today = timezone.localdate()
    live = sorted((row for row in rows if row.closed_at is None), key=lambda row: (-row.score, row.review_on, row.pk))
    return render(
        request,
        "roadmaps/assistance/risks.html",
        frame(
            assistance,
            rows=[(row, level(row.score), row.review_on < today) for row in live],
            closed=[row for row in rows if row.closed_at is not None],
            keeps=_keeps(request, assistance),
        ),
    )


def _home(assistance: Assistance) -> str:
    return reverse("roadmaps:risks", args=[assistance.reference])


def _risk(request: HttpRequest, assistance: Assistance, code: str) -> Risk:
    return get_object_or_404(risks_visible_to(request.user, assistance), code=code)


@of_assistance
@require_safe
def risk_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """One risk with its reviews."""
    row = _risk(request, assistance, code)
    return render(
        request,
        "roadmaps/assistance/risk.html",
        frame(
            assistance,
            row=row,
            level=level(row.score),
            overdue=row.closed_at is None and row.review_on < timezone.localdate(),
            reviews=list(row.reviews.select_related("by").order_by("-at")),
            keeps=_keeps(request, assistance, row),
        ),
    )


@keeps_typed
@of_assistance
def write_page(request: HttpRequest, assistance: Assistance, code: str = "") -> HttpResponseBase:
    """A risk is noted or changed."""
    may_or_404(request, "roadmaps.keep_risks", assistance)
    row = _risk(request, assistance, code) if code else None
    scopes = risks.may_keep(request.user)
    known = _known(row) if row else {"review_on": next_review(1, timezone.localdate())}
    form = start(request, RiskForm, initial=known, scopes=scopes)
    title = _("Change the risk") if row else _("Note a risk")

    def save(revision: int | None, **values: Any) -> Risk:
        return risks.save(assistance=assistance, risk=row, values=values, expected=revision or 0, by=request.user)

    try:
        return form_page(
            request,
            assistance,
            form=form,
            save=save,
            title=title,
            button=_("Keep the risk"),
            done=_("The risk is kept."),
            back=reverse("roadmaps:risk", args=[assistance.reference, code]) if code else _home(assistance),
            up=_("Risks"),
        )
    except Conflict as clash:
        stored = RiskForm(initial=_known(_risk(request, assistance, code)), scopes=scopes)
        return settle(request, assistance, clash, form=form, stored=stored, title=title)


def _known(row: Risk) -> dict[str, Any]:
    """What the form of a risk begins with."""
    names = ("scope", "kind", "title", "likelihood", "impact", "mitigation", "owner", "review_on")
    return {**{name: getattr(row, name) for name in names}, "revision": revision_of(row)}


@keeps_typed
@of_assistance
def review_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """A risk is looked at again."""
    may_or_404(request, "roadmaps.keep_risks", assistance)
    row = _risk(request, assistance, code)
    known = {
        "likelihood": row.likelihood,
        "impact": row.impact,
        "next_on": next_review(row.score, timezone.localdate()),
    }
    return form_page(
        request,
        assistance,
        form=start(request, ReviewForm, initial=known),
        save=lambda **values: risks.review(risk=row, by=request.user, **values),
        title=_("Review the risk"),
        button=_("Keep the review"),
        done=_("The review is kept."),
        back=reverse("roadmaps:risk", args=[assistance.reference, code]),
        up=_("Risks"),
        lead=row.title,
    )


@of_assistance
@require_POST
def close(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """A risk is over."""
    may_or_404(request, "roadmaps.keep_risks", assistance)
    row, reason = _risk(request, assistance, code), request.POST.get("reason", "")
    tell(request, _("The risk is closed."), lambda: risks.close(risk=row, reason=reason, by=request.user))
    return redirect("roadmaps:risk", assistance.reference, code)


@of_assistance
@require_POST
def from_warning(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """A warning becomes a risk."""
    may_or_404(request, "roadmaps.keep_programme_risks", assistance)
    code, about = request.POST.get("code", ""), request.POST.get("about", "")
    words = _("The risk is noted: say what is done about it.")
    tell(
        request,
        words,
        lambda: risks.from_warning(assistance=assistance, code=code, about=about, by=request.user),
    )
    return redirect("roadmaps:risks", assistance.reference)
