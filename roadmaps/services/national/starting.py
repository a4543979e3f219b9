"""Beginning a roadmap, or finding the one that is there; choosing its activities."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.reference.models import Country
from portal.reference.queries import term_map
from portal.ui.pages import bump_content

from ...models import Edition, Item, Roadmap, StageRecord
from ...national.queries import current_of
from .guards import lock_for_writing, unsign
from .stage import refresh_stage


def start_or_resume(*, country: Country, by: User) -> tuple[Roadmap, bool]:
    """The current roadmap of a Party: the one that is there, else a new one with its first edition.

    Returns it and whether it was made now; two colleagues who begin at once get the same. Raises `NotAllowed`
    for who is not a focal point of the country, `Refused` when it is not a Party to the Convention.
    """
    require("roadmaps.begin_roadmap", by, country)
    found = current_of(country.pk)
    if found is not None:
        return found, False
    if country.party is False:
        raise Refused(_("Only a Party to the Convention has a national roadmap here."))
    try:
        with transaction.atomic():
            return _create(country, by), True
    except IntegrityError:
        found = current_of(country.pk)
        if found is None:
            raise
        return found, False


def _create(country: Country, by: User) -> Roadmap:
    language = by.language if by.language in {"en", "fr"} else "en"
    roadmap = Roadmap.objects.create(country=country, language=language)
    Edition.objects.create(roadmap=roadmap, number=1, language=language)
    # "Begun, nothing written yet" is known from the portal: the state of play counts it with its day.
    StageRecord.objects.create(
        country=country, stage=roadmap.stage, on=timezone.localdate(), source=StageRecord.Source.PORTAL
    )
    record(actor=by, verb="roadmap.begun", target=roadmap)
    bump_content()
    return roadmap


@transaction.atomic
def choose_activities(*, roadmap: Roadmap, codes: Sequence[str], by: User) -> list[Item]:
    """Take up these activities, in this order; what was said on those that stay is kept.

    Raises `Refused` for an unknown code, and when an activity that has measures would be left out: they are
    moved or removed first. Raises what `lock_for_writing` raises.
    """
    locked, edition = lock_for_writing(roadmap=roadmap, by=by)
    wanted = list(dict.fromkeys(codes))
    known = term_map("activity", "en")
    unknown = [code for code in wanted if code not in known]
    if unknown:
        raise Refused(
            _("%(codes)s is not an activity of the Open Roadmap: choose from 1.1 to 5.4.")
            % {"codes": ", ".join(unknown)}
        )
    items = {item.activity: item for item in edition.items.all()}
    gone = [item for code, item in items.items() if code not in wanted]
    held = [item.activity for item in gone if item.measures.exists()]
    if held:
        raise Refused(
            _("%(codes)s has measures: move them to another activity or remove them first.")
            % {"codes": ", ".join(sorted(held))}
        )
    before = [item.activity for item in items.values()]
    Item.objects.filter(pk__in=[item.pk for item in gone]).delete()
    for place, code in enumerate(wanted):
        Item.objects.update_or_create(edition=edition, activity=code, defaults={"position": place})
    if before != wanted:
        unsign(edition=edition, by=by)
        record(
            actor=by, verb="roadmap.activities_chosen", target=locked,
            old={"activities": " ".join(before)}, new={"activities": " ".join(wanted)},
        )  # fmt: skip
        refresh_stage(roadmap=locked, by=by)
    return list(edition.items.all())
