"""What of their roadmap waits for the people of a Party."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.reference.queries import country_names

from ..models import Edition, Roadmap
from .queries_reporting import open_round
from .rules import roadmaps_of


def _roadmaps(user: User) -> list[Roadmap]:
    if not standing.of(user).parties:
        return []
    return list(roadmaps_of(user).filter(is_current=True).select_related("country"))


def of_party(user: User, language: str) -> Iterator[Waiting]:
    """A signature to give, a report to send, a roadmap to go on with."""
    roadmaps = _roadmaps(user)
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
    for roadmap in roadmaps:
        party, iso3 = names.get(roadmap.country_id, ""), roadmap.country.iso3.lower()
        context = _("National roadmap of %(party)s") % {"party": party}
        edition = opened.get(roadmap.pk)
        if edition is not None and edition.signature_asked_at and not edition.signed_at:
            mine = roadmap.country_id in place.signatory_of and edition.signature_asked_by_id != user.pk
            yield Waiting(
                title=_("Sign the roadmap of %(party)s") % {"party": party} if mine else context,
                url=reverse("roadmaps:check", args=[iso3]),
                context=context,
                since=edition.signature_asked_at,
                mine=mine,
                whose="" if mine else _("the signatory"),
                next=_("the competent authority validates it"),
                action=_("Read and sign") if mine else _("Read"),
            )
        if current is not None and roadmap.edition_id and roadmap.pk not in sent:
            mine = roadmap.country_id in place.writer_of
            yield Waiting(
                title=_("Report on the roadmap of %(party)s, %(year)s") % {"party": party, "year": current.year},
                url=reverse("roadmaps:roadmap", args=[iso3]),
                context=context,
                since=current.opened_at,
                due=current.due,
                mine=mine,
                whose="" if mine else _("the focal points"),
                next=_("the Secretariat reads the report"),
                action=_("Report"),
            )


def files(user: User, language: str) -> Iterator[FileRow]:
    """The roadmap of each of the person's Parties."""
    roadmaps = _roadmaps(user)
    names = country_names(language) if roadmaps else {}
    writer_of = standing.of(user).writer_of if roadmaps else ()
    for roadmap in roadmaps:
        mine = roadmap.country_id in writer_of and not roadmap.edition_id
        yield FileRow(
            title=_("National roadmap"),
            url=reverse("roadmaps:roadmap", args=[roadmap.country.iso3.lower()]),
            context=names.get(roadmap.country_id, ""),
            stitch=roadmap.labels.stitch,
            words=str(roadmap.labels.words),
            turn=_("You") if mine else _("The Party"),
            mine=mine,
            since=roadmap.stage_changed_at,
            updated=roadmap.stage_changed_at,
        )
