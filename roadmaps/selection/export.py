"""The list of missions as a spreadsheet, made by a job: a constant number of queries."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.rules import is_field_office, is_staff_member
from portal.documents.jobs import JobContext, JobResult
from portal.documents.models import Job
from portal.documents.services import request_job
from portal.documents.spreadsheets import XLSX, Column, write_xlsx
from portal.reference.languages import language_name
from portal.reference.queries import country_names

from . import queries, situation
from .filters import Wanted, apply
from .rules import missions_visible_to

KIND = "roadmaps.missions"


def may_read(user: Any, target: Any, params: dict[str, Any]) -> bool:
    """Who sees the list in the office; the rows are those this person sees."""
    return bool(is_staff_member(user) or is_field_office(user))


def request(*, wanted: Wanted, by: Any, language: str) -> Job:
    """Ask for the list as it is narrowed now."""
    return request_job(kind=KIND, params={"wanted": wanted.as_params()}, requested_by=by, language=language)


def build(context: JobContext) -> JobResult:
    """Write the file."""
    wanted = Wanted.from_params(context.params["wanted"])
    seen = missions_visible_to(context.job.requested_by).values("pk")
    rows = table(apply(queries.missions().filter(pk__in=seen), wanted), context.language)
    context.progress(1, 2, _("Writing the file"))
    data = write_xlsx(headings(), rows, sheet=_("Missions"))
    return JobResult(f"{_('missions')}.xlsx", XLSX, data)


def headings() -> list[Column]:
    """The heads of the columns, in the present language."""
    return [
        Column(_("Code")),
        Column(_("Title"), width=40),
        Column(_("Kind")),
        Column(_("Party")),
        Column(_("Assistance")),
        Column(_("Expert"), width=28),
        Column(_("State")),
        Column(_("Whose turn")),
        Column(_("In this state since"), "moment"),
        Column(_("From"), "date"),
        Column(_("To"), "date"),
        Column(_("Days agreed"), "number"),
        Column(_("Days used"), "number"),
        Column(_("Place")),
        Column(_("Language")),
    ]


def table(missions: Any, language: str) -> Iterator[list[Any]]:
    """The rows, one query whatever their number."""
    names = country_names(language)
    for row in missions.order_by("-starts_on", "-pk"):
        yield [
            row.code,
            row.title,
            row.get_kind_display(),
            names.get(row.country_id, "") if row.country_id else "",
            row.assistance.reference if row.assistance else "",
            str(row.expert),
            str(row.labels.staff),
            situation.TURNS[row.labels.turn](),
            row.state_changed_at,
            row.starts_on,
            row.ends_on,
            row.days,
            row.used,
            row.place or _("remote"),
            language_name(row.language, language),
        ]
