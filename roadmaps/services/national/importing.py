"""Taking in a spreadsheet of measures: kept, compared, and applied in one transaction once somebody confirms."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.collaboration.queries import sections_of
from portal.documents.services import store_upload
from portal.documents.spreadsheets import SheetRefused, read_xlsx

from ...models import Edition, Item, Measure, Roadmap, RoadmapImport
from ...national.checking import units_in_use
from ...national.importing import Differences, Line, compare
from ...national.queries import open_edition
from ...national.sheet import NAMES
from ...national.whole import read_whole
from .guards import lock_for_writing
from .measures import MOST
from .sections import store_measure
from .stage import refresh_stage

PURPOSE = "roadmap-import"


@transaction.atomic
def take_in(*, roadmap: Roadmap, upload: Any, by: User) -> RoadmapImport:
    """Keep a spreadsheet to be compared. Nothing of it is written. Raises `NotAllowed`; `Refused` when no edition is
    open or the sheet cannot be read; ``UploadRefused``."""
    locked, _edition = lock_for_writing(roadmap=roadmap, by=by)
    stored = store_upload(upload=upload, owner=locked, purpose=PURPOSE, by=by, allowed=("xlsx",))
    row = RoadmapImport.objects.create(roadmap=locked, stored_file=stored, created_by=by)
    differences_of(row)
    record(actor=by, verb="roadmap.import_taken_in", target=locked, new={"file": stored.name})
    return row


def differences_of(row: RoadmapImport, edition: Edition | None = None) -> Differences:
    """The sheet beside the edition being written, as they are now. Raises `Refused` for a sheet that cannot be read
    or when no edition is open."""
    edition = edition or open_edition(row.roadmap)
    if edition is None:
        raise Refused(_("This edition is validated and no longer changes. Open the next edition to go on."))
    try:
        with row.stored_file.open() as stream:
            rows = read_xlsx(stream, NAMES)
    except SheetRefused as error:
        raise Refused(error.message) from error
    return compare(rows, read_whole(edition), units_in_use(row.roadmap_id))


@transaction.atomic
def apply_import(*, row: RoadmapImport, by: User, seen: str = "") -> int:
    """Write what the sheet adds and changes: all of it or nothing. Returns how many measures were written.

    Lines with errors and with unknown activities are left out and stay shown with the import. A second press
    changes nothing. ``seen`` is the mark of the differences somebody looked at. Raises `NotAllowed`; `Refused` when
    there is nothing to take over, or when a colleague changed what the sheet would write over meanwhile.
    """
    locked, edition = lock_for_writing(roadmap=row.roadmap, by=by)
    fresh = RoadmapImport.objects.select_for_update(of=("self",)).select_related("stored_file").get(pk=row.pk)
    if fresh.applied_at is not None:
        return 0
    fresh.roadmap = locked
    differences = differences_of(fresh, edition)
    lines = differences.applicable
    if seen and seen != differences.mark:
        raise Refused(
            _("A colleague changed the roadmap meanwhile. Look at the differences again, then take them over.")
        )
    if not lines:
        raise Refused(_("There is nothing to take over: correct the sheet and send it again."))
    new = sum(line.planned is None for line in lines)
    if edition.measures.count() + new > MOST:
        raise Refused(_("A roadmap holds at most %(most)s measures.") % {"most": MOST})
    for line in lines:
        _write(edition, line, by)
    RoadmapImport.objects.filter(pk=fresh.pk).update(applied_at=timezone.now(), applied_by=by)
    record(
        actor=by, verb="roadmap.imported", target=locked,
        new={"file": fresh.stored_file.name, "new": new, "changed": len(lines) - new},
    )  # fmt: skip
    refresh_stage(roadmap=locked, by=by)
    return len(lines)


def _write(edition: Edition, line: Line, by: User) -> None:
    item, _made = Item.objects.get_or_create(
        edition=edition, activity=line.activity, defaults={"position": edition.items.count()}
    )
    if line.planned is None:
        measure = Measure.objects.create(edition=edition, item=item, position=item.measures.count())
    else:
        measure = Measure.objects.select_related("edition__roadmap", "item").get(pk=line.planned.measure.pk)
        if measure.item_id != item.pk:
            Measure.objects.filter(pk=measure.pk).update(item=item, position=item.measures.count())
    saved = sections_of(measure).get("measure")
    assert line.parsed is not None
    store_measure(measure=measure, parsed=line.parsed, expected_revision=saved.revision if saved else 0, by=by)
