"""Can my country apply? Asked of anybody, without an account; nothing is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.reference.queries import country_row
from portal.reference.source_words import in_words
from portal.ui.pages import public_page

from ... import eligibility, states
from ...eligibility_words import datum_words, gate_words, instead_words, reason_words
from ...forms.eligibility import EligibilityForm
from ...models import Application
from ...queries_calls import gates_of, open_call


@dataclass(frozen=True)
class Row:
    """One verdict in words."""

    outcome: str
    gate: str
    reason: str
    instead: str
    datum: str
    datum_date: date | None
    source: str


@require_safe
@public_page
def eligibility_page(request: HttpRequest) -> HttpResponse:
    """The questions, and below them a verdict per gate with its reason, datum and source."""
    language = get_language() or "en"
    call = open_call(language)
    asked = "country" in request.GET
    form = EligibilityForm(request.GET if asked else None)
    context = {"form": form, "call": call, "rows": [], "overall": ""}
    if asked and form.is_valid():
        row = country_row(form.cleaned_data["country"], language)
        if row is not None:
            facts = eligibility.CountryFacts(
                row.name, row.party, row.developing, row.deposit_date, row.deposit_type, row.source
            )
            codes = [gate.code for gate in gates_of(call.pk)] if call else list(eligibility.ASKED)
            answers, known = _with_register(form.answers(), row.id, call.pk if call else None)
            verdicts = eligibility.check(facts, answers, codes)
            context |= {
                "country": row,
                "rows": [_row(verdict, known) for verdict in verdicts],
                "overall": eligibility.overall(verdicts),
            }
    return render(request, "applications/calls/eligibility.html", context)


def _with_register(
    answers: eligibility.Answers, country_id: int, call_id: int | None
) -> tuple[eligibility.Answers, tuple[str, datetime] | None]:
    """A submitted application is public knowledge: it answers the last question whatever was typed.

    A draft is nobody's business and changes nothing here.
    """
    if call_id is None:
        return answers, None
    sent = (
        Application.objects.active()
        .filter(call=call_id, country=country_id, state__in=states.IN_REGISTER)
        .values_list("reference", "submitted_at")
        .first()
    )
    if sent is None:
        return answers, None
    return eligibility.Answers(answers.institution, answers.endorsed, under_way=True), sent


def _row(verdict: eligibility.Verdict, known: tuple[str, datetime] | None) -> Row:
    datum, datum_date, source = datum_words(verdict), verdict.datum_date, verdict.source
    if verdict.gate == "under_way" and known:
        datum, datum_date = _("Application %(reference)s.") % {"reference": known[0]}, known[1].date()
        source = _("Register of requests of this portal")
    return Row(
        verdict.outcome,
        gate_words(verdict),
        reason_words(verdict),
        instead_words(verdict),
        datum,
        datum_date,
        in_words(source),
    )
