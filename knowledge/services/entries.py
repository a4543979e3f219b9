"""Beginning an entry: from nothing, or from a measure of a national roadmap."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.reference.codes import unused_codes
from portal.reference.models import Country
from roadmaps.models import Measure, Roadmap

from ..choices import LANGUAGES, Evaluated, Kind, Licence
from ..models import Entry, EntryText, Partner, Tie, Version
from ..rules import proposer_of
from ..ties import split

OPEN_AT_MOST = 50
_LANGUAGE_CODES = dict(LANGUAGES)


def _writing_language(by: User, wanted: str = "") -> str:
    for language in (wanted, by.language):
        if language in _LANGUAGE_CODES:
            return language
    return "en"


@transaction.atomic
def start(
    *,
    kind: str,
    country: Country | None,
    by: User,
    language: str = "",
    title: str = "",
    is_illustration: bool = False,
) -> Entry:
    """A new draft with its first version and the text of its original language. An illustration is an invented
    example for demonstrations and trainings: its page says so.

    Who proposes follows from the person and the country (`rules.proposer_of`). Raises `NotAllowed`; `Refused` for an
    unknown kind or language, or with too many drafts open.
    """
    require("knowledge.start_entry", by)
    if kind not in Kind.values:
        raise Refused(_("Choose what kind of entry it is."))
    if language and language not in _LANGUAGE_CODES:
        raise Refused(_("Choose a language of the list."))
    if Entry.objects.filter(owner=by, version=None, state="draft").count() >= OPEN_AT_MOST:
        raise Refused(_("You have %(most)s drafts: propose or withdraw some of them first.") % {"most": OPEN_AT_MOST})
    [code] = unused_codes(Entry)
    entry = Entry.objects.create(
        code=code, kind=kind, country=country, owner=by, proposer=proposer_of(by, country.pk if country else None)
    )
    used = _writing_language(by, language)
    version = Version.objects.create(
        entry=entry, language=used, licence=Licence.BY_SA, is_illustration=is_illustration
    )
    EntryText.objects.create(
        version=version, language=used, state=EntryText.State.ORIGINAL, title=title.strip()[:200], changed_by=by
    )
    record(actor=by, verb="entry.begun", target=entry, new={"kind": kind})
    return entry


@transaction.atomic
def start_from_measure(*, measure: Measure, by: User) -> tuple[Entry, bool]:
    """A draft filled from a measure of a validated or open roadmap; the one there is, if it was begun already.

    Gives the entry and whether it was made now. Raises `NotAllowed` for who is not a focal point of the Party.
    """
    roadmap = measure.edition.roadmap
    require("roadmaps.write_roadmap", by, roadmap)
    Roadmap.objects.select_for_update().get(pk=roadmap.pk)  # two clicks at once find the same entry
    known = (
        Entry.objects.filter(from_measure=measure.key, country=roadmap.country_id).exclude(state="withdrawn").first()
    )
    if known is not None:
        return known, False
    entry = start(
        kind=Kind.MEASURE, country=roadmap.country, by=by, language=measure.edition.language, title=measure.title
    )
    Entry.objects.filter(pk=entry.pk).update(from_measure=measure.key)
    entry.from_measure = measure.key
    version = entry.versions.get()
    Version.objects.filter(pk=version.pk).update(
        organisation=measure.lead,
        period_from=measure.starts_on.year if measure.starts_on else None,
        period_to=measure.ends_on.year if measure.ends_on else None,
        cost=measure.cost_usd,
        gender=measure.gender_marker,
        evaluated=Evaluated.NO,
    )
    version.texts.update(done=measure.description, funding=measure.funding)
    ties = [("activity", [measure.item.activity]), ("sdg_target", split(measure.sdg_targets))]
    Tie.objects.bulk_create(
        Tie(version=version, list=name, code=code, position=place)
        for name, codes in ties
        for place, code in enumerate(codes)
    )
    names = [line.strip(" -•;,") for line in measure.partners.replace(";", "\n").splitlines()]
    Partner.objects.bulk_create(
        Partner(version=version, name=name, position=place) for place, name in enumerate(filter(None, names[:20]))
    )
    return entry, True
