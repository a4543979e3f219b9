"""Reporting rounds: opened by the Secretariat, written measure by measure, sent by the Party, locked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.collaboration.choices import codes_of
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.parsing import RowReader, parse_section
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved, save_answers
from portal.ui.dates import day
from portal.ui.pages import bump_content

from ...models import Edition, Measure, MeasureProgress, ProgressReport, ReportingRound, Roadmap
from ...national.checking_reports import Reported, of_report
from ...national.notices import tell_officers, tell_party
from ...national.queries_reporting import measures_to_report, roadmaps_to_remind, roadmaps_to_report
from ...national.queries_reporting import open_round as round_now
from ...stores import PROGRESS
from ..rounds import close, make, refuse_year
from .guards import lock
from .stage import refresh_stage
from .values import Value, store_value


@transaction.atomic
def open_round(*, year: int, due: date, by: User) -> ReportingRound:
    """Ask every Party with a validated roadmap how its measures go in a year.

    Raises `NotAllowed`; `Refused` for a year that had its round, while another round is open, for a day that has
    passed, or a year that is far off.
    """
    require("roadmaps.manage_rounds", by)
    refuse_year(year)
    if due <= timezone.localdate():
        raise Refused(_("The day by which reports are expected must be to come."))
    if ReportingRound.objects.filter(year=year).exists():
        raise Refused(_("There is already a round for %(year)s.") % {"year": year})
    current = round_now()
    if current is not None:
        raise Refused(_("The round of %(year)s is still open: close it first.") % {"year": current.year})
    made = make(ReportingRound, year=year, due=due, by=by, verb="roadmap.round_opened")
    for roadmap in roadmaps_to_report():
        _ask(roadmap, made, "roadmap.report_asked", f"roadmap.report_asked:{made.pk}:{roadmap.pk}")
    return made


@transaction.atomic
def close_round(*, round: ReportingRound, by: User) -> ReportingRound:
    """Take no more reports in a round; what was not sent stays unsent. Harmless when it is closed."""
    require("roadmaps.manage_rounds", by)
    return close(round, by=by, verb="roadmap.round_closed")


@transaction.atomic
def remind(*, round: ReportingRound, by: User) -> int:
    """Remind the Parties that have not sent their report; at most once a day each. Returns how many Parties.

    Raises `NotAllowed`, and `Refused` when the round is closed or nobody is to be reminded.
    """
    require("roadmaps.manage_rounds", by)
    locked = ReportingRound.objects.select_for_update().get(pk=round.pk)  # two clicks at once remind once
    if not locked.is_open:
        raise Refused(_("This round is closed."))
    found = roadmaps_to_remind(locked)
    if not found:
        raise Refused(_("Nobody is to be reminded: each Party has sent its report, or was reminded today."))
    today = timezone.localdate()
    for roadmap in found:
        report, _made = ProgressReport.objects.get_or_create(
            round=locked, roadmap=roadmap, defaults={"edition": roadmap.edition}
        )
        ProgressReport.objects.filter(pk=report.pk).update(reminded_at=timezone.now())
        _ask(roadmap, locked, "roadmap.report_reminder", f"roadmap.report_reminder:{report.pk}:{today}")
    record(actor=by, verb="roadmap.round_reminded", target=locked, new={"parties": len(found)})
    return len(found)


def _ask(roadmap: Roadmap, round: ReportingRound, code: str, key: str) -> None:
    tell_party(
        roadmap=roadmap, code=code, key=key, kinds=(Membership.Kind.WRITER,), page="roadmaps:report",
        args=(round.year,), year=str(round.year), due=_day(round.due),
    )  # fmt: skip


def _day(value: date) -> str:
    """A day in a form every language reads."""
    with translation.override("en"):
        return value.isoformat()


@transaction.atomic
def begin_report(*, roadmap: Roadmap, round: ReportingRound, by: User) -> ProgressReport:
    """The report of a roadmap in a round, with a page for each measure in force; made when it is not there yet.

    Raises `NotAllowed`; `Refused` when the round is closed or no edition is validated.
    """
    locked = lock(roadmap=roadmap, rule="roadmaps.write_roadmap", by=by)
    report = ProgressReport.objects.filter(round=round, roadmap=locked).first()
    if report is not None and not report.is_open:
        return report
    if not round.is_open:
        raise Refused(_("The round of %(year)s is closed.") % {"year": round.year})
    if locked.edition is None:
        raise Refused(_("There is nothing to report on before the roadmap is validated."))
    if report is None:
        report = ProgressReport.objects.create(round=round, roadmap=locked, edition=locked.edition)
        record(actor=by, verb="roadmap.report_begun", target=locked, new={"year": round.year})
    if not report.measures.exists():
        MeasureProgress.objects.bulk_create(
            MeasureProgress(report=report, measure=measure, status=measure.declared)
            for measure in measures_to_report(locked)
        )
    return report


@transaction.atomic
def save_progress(
    *,
    progress: MeasureProgress,
    section: Section,
    posted: Mapping[str, Any],
    read_rows: RowReader,
    expected_revision: int,
    by: User,
) -> Saved:
    """Store what was typed of one measure in a report. Raises `Conflict`, `NotAllowed`, `Refused` once it is sent."""
    report = progress.report
    lock(roadmap=report.roadmap, rule="roadmaps.write_roadmap", by=by)
    report.refresh_from_db()
    refuse_sent(report)
    parsed = parse_section(section, posted, read_rows, codes_of)
    return save_answers(
        store=PROGRESS, record=progress, section=section, parsed=parsed, expected_revision=expected_revision, by=by
    )


def refuse_sent(report: ProgressReport) -> None:
    """Raises `Refused` when the report is sent or its round closed."""
    if report.sent_at is not None:
        raise Refused(
            _("This report was sent on %(date)s and no longer changes. Tell what is new in the next round.")
            % {"date": day(report.sent_at)}
        )
    if not report.round.is_open:
        raise Refused(_("The round of %(year)s is closed.") % {"year": report.round.year})


@transaction.atomic
def send_report(*, report: ProgressReport, by: User) -> ProgressReport:
    """Send a report: it is locked, the statuses become those declared, the values join those of the indicators.

    A second press changes nothing. Raises `NotAllowed`; `Refused` while something is missing or wrong.
    """
    locked = lock(roadmap=report.roadmap, rule="roadmaps.write_roadmap", by=by)
    report.refresh_from_db()
    if report.sent_at is not None:
        return report
    refuse_sent(report)
    pages = of_report(report)
    wrong = next((page for page in pages if page.problems), None)
    if wrong is not None:
        raise Refused(
            _("%(measure)s: %(problem)s") % {"measure": wrong.progress.measure, "problem": wrong.problems[0].message}
        )
    for page in pages:
        _take_over(locked, page, by)
    report.sent_at, report.sent_by = timezone.now(), by
    report.save(update_fields=["sent_at", "sent_by"])
    record(actor=by, verb="roadmap.report_sent", target=locked, new={"year": report.round.year})
    refresh_stage(roadmap=locked, by=by)
    bump_content()
    tell_officers(
        roadmap=locked, code="roadmap.report_sent", key=f"roadmap.report_sent:{report.pk}",
        year=str(report.round.year),
    )  # fmt: skip
    return report


def _take_over(roadmap: Roadmap, page: Reported, by: User) -> None:
    """The status and the values of one measure, in the edition in force and the one being written."""
    progress = page.progress
    editions = Edition.objects.filter(roadmap=roadmap, frozen_at=None) | Edition.objects.filter(
        pk__in=[progress.report.edition_id, roadmap.edition_id]
    )
    rows = Measure.objects.filter(edition__in=editions, key=progress.measure.key).exclude(declared=progress.status)
    changed = list(rows.values_list("pk", flat=True))
    Measure.objects.filter(pk__in=changed).update(declared=progress.status, declared_on=timezone.localdate())
    # Who has the page of the measure open is told: what they save then meets another revision.
    SavedSection.objects.filter(
        content_type=ContentType.objects.get_for_model(Measure), object_id__in=changed
    ).update(revision=F("revision") + 1, saved_at=timezone.now(), saved_by=by)
    for value in page.given.get("values", ()):
        given = Value(value["on"], value["value"], value["unit"], value["women"], value["men"], value["source"])
        store_value(roadmap=roadmap, key=value["indicator"], given=given, unit=value["unit"], by=by)
