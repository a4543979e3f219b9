"""The national team with its advice, the stakeholder map, consultations, contributions, the ledger."""

from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.services import Conflict
from portal.collaboration.views.record import Boxes, answer, posted
from portal.documents.services import UploadRefused
from portal.documents.serving import serve
from portal.reference.languages import page_language
from portal.reference.queries import term_map
from portal.surveys.queries import links_of

from ...assistance import attendance
from ...assistance.advice_words import words_of
from ...assistance.queries_participation import advice_on, consultations_of, ledger_of, team_now
from ...forms.participation import AskForm, ConsultationForm, MemberForm, ModerationForm, PhotoForm, StakeholderForm
from ...models import Consultation, Contribution, Roadmap, Stakeholder
from ...services.national.contributions import PURPOSE, ask_contribution, moderate
from ...services.national.participation import remove_stakeholder, save_consultation, save_member, save_stakeholder
from ..attendance import attendance_boxes
from .base import frame, of_roadmap, refused


def _writes(request: HttpRequest, roadmap: Roadmap) -> bool:
    return bool(rules.test_rule("roadmaps.write_roadmap", request.user, roadmap))


def _kinds() -> dict[str, str]:
    return {code: str(term.text) for code, term in term_map("stakeholder_kind", page_language()).items()}


def _one(rows: Any, text: str) -> Any:
    """The row of this key, None without one. Raises Http404 for a key of another roadmap."""
    return get_object_or_404(rows, pk=int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _form(request: HttpRequest, form_class: Any, row: Any, boxes: Boxes | None = None, **initial: Any) -> Any:
    """Filled from POST, from what had been typed before the session ended, or from the row; a new one begins with
    ``initial``."""
    if request.method == "POST":
        return form_class(posted(request, lambda: form_class(instance=row), boxes), request.FILES, instance=row)
    typed = getattr(request, "restored", None)
    form = form_class(instance=row, initial={} if row else initial)
    if typed is not None:
        form.initial |= {name: typed[name] for name in form.fields if name in typed}
    return form


def _settle(
    request: HttpRequest,
    roadmap: Roadmap,
    clash: Conflict,
    form: Any,
    row: Any,
    title: str,
    boxes: Boxes | None = None,
) -> HttpResponseBase:
    """Both texts side by side, when a colleague saved the row meanwhile."""
    stored = type(form)(instance=type(row).objects.get(pk=row.pk))
    template = "roadmaps/national/conflict.html"
    return answer(
        request, clash, form=form, stored=stored, title=title, template=template, frame=frame(roadmap), boxes=boxes
    )


@keeps_typed
@of_roadmap
def team_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Who writes the roadmap: members by sector, what is advised, the form that adds or changes one."""
    writes = _writes(request, roadmap)
    row = _one(roadmap.team.all(), request.GET.get("member", "")) if writes else None
    form = _form(request, MemberForm, row)
    if request.method == "POST":
        if not writes:
            return redirect("roadmaps:team", roadmap.country.iso3.lower())
        if form.is_valid():
            try:
                save_member(roadmap=roadmap, member=row, values=form.values(), expected=form.seen, by=request.user)
            except Conflict as clash:
                return _settle(request, roadmap, clash, form, row, _("National team"))
            except Refused as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, _("The team is saved."))
                return redirect("roadmaps:team", roadmap.country.iso3.lower())
    members = team_now(roadmap)
    now = {one.pk for one in members}
    kinds = _kinds()
    ministries = {code: str(term.text) for code, term in term_map("ministry", page_language()).items()}
    return render(
        request,
        "roadmaps/national/team.html",
        frame(
            roadmap,
            rows=[(one, kinds.get(one.kind, one.kind), ministries.get(one.ministry, "")) for one in members],
            former=[one for one in roadmap.team.all() if one.pk not in now],
            advice=[(point, words_of(point)) for point in advice_on(members)],
            form=form,
            row=row,
            writes=writes,
        ),
        status=422 if form.errors else 200,
    )


@keeps_typed
@of_roadmap
def stakeholders_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Beneficiaries and partners, with their interest and influence."""
    writes = _writes(request, roadmap)
    row = _one(roadmap.stakeholders.all(), request.GET.get("line", "")) if writes else None
    form = _form(request, StakeholderForm, row)
    here = redirect("roadmaps:stakeholders", roadmap.country.iso3.lower())
    if request.method == "POST":
        if not writes:
            return here
        if request.POST.get("remove") and row is not None:
            remove_stakeholder(stakeholder=row, by=request.user)
            messages.success(request, _("The line is removed."))
            return here
        if form.is_valid():
            try:
                save_stakeholder(
                    roadmap=roadmap, stakeholder=row, values=form.values(), expected=form.seen, by=request.user
                )
            except Conflict as clash:
                return _settle(request, roadmap, clash, form, row, _("Stakeholder map"))
            except Refused as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, _("The map is saved."))
                return here
    kinds = _kinds()
    rows = [(one, kinds.get(one.kind, one.kind)) for one in Stakeholder.objects.filter(roadmap=roadmap)]
    return render(
        request,
        "roadmaps/national/stakeholders.html",
        frame(roadmap, rows=rows, form=form, row=row, writes=writes),
        status=422 if form.errors else 200,
    )


