"""The only writer of ``Roadmap.stage`` and of the trace behind the state of play."""

from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.reference.models import Country
from portal.ui.pages import bump_content

from ...models import Consultation, Edition, Measure, Roadmap, StageRecord
from ...national import stages
from ...national.stage_rules import Facts, next_stage


def facts_of(roadmap: Roadmap) -> Facts:
    """What the records say of a roadmap."""
    editions = Edition.objects.filter(roadmap=roadmap)
    statuses: list[str] = []
    if roadmap.edition_id:
        statuses = list(Measure.objects.filter(edition=roadmap.edition_id).values_list("declared", flat=True))
    return Facts(
        written=editions.exclude(title="").exists() or editions.filter(items__isnull=False).exists(),
        people=roadmap.team.exists() or Consultation.objects.filter(roadmap=roadmap, is_cancelled=False).exists(),
        measures=Measure.objects.filter(edition__roadmap=roadmap).exists(),
        validated=roadmap.edition_id is not None,
        presented=roadmap.presented_on is not None,
        statuses=statuses,
    )


def _move(roadmap: Roadmap, stage: str, on: date | None) -> None:
    """Write a stage and since when: the day it was reached (noon, so that it is this day in every zone), or now."""
    reached = timezone.now()
    if on is not None and on != timezone.localdate():
        reached = datetime.combine(on, time(12), UTC)
    roadmap.stage, roadmap.stage_changed_at = stage, reached
    roadmap.save(update_fields=["stage", "stage_changed_at"])


@transaction.atomic
def refresh_stage(*, roadmap: Roadmap, by: User | None, on: date | None = None) -> str:
    """Move the roadmap to the stage its records make, with its trace in the log and in the state of play.

    Called by every service that may change it, under the lock of the roadmap. Returns the stage.
    """
    previous = roadmap.stage
    stage = next_stage(previous, facts_of(roadmap))
    if stage == previous:
        return stage
    _move(roadmap, stage, on)
    StageRecord.objects.create(
        country_id=roadmap.country_id, stage=stage, on=on or timezone.localdate(), source=StageRecord.Source.PORTAL
    )
    record(actor=by, verb="roadmap.stage", target=roadmap, old={"stage": previous}, new={"stage": stage})
    bump_content()
    return stage


@transaction.atomic
def record_stage(
    *, country: Country, stage: str, on: date, note: str, by: User, source: str = "letter"
) -> StageRecord:
    """Note where a Party stood on a day, as a letter or a report of it says.

    A roadmap that is written here moves forward to that stage, never back; beyond drafting only when its validation
    is here, with its document.

    Raises `NotAllowed`, and `Refused` for an unknown stage, a day to come, or without the reference of the source.
    """
    require("roadmaps.record_stage", by, country)
    if stage not in stages.BY_CODE:
        raise Refused(_("Choose a stage of the list."))
    if source not in (StageRecord.Source.LETTER, StageRecord.Source.SECRETARIAT):
        raise Refused(_("Choose where this is known from."))
    if on > timezone.localdate():
        raise Refused(_("The date is in the future. Give the day the source speaks of."))
    if not note.strip():
        raise Refused(_("Give the reference of the letter or report: its number, its date, who signed it."))
    row = StageRecord.objects.create(country=country, stage=stage, on=on, source=source, note=note.strip()[:300])
    _move_on(country, stage, on, by)
    record(actor=by, verb="roadmap.stage_recorded", target=country, new={"stage": stage, "on": str(on)}, reason=note)
    bump_content()
    return row


def _move_on(country: Country, stage: str, on: date, by: User) -> None:
    """Bring the roadmap of a Party forward to a stage told from outside."""
    roadmap = Roadmap.objects.select_for_update(of=("self",)).filter(country=country, is_current=True).first()
    if roadmap is None or stages.BY_CODE[stage].number <= stages.BY_CODE[roadmap.stage].number:
        return
    if stage in stages.WITH_ROADMAP and roadmap.edition_id is None:
        return
    previous = roadmap.stage
    _move(roadmap, stage, on)
    record(actor=by, verb="roadmap.stage", target=roadmap, old={"stage": previous}, new={"stage": stage})
