"""The lists of the office as spreadsheets, made by a job: every column, a constant number of queries."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobResult
from portal.documents.models import Job
from portal.documents.services import request_job
from portal.documents.spreadsheets import CSV, XLSX, Column, write_csv, write_xlsx
from portal.reference.languages import language_names
from portal.reference.queries import country_names, country_rows, term_map

from . import ports, states
from .choices import Gender
from .filters_office import (
    Wanted,
    WantedCandidacies,
    WantedExperts,
    apply_candidacies,
    apply_experts,
    order_candidacies,
    order_experts,
)
from .models import Candidacy, Expert
from .queries_office import call_titles, known_of, sent_candidacies, with_progress

EXPERTS = "expertise.list_of_experts"
CANDIDACIES = "expertise.list_of_candidacies"
FORMATS = {"xlsx": XLSX, "csv": CSV}


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who sees the list in the office."""
    return not reason_against("expertise.office", user)


def request(*, kind: str, wanted: Wanted, format: str, by: Any, language: str) -> Job:
    """Ask for a list as it is narrowed now."""
    params = {"format": format, "wanted": wanted.as_params()}
    return request_job(kind=kind, params=params, requested_by=by, language=language)


def build_experts(context: JobContext) -> JobResult:
    """The list of experts in the format asked for."""
    wanted = WantedExperts.from_params(context.params["wanted"])
    return _write(context, expert_heads(), expert_rows(wanted, context.language), _("experts"))


def build_candidacies(context: JobContext) -> JobResult:
    """The list of applications in the format asked for."""
    wanted = WantedCandidacies.from_params(context.params["wanted"])
    return _write(context, candidacy_heads(), candidacy_rows(wanted, context.language), _("applications-of-experts"))


def _write(context: JobContext, columns: list[Column], rows: Iterable[list[Any]], name: str) -> JobResult:
    format = context.params["format"]
    context.progress(1, 2, _("Writing the file"))
    if format == "csv":
        data = "".join(write_csv(columns, rows)).encode("utf-8")
    else:
        data = write_xlsx(columns, rows, sheet=name)
    return JobResult(f"{name}.{format}", FORMATS[format], data)


def expert_heads() -> list[Column]:
    """The columns of the list of experts, in the present language."""
    return [
        Column(_("Code")), Column(_("Name"), width=28), Column(_("E-mail address"), width=28), Column(_("State")),
        Column(_("Region")), Column(_("Country of residence")), Column(_("Nationality")), Column(_("Gender")),
        Column(_("Admitted on"), "date"), Column(_("Term ends on"), "date"),
        Column(_("Profile confirmed on"), "date"), Column(_("Availability confirmed on"), "date"),
        Column(_("Listed publicly"), "yesno"),
        Column(_("Working languages"), width=28), Column(_("Activities"), width=28), Column(_("Fields"), width=28),
        Column(_("Themes"), width=28), Column(_("Missions now"), "number"), Column(_("Missions evaluated"), "number"),
        Column(_("Mean mark"), "number"), Column(_("Considered"), "number"), Column(_("Called"), "number"),
    ]  # fmt: skip


def expert_rows(wanted: WantedExperts, language: str) -> Iterator[list[Any]]:
    """The rows of the export; eleven queries whatever their number, and what the floor above knows."""
    rows = order_experts(apply_experts(Expert.objects.select_related("user"), wanted), wanted.order)
    found = list(rows)
    known = known_of((one.profile_id for one in found), whole=True)
    keys = [one.pk for one in found]
    loads, records = ports.load(keys), ports.track_record(keys)
    countries, regions, spoken = country_names(language), term_map("region", language), language_names(language)
    fields, themes, genders = term_map("expertise_field", language), term_map("theme", language), dict(Gender.choices)

    # Read once: outside a request each question to the reference data costs a query.
    named = {row.iso3: row.name for row in country_rows(language)}

    def words(codes: list[str], labels: Any) -> str:
        return ", ".join(str(labels.get(code, code)) for code in codes)

    for one in found:
        key = one.profile_id or 0
        load, record = loads.get(one.pk), records.get(one.pk)
        yield [
            one.code,
            str(one),
            one.user.email if one.user else "",
            str(states.EXPERT[one.state].staff),
            str(regions.get(one.region, one.region)),
            countries.get(one.residence_id or 0, ""),
            words(known.nationalities.get(key, []), named),
            str(genders.get(one.gender, "")),
            one.admitted_on,
            one.term_ends_on,
            one.confirmed_on,
            one.availability_confirmed_on,
            one.is_public,
            words(known.languages.get(key, []), spoken),
            ", ".join(known.activities.get(key, [])),
            words(known.fields.get(key, []), fields),
            words(known.themes.get(key, []), themes),
            load.missions if load else None,
            record.missions if record else None,
            record.mean_mark if record else None,
            record.considered if record else None,
            record.called if record else None,
        ]


def candidacy_heads() -> list[Column]:
    """The columns of the list of applications, in the present language."""
    return [
        Column(_("Code")), Column(_("Name"), width=28), Column(_("Call"), width=28), Column(_("State")),
        Column(_("In this state since"), "moment"), Column(_("Sent on"), "moment"), Column(_("Region")),
        Column(_("Country of residence")), Column(_("Language")), Column(_("Rules not answered"), "number"),
        Column(_("Referees asked"), "number"), Column(_("Referees who answered"), "number"),
        Column(_("Proposed outcome")), Column(_("Decided on"), "moment"),
    ]  # fmt: skip


def candidacy_rows(wanted: WantedCandidacies, language: str) -> Iterator[list[Any]]:
    """The rows of the export; four queries whatever their number."""
    rows = with_progress(apply_candidacies(sent_candidacies(), wanted))
    found = list(order_candidacies(rows, wanted.order))
    titles = call_titles((one.call_id for one in found), language)
    countries, regions = country_names(language), term_map("region", language)
    outcomes = dict(Candidacy.Outcome.choices)
    for one in found:
        yield [
            one.expert.code,
            str(one.expert),
            titles.get(one.call_id, one.call.slug),
            str(one.labels.staff),
            one.state_changed_at,
            one.submitted_at,
            str(regions.get(one.expert.region, one.expert.region)),
            countries.get(one.expert.residence_id or 0, ""),
            one.language,
            one.rules_open,
            one.referees_asked,
            one.referees_answered,
            str(outcomes.get(one.outcome, "")),
            one.decided_at,
        ]
