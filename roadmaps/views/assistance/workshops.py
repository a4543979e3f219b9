"""Capacity building: workshops and coaching, who came, evaluations, certificates."""

from typing import Any

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.questions import reason_against
from portal.accounts.resume import keeps_typed
from portal.accounts.services.refusals import Refused
from portal.collaboration.services import Conflict
from portal.documents.serving import serve
from portal.reference.languages import page_language
from portal.reference.queries import term_map

from ...assistance import attendance
from ...assistance.material import shown
from ...assistance.queries_workshops import evaluation_of, participants_of, people_trained, workshops_of
from ...forms.workshops import ParticipantForm, WorkshopForm, initial_of
from ...models import Assistance, Participant, Workshop
from ...sections.evaluation import EVALUATION
from ...services.assistance import workshops
from ..attendance import attendance_boxes
from ..common import of_open_assistance
from ..party.assistance import frame
from .acting import may_or_404, saved, settle, start


def _keeps(request: HttpRequest, assistance: Assistance) -> bool:
    return assistance.state == Assistance.State.OPEN and rules.test_rule(
        "roadmaps.keep_workshops", request.user, assistance
    )


def _kinds() -> dict[str, str]:
    return {code: str(term.text) for code, term in term_map("stakeholder_kind", page_language()).items()}


@of_open_assistance
@require_safe
def page(request: HttpRequest, assistance: Assistance) -> HttpResponseBase:
    """The workshops, and who was trained in all."""
    ledger = people_trained(assistance)
    kinds = _kinds()
    return render(
        request,
        "roadmaps/assistance/workshops.html",
        frame(
            assistance,
            rows=list(workshops_of(assistance)),
            ledger=ledger,
            sectors=[(kinds.get(row.kind, row.kind), row) for row in ledger.by_sector],
            keeps=_keeps(request, assistance),
            is_expert=bool(reason_against("roadmaps.read", request.user, assistance)),
        ),
    )


def _workshop(assistance: Assistance, code: str) -> Workshop:
    return get_object_or_404(workshops_of(assistance), code=code)


def _initial(request: HttpRequest, assistance: Assistance, row: Workshop | None) -> dict[str, Any]:
    """A new workshop begins in the language of the assistance and in the zone of who plans it."""
    return initial_of(row, language=assistance.language, time_zone=request.user.time_zone)  # type: ignore[union-attr]


@keeps_typed
@of_open_assistance
def write_page(request: HttpRequest, assistance: Assistance, code: str = "") -> HttpResponseBase:
    """A workshop is planned, or changed; who came by sector once it was held."""
    may_or_404(request, "roadmaps.keep_workshops", assistance)
    row = _workshop(assistance, code) if code else None
    kinds = _kinds()
    boxes = attendance_boxes(kinds, lambda: row.counts.all() if row else ())
    form = start(request, WorkshopForm, initial=_initial(request, assistance, row), boxes=boxes)
    typed = form.data if request.method == "POST" else getattr(request, "restored", None)
    counts = (
        attendance.typed(typed, kinds) if typed is not None else attendance.stored(row.counts.all() if row else ())
    )
    made: list[Workshop] = []

    def save(**_values: Any) -> None:
        whole = attendance.whole(counts)
        if whole is None:
            raise Refused(_("Who came: give whole numbers, or nothing."))
        made.append(
            workshops.save(
                assistance=assistance,
                workshop=row,
                values=form.values(),  # type: ignore[attr-defined]
                counts=whole,
                expected=form.cleaned_data["revision"] or 0,
                by=request.user,
            )
        )

    try:
        if request.method == "POST" and saved(form, save):
            messages.success(request, _("The workshop is kept."))
            return redirect("roadmaps:workshop", assistance.reference, made[0].code)
    except Conflict as clash:
        stored = WorkshopForm(initial=initial_of(_workshop(assistance, code)))
        title = _("Change the workshop")
        return settle(request, assistance, clash, form=form, stored=stored, title=title, boxes=boxes)
    return render(
        request,
        "roadmaps/assistance/workshop_write.html",
        frame(assistance, row=row, form=form, counts=attendance.table(counts, kinds)),
        status=422 if form.errors else 200,
    )


