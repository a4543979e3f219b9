"""The list of applications as a spreadsheet, made by a job: every column, a constant number of queries."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.documents.jobs import JobContext, JobResult
from portal.documents.models import Job
from portal.documents.services import request_job
from portal.documents.spreadsheets import write_csv, write_xlsx
from portal.reference.queries import country_names, term_map

from . import queries_process as queries
from . import states
from .filters import Wanted, apply
from .models import Application, Decision
from .rules_process import in_office, is_secretariat

KIND = "applications.list"
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who sees the list in the office; the rows are those this person sees."""
    return not reason_against("applications.office", user)


def request(*, wanted: Wanted, format: str, by: Any, language: str) -> Job:
    """Ask for the list as it is narrowed now."""
    return request_job(
        kind=KIND, params={"format": format, "wanted": wanted.as_params()}, requested_by=by, language=language
    )


def build(context: JobContext) -> JobResult:
    """Write the file in the format asked for."""
    format = context.params["format"]
    wanted = Wanted.from_params(context.params["wanted"])
    files = in_office(context.job.requested_by, Application.objects.all())
    rows = table(files, wanted, context.language, scores=is_secretariat(context.job.requested_by))
    context.progress(1, 2, _("Writing the file"))
    if format == "csv":
        data = "".join(write_csv(headings(), rows)).encode("utf-8")
    else:
        data = write_xlsx(headings(), rows, sheet=_("Applications"))
    return JobResult(f"{_('applications')}.{format}", FORMATS[format], data)


def headings() -> list[str]:
    """The heads of the columns, in the present language."""
    return [
        _("Reference"),
        _("Party"),
        _("Region"),
        _("Least developed"),
        _("Small island"),
        _("Call"),
        _("Round"),
        _("State"),
        _("Whose turn"),
        _("In this state since"),
        _("Submitted"),
        _("Language"),
        _("Version"),
        _("Lead institution"),
        _("Activities"),
        _("Asks, USD"),
        _("Expert days"),
        _("Months"),
        _("Assessed"),
        _("Assessors wanted"),
        _("Score"),
        _("Spread"),
        _("Decision"),
        _("Announced"),
    ]


def table(files: Any, wanted: Wanted, language: str, *, scores: bool = True) -> Iterator[list[Any]]:
    """The rows of the export; eight queries whatever their number. A draft's answers are left out.

    Without ``scores`` the points are left out too: a field office reads none.
    """
    found = list(
        queries.in_order(apply(files, wanted), wanted.order, language).select_related(
            "call", "country", "round", "current_version", "decision"
        )
    )
    versions = [one.current_version_id for one in found if one.submitted_at]
    activities = queries.activities_by_version(versions)
    money = queries.money_by_version(versions)
    days = queries.days_by_version(versions)
    marks = queries.marks_by_file(found)
    names = country_names(language)
    regions = term_map("region", language)
    outcomes = dict(Decision.Outcome.choices)
    for one in found:
        sent = one.submitted_at is not None
        version, own = one.current_version, marks[one.pk]
        decision = getattr(one, "decision", None)
        told = decision is not None and decision.is_released
        region = regions.get(one.country.region)
        yield [
            one.ref,
            names.get(one.country_id, ""),
            str(region.text) if region else one.country.region,
            one.country.ldc,
            one.country.sids,
            one.call.slug,
            one.round.cut_off if one.round else None,
            str(one.labels.staff),
            str(states.TURNS[one.turn]),
            one.state_changed_at,
            one.submitted_at,
            one.language,
            version.number if sent and version else None,
            version.lead_institution if sent and version else "",
            ", ".join(activities.get(one.current_version_id, [])) if sent else "",
            money.get(one.current_version_id) if sent else None,
            days.get(one.current_version_id) if sent else None,
            version.months if sent and version else None,
            own.handed_in,
            own.wanted,
            one.score if scores else None,
            own.spread if scores and one.score is not None else None,
            str(outcomes[decision.outcome]) if told else "",
            decision.released_at if told else None,
        ]