@of_roadmap
@require_safe
def consultations_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """The consultations, and the ledger of who took part."""
    kinds = _kinds()
    ledger = ledger_of(roadmap)
    return render(
        request,
        "roadmaps/national/consultations.html",
        frame(
            roadmap,
            rows=list(consultations_of(roadmap)),
            ledger=ledger,
            sectors=[(kinds.get(row.kind, row.kind), row) for row in ledger.by_sector],
            writes=_writes(request, roadmap),
        ),
    )


def consultation_at(roadmap: Roadmap, code: str) -> Consultation:
    """The consultation of this code. Raises Http404 for one of another roadmap."""
    return get_object_or_404(roadmap.consultations.select_related("minutes", "roadmap__country"), code=code)


@keeps_typed
@of_roadmap
def consultation_page(request: HttpRequest, roadmap: Roadmap, code: str = "") -> HttpResponseBase:
    """One consultation: written by who writes, read by the team; its contributions."""
    one = consultation_at(roadmap, code) if code else None
    writes = _writes(request, roadmap)
    iso3 = roadmap.country.iso3.lower()
    if not writes and (one is None or request.method == "POST"):
        return redirect("roadmaps:consultations", iso3)
    kinds = _kinds()
    boxes = attendance_boxes(kinds, lambda: one.counts.all() if one else ())
    start = {"language": roadmap.language, "time_zone": request.user.time_zone}  # type: ignore[union-attr]
    form = _form(request, ConsultationForm, one, boxes, **start)
    typed = form.data if request.method == "POST" else getattr(request, "restored", None)
    counts = (
        attendance.typed(typed, kinds) if typed is not None else attendance.stored(one.counts.all() if one else ())
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, roadmap, one, form, counts)
        except Conflict as clash:
            return _settle(request, roadmap, clash, form, one, _("Consultation"), boxes)
        if saved is not None:
            messages.success(request, _("The consultation is saved."))
            return redirect("roadmaps:consultation", iso3, saved.code)
    return render(
        request,
        "roadmaps/national/consultation.html",
        frame(
            roadmap,
            one=one,
            form=form,
            writes=writes,
            counts=attendance.table(counts, kinds),
            asked=list(links_of(one, PURPOSE)[:100]) if one is not None else [],
            contributions=list(one.contributions.all()) if one is not None else [],
            ask_form=AskForm(prefix="ask", initial={"language": roadmap.language}),
            photos=list(one.photos.select_related("stored_file")) if one is not None else [],
            photo_form=PhotoForm(prefix="photo"),
        ),
        status=422 if form.errors else 200,
    )


def _save(
    request: HttpRequest, roadmap: Roadmap, one: Consultation | None, form: Any, counts: dict[str, dict[str, Any]]
) -> Consultation | None:
    whole = attendance.whole(counts)
    if whole is None:
        form.add_error(None, _("Who came: give whole numbers, or nothing."))
        return None
    try:
        return save_consultation(
            roadmap=roadmap,
            consultation=one,
            values=form.values(),
            counts=whole,
            minutes=form.cleaned_data["file"],
            expected=form.seen,
            by=request.user,
        )
    except UploadRefused as error:
        form.add_error("file", error.message)
    except Refused as error:
        form.add_error(None, error.message)
    return None


@of_roadmap
@require_safe
def minutes(request: HttpRequest, roadmap: Roadmap, code: str) -> HttpResponseBase:
    """The minutes of a consultation."""
    one = consultation_at(roadmap, code)
    if one.minutes is None:
        raise Http404
    return serve(one.minutes)


@of_roadmap
@require_POST
def ask(request: HttpRequest, roadmap: Roadmap, code: str) -> HttpResponseBase:
    """Send somebody the form of a consultation."""
    one = consultation_at(roadmap, code)
    form = AskForm(request.POST, prefix="ask")
    here = redirect("roadmaps:consultation", roadmap.country.iso3.lower(), code)
    if not form.is_valid():
        messages.error(request, _("Give a whole address, such as name@example.org."))
        return here
    try:
        ask_contribution(consultation=one, by=request.user, **form.cleaned_data)
    except NotAllowed as error:
        return refused(request, error, roadmap)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The form is sent."))
    return here


@of_roadmap
@require_POST
def read_contribution(request: HttpRequest, roadmap: Roadmap, code: str, pk: int) -> HttpResponseBase:
    """Show a contribution, or not."""
    one = get_object_or_404(
        Contribution.objects.select_related("consultation__roadmap"),
        pk=pk,
        consultation=consultation_at(roadmap, code),
    )
    form = ModerationForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        moderate(
            contribution=one,
            accept=form.cleaned_data["state"] == Contribution.State.ACCEPTED,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except NotAllowed as error:
        return refused(request, error, roadmap)
    except Refused as error:
        messages.error(request, error.message)
    else:
        shown = form.cleaned_data["state"] == Contribution.State.ACCEPTED
        messages.success(request, _("The contribution is shown.") if shown else _("The contribution is not shown."))
    return redirect("roadmaps:consultation", roadmap.country.iso3.lower(), code)