@of_open_assistance
def workshop_page(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """One workshop: agenda, who came, results of its evaluation; its people for those who keep it."""
    row = _workshop(assistance, code)
    keeps = _keeps(request, assistance)
    form = start(request, ParticipantForm, initial={"language": assistance.language})
    if request.method == "POST":
        if not keeps:
            raise Http404
        if saved(form, lambda **values: workshops.add_participant(workshop=row, by=request.user, **values)):
            messages.success(request, _("The name is kept."))
            return redirect("roadmaps:workshop", assistance.reference, code)
    result, asked = evaluation_of(row)
    kinds = _kinds()
    questions = {question.name: str(question.label) for question in EVALUATION.fields}
    return render(
        request,
        "roadmaps/assistance/workshop.html",
        frame(
            assistance,
            row=row,
            counts=[(kinds.get(one.kind, one.kind), one) for one in row.counts.all()],
            numbers=participants_of(row),
            resources=shown(row.resources.all(), page_language()),
            participants=list(row.participants.select_related("certificate__stored_file")) if keeps else [],
            keeps=keeps,
            result=result,
            asked=asked,
            means=[(questions[name], mean) for name, mean in result.means.items()],
            words=[(questions[name], words) for name, words in result.words.items() if words],
            form=form,
            is_expert=bool(reason_against("roadmaps.read", request.user, assistance)),
        ),
        status=422 if form.errors else 200,
    )


def _button(request: HttpRequest, assistance: Assistance, code: str, act: Any) -> HttpResponseBase:
    """Do an act and say what came of it."""
    if not _keeps(request, assistance):
        raise Http404
    try:
        messages.success(request, act(_workshop(assistance, code)))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("roadmaps:workshop", assistance.reference, code)


@of_open_assistance
@require_POST
def mark(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """Who of those named came."""
    came = {int(text) for text in request.POST.getlist("came") if text.isascii() and text.isdigit()}

    def act(row: Workshop) -> str:
        number = workshops.mark(workshop=row, came=came, by=request.user)
        return ngettext("%(number)s person came.", "%(number)s people came.", number) % {"number": number}

    return _button(request, assistance, code, act)


@of_open_assistance
@require_POST
def evaluate(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """The evaluation is sent to those who came."""

    def act(row: Workshop) -> str:
        number = workshops.ask_evaluations(workshop=row, by=request.user)
        return ngettext("%(number)s form is sent.", "%(number)s forms are sent.", number) % {"number": number}

    return _button(request, assistance, code, act)


@of_open_assistance
@require_POST
def certify(request: HttpRequest, assistance: Assistance, code: str) -> HttpResponseBase:
    """Certificates are ordered."""

    def act(row: Workshop) -> str:
        number = workshops.certify(workshop=row, by=request.user)
        return ngettext(
            "%(number)s certificate is being made.", "%(number)s certificates are being made.", number
        ) % {"number": number}  # fmt: skip

    return _button(request, assistance, code, act)


def _participant(assistance: Assistance, code: str, person: str) -> Participant:
    rows = Participant.objects.select_related("workshop__assistance", "certificate__stored_file")
    return get_object_or_404(rows, code=person, workshop=_workshop(assistance, code))


@of_open_assistance
@require_POST
def drop(request: HttpRequest, assistance: Assistance, code: str, person: str) -> HttpResponseBase:
    """A name is taken out."""

    def act(_row: Workshop) -> str:
        workshops.drop_participant(participant=_participant(assistance, code, person), by=request.user)
        return _("The name is taken out.")

    return _button(request, assistance, code, act)


@of_open_assistance
@require_safe
def certificate(request: HttpRequest, assistance: Assistance, code: str, person: str) -> HttpResponseBase:
    """The certificate of a participant, for who keeps the workshop."""
    may_or_404(request, "roadmaps.keep_workshops", assistance)
    issued = _participant(assistance, code, person).certificate
    if issued is None or issued.stored_file is None:
        raise Http404
    return serve(issued.stored_file)
