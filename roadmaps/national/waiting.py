"""What of their roadmap waits for the people of a Party."""

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.reference.queries import country_names

from ..models import Contribution, Edition, Roadmap
from .queries_reporting import open_round
from .rules import roadmaps_of


def _roadmaps(user: User) -> list[Roadmap]:
    if not standing.of(user).parties:
        return []
    return list(roadmaps_of(user).filter(is_current=True).select_related("country"))


def of_party(user: User, language: str) -> Iterator[Waiting]:
    """A signature to give, a report to send, a roadmap to go on with."""
    return (item for _pk, item in _of_roadmaps(user, language, _roadmaps(user)))


def _of_roadmaps(user: User, language: str, roadmaps: list[Roadmap]) -> Iterator[tuple[int, Waiting]]:
    """What waits, with the key of its roadmap: four queries, none without a roadmap."""
    if not roadmaps:
        return
    names = country_names(language)
    place = standing.of(user)
    opened = {
        edition.roadmap_id: edition
        for edition in Edition.objects.filter(roadmap__in=roadmaps, frozen_at=None).only(
            "roadmap_id", "signature_asked_at", "signature_asked_by_id", "signed_at", "created_at"
        )
    }
    current = open_round()
    sent = (
        set(current.reports.filter(sent_at__isnull=False).values_list("roadmap_id", flat=True)) if current else set()
    )
    to_read = dict(
        Contribution.objects.filter(consultation__roadmap__in=roadmaps, state=Contribution.State.RECEIVED)
        .values_list("consultation__roadmap")
        .annotate(since=Min("received_at"))
    )
    for roadmap in roadmaps:
        party, iso3 = names.get(roadmap.country_id, ""), roadmap.country.iso3.lower()
        context = _("National roadmap of %(party)s") % {"party": party}
        edition = opened.get(roadmap.pk)
        if edition is not None and edition.signature_asked_at and not edition.signed_at:
            mine = roadmap.country_id in place.signatory_of and edition.signature_asked_by_id != user.pk
            yield (
                roadmap.pk,
                Waiting(
                    title=_("Sign the roadmap of %(party)s") % {"party": party} if mine else context,
                    url=reverse("roadmaps:check", args=[iso3]),
                    context=context,
                    since=edition.signature_asked_at,
                    mine=mine,
                    whose="" if mine else _("the signatory"),
                    next=_("the competent authority validates it"),
                    action=_("Read and sign") if mine else _("Read"),
                ),
            )
        if roadmap.pk in to_read and roadmap.country_id in place.writer_of:
            yield (
                roadmap.pk,
                Waiting(
                    title=_("Read the contributions to the roadmap of %(party)s") % {"party": party},
                    url=reverse("roadmaps:consultations", args=[iso3]),
                    context=context,
                    since=to_read[roadmap.pk],
                    next=_("what you accept is shown with its consultation"),
                    action=_("Read"),
                ),
            )
        if current is not None and roadmap.edition_id and roadmap.pk not in sent:
            mine = roadmap.country_id in place.writer_of
            yield (
                roadmap.pk,
                Waiting(
                    title=_("Report on the roadmap of %(party)s, %(year)s") % {"party": party, "year": current.year},
                    url=reverse("roadmaps:roadmap", args=[iso3]),
                    context=context,
                    since=current.opened_at,
                    due=current.due,
                    mine=mine,
                    whose="" if mine else _("the focal points"),
                    next=_("the Secretariat reads the report"),
                    action=_("Report"),
                ),
            )


def files(user: User, language: str) -> Iterator[FileRow]:
    """The roadmap of each of the person's Parties."""
    roadmaps = _roadmaps(user)
    names = country_names(language) if roadmaps else {}
    writer_of = standing.of(user).writer_of if roadmaps else ()
    waiting: dict[int, list[Waiting]] = {}
    for pk, item in _of_roadmaps(user, language, roadmaps):
        waiting.setdefault(pk, []).append(item)
    for roadmap in roadmaps:
        items = waiting.get(roadmap.pk, [])
        since = min((item.since for item in items if item.mine and item.since), default=None)
        # A draft is the writers' to go on with, unless it waits for somebody else, as for the signature.
        writing = roadmap.country_id in writer_of and not roadmap.edition_id and not items
        mine = writing or any(item.mine for item in items)
        yield FileRow(
            title=_("National roadmap"),
            url=reverse("roadmaps:roadmap", args=[roadmap.country.iso3.lower()]),
            context=names.get(roadmap.country_id, ""),
            stitch=roadmap.labels.stitch,
            words=str(roadmap.labels.words),
            turn=_("You") if mine else _("The Party"),
            mine=mine,
            since=since or roadmap.stage_changed_at,
            updated=roadmap.stage_changed_at,
        )
