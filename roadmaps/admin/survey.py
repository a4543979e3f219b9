"""The survey of Parties in the office: opened, followed, reminded, closed; letters one by one or by workbook."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents.serving import serve
from portal.documents.spreadsheets import XLSX, SheetRefused, read_xlsx
from portal.office import ReadOnlyAdmin, register
from portal.reference.languages import page_language
from portal.reference.models import Country
from portal.reference.queries import country_row

from ..forms.national import FileForm
from ..forms.survey import AskForm, LetterForm, SurveyRoundForm
from ..models import SurveyRound
from ..services import survey
from ..state.play import source_words, stage_words
from ..survey import queries
from ..survey import sheet as survey_sheet
from .common import page

FIRST_BYTES = 5 * 1024 * 1024


def _round(request: HttpRequest, year: int) -> SurveyRound:
    found = SurveyRound.objects.filter(year=year).first()
    if found is None or reason_against("roadmaps.read_survey", request.user):
        raise Http404
    return found


def rounds_view(request: HttpRequest) -> HttpResponse:
    """The rounds with how many answered, the Parties of which two sources differ, and the form that opens one."""
    if reason_against("roadmaps.read_survey", request.user):
        raise Http404
    why_not = reason_against("roadmaps.manage_survey", request.user)
    form = SurveyRoundForm(request.POST if request.method == "POST" and not why_not else None)
    if form.is_bound and form.is_valid():
        try:
            made = survey.open_round(by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The survey is open and the Parties with a focal point are asked."))
            return redirect("admin:roadmaps_survey", made.year)
    rounds = SurveyRound.objects.all()[:20]
    return page(
        request, "survey_rounds.html", _("Survey of Parties"),
        {
            "rows": [(one, one.replies.count(), one.replies.filter(on__isnull=False).count()) for one in rounds],
            "conflicts": _conflicts(),
            "form": form,
            "why_not": why_not,
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


def _conflicts() -> list[tuple[Any, ...]]:
    """(Party, stage shown in words, its record, stage told in words, its record, its source in words)."""
    found: list[tuple[Any, ...]] = []
    for row, now in queries.conflicts(page_language(), timezone.localdate()):
        assert now.told is not None  # it differs
        told = now.told
        found.append((row, stage_words(now.stage), now.shown, stage_words(told.stage), told, source_words(told)))
    return found


def round_view(request: HttpRequest, year: int) -> HttpResponse:
    """Every Party with its reply; remind, close, ask somebody else."""
    round = _round(request, year)
    why_not = reason_against("roadmaps.manage_survey", request.user)
    asks = request.method == "POST" and request.POST.get("act") == "ask"
    form = AskForm(request.POST if asks and not why_not else None)
    if request.method == "POST" and not asks:
        return _act(request, round)
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        country = Country.objects.get(iso3=data.pop("country"))
        try:
            survey.ask(round=round, country=country, by=request.user, **data)
        except (NotAllowed, Refused) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The form is sent."))
            return redirect("admin:roadmaps_survey", round.year)
    lines = queries.lines_of(round, page_language(), timezone.localdate())
    state = request.GET.get("state", "")
    counts = {name: sum(line.state == name for line in lines) for name in ("answered", "asked", "lapsed", "unasked")}
    shown = [line for line in lines if line.state == state] if state in counts else lines
    return page(
        request, "survey_round.html", _("Survey of Parties, %(year)s") % {"year": year},
        {
            "round": round,
            "lines": [(line, stage_words(line.reply.stage) if line.reply and line.reply.stage else "",
                       stage_words(line.standing.stage)) for line in shown],
            "counts": [(name, words, counts[name]) for name, words in _states()],
            "state": state,
            "form": form,
            "why_not": why_not,
            "to_remind": any(line.reply is not None and queries.is_to_remind(line.reply) for line in lines),
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


def _states() -> list[tuple[str, str]]:
    return [
        ("answered", _("Answered")), ("asked", _("Asked, not answered")), ("lapsed", _("The link is over")),
        ("unasked", _("Not asked")),
    ]  # fmt: skip


def _act(request: HttpRequest, round: SurveyRound) -> HttpResponse:
    try:
        if request.POST.get("act") == "remind":
            count = survey.remind(round=round, by=request.user)
            words = ngettext("%(count)s Party is reminded.", "%(count)s Parties are reminded.", count)
            messages.success(request, words % {"count": count})
        elif request.POST.get("act") == "close":
            survey.close_round(round=round, by=request.user)
            messages.success(request, _("The survey is closed."))
    except (NotAllowed, Refused) as error:
        messages.error(request, error.message)
    return redirect("admin:roadmaps_survey", round.year)


def letter_view(request: HttpRequest, year: int) -> HttpResponse:
    """An answer told by letter, on a form; or many of them in a workbook."""
    round = _round(request, year)
    if reason_against("roadmaps.record_letter", request.user):
        raise Http404
    form = LetterForm(
        request.POST or None, request.FILES or None, initial={"country": request.GET.get("country", "")}
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("document")
        country = Country.objects.get(iso3=data.pop("country"))
        given = {**data, "activities": " ".join(data["activities"])}
        letter = survey.Letter(given.pop("on"), given.pop("reference"), given, [upload] if upload else [])
        try:
            survey.record_letter(round=round, country=country, letter=letter, by=request.user)
        except (NotAllowed, Refused) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The answer is kept; its stage is in the state of play."))
            return redirect("admin:roadmaps_survey", round.year)
    return page(
        request, "survey_letter.html", _("Answer told by letter, %(year)s") % {"year": year},
        {"round": round, "form": form}, status=422 if form.errors else 200,
    )  # fmt: skip


def import_view(request: HttpRequest, year: int) -> HttpResponse:
    """Letters in a workbook: stored all together, or not at all with what is wrong line by line."""
    round = _round(request, year)
    if reason_against("roadmaps.record_letter", request.user):
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    lines: list[survey_sheet.Line] = []
    if request.method == "POST" and form.is_valid():
        try:
            lines = _read(form.cleaned_data["file"])
            if not any(line.error for line in lines):
                count = survey.record_letters(
                    round=round, letters=[(line.number, line.country, line.letter) for line in lines], by=request.user
                )
                words = ngettext("%(count)s answer is kept.", "%(count)s answers are kept.", count)
                messages.success(request, words % {"count": count})
                return redirect("admin:roadmaps_survey", round.year)
            form.add_error("file", _("Nothing was stored: correct the lines named below and send the sheet again."))
        except (NotAllowed, Refused, SheetRefused) as error:
            form.add_error("file", error.message)
    return page(
        request, "survey_import.html", _("Letters in a spreadsheet, %(year)s") % {"year": year},
        {"round": round, "form": form, "wrong": [line for line in lines if line.error]},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _read(upload: Any) -> list[survey_sheet.Line]:
    if upload.size > FIRST_BYTES:
        raise Refused(_("This file is larger than 5 MB. Divide it and send the parts one after the other."))
    lines = survey_sheet.read(read_xlsx(upload, survey_sheet.NAMES))
    if not lines:
        raise Refused(_("This sheet has no line to read."))
    return lines


def template_view(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    if reason_against("roadmaps.record_letter", request.user):
        raise Http404
    response = HttpResponse(survey_sheet.template(page_language()), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="survey-letters.xlsx"'
    return response


def reply_view(request: HttpRequest, year: int, iso3: str) -> HttpResponse:
    """The answers of a Party in words, with its documents."""
    _round(request, year)
    reply = queries.reply_of(year, iso3)
    if reply is None:
        raise Http404
    row = country_row(reply.country.iso3, page_language())
    party = row.name if row is not None else reply.country.iso3
    return page(
        request, "survey_reply.html", f"{party}, {year}",
        {"reply": reply, "section": queries.in_words(reply), "files": list(reply.files.all()),
         "iso3": reply.country.iso3.lower()},
    )  # fmt: skip


def file_view(request: HttpRequest, year: int, iso3: str, pk: int) -> HttpResponseBase:
    """A document that came with an answer."""
    _round(request, year)
    reply = queries.reply_of(year, iso3)
    stored = reply.files.filter(pk=pk).first() if reply is not None else None
    if stored is None:
        raise Http404
    return serve(stored)


@register(SurveyRound)
class SurveyRoundAdmin(ReadOnlyAdmin):
    """Pages of our own; no form of Django's ever writes a reply."""

    may_view = lambda user, obj=None: not reason_against("roadmaps.read_survey", user, obj)  # noqa: E731

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(rounds_view), name="roadmaps_surveys"),
            path("", view(rounds_view), name="roadmaps_surveyround_changelist"),
            path("template.xlsx", view(template_view), name="roadmaps_survey_template"),
            path("<int:year>/", view(round_view), name="roadmaps_survey"),
            path("<int:year>/letter/", view(letter_view), name="roadmaps_survey_letter"),
            path("<int:year>/import/", view(import_view), name="roadmaps_survey_import"),
            path("<int:year>/<slug:iso3>/", view(reply_view), name="roadmaps_survey_reply"),
            path("<int:year>/<slug:iso3>/files/<int:pk>/", view(file_view), name="roadmaps_survey_file"),
        ]
