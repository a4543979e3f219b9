"""What the search finds of national roadmaps: the edition in force of each, and its measures."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.reference.queries import country_row
from portal.search.ports import Item as Found
from portal.search.ports import Source
from portal.search.services import refresh

from ..models import Edition, EditionText, Item, Measure, Roadmap

ROADMAP, MEASURE = "roadmap", "measure"
_AT_ONCE = 200


def _in_force() -> QuerySet[Edition]:
    """The editions everybody reads: the last validated one of each current roadmap."""
    return Edition.objects.filter(roadmap__is_current=True, roadmap__edition=F("pk"), frozen_at__isnull=False)


def _language(edition: Edition) -> str:
    return edition.language or edition.roadmap.language


def _names(iso3: str, language: str) -> str:
    """The country as people look for it, in the language of the text and in those of the portal."""
    rows = [country_row(iso3, code) for code in dict.fromkeys((language, "en", "fr"))]
    return " · ".join(dict.fromkeys([row.name for row in rows if row is not None]))


def roadmaps(ids: Sequence[int] | None) -> Iterator[Found]:
    """The title and vision of each language version; the rest of the text in the language it was written in."""
    editions = _in_force().select_related("roadmap__country").prefetch_related("texts", "items").order_by("pk")
    if ids is not None:
        editions = editions.filter(roadmap__in=ids)
    for edition in editions.iterator(chunk_size=_AT_ONCE):
        language = _language(edition)
        yield _roadmap(edition, language, edition.title, edition.vision, _body(edition.items.all(), edition))
        for text in edition.texts.all():
            if text.language != language and text.state != EditionText.State.OUTDATED:
                yield _roadmap(edition, text.language, text.title, text.vision)


def _body(items: Iterable[Item], edition: Edition) -> str:
    said = [words for item in items for words in (item.situation, item.aim)]
    return "\n\n".join(filter(None, [edition.context, edition.governance, *said]))


def _roadmap(edition: Edition, language: str, title: str, vision: str, body: str = "") -> Found:
    iso3 = edition.roadmap.country.iso3
    return Found(
        object_id=edition.roadmap_id,
        language=language,
        key=iso3.lower(),
        title=title or _names(iso3, language),
        summary=vision,
        body=body,
        keywords=_names(iso3, language),
    )


def measures(ids: Sequence[int] | None) -> Iterator[Found]:
    """Each measure in the language of its edition."""
    rows = Measure.objects.filter(edition__in=_in_force()).exclude(title="")
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    rows = rows.select_related("item", "edition__roadmap__country").order_by("pk")
    for measure in rows.iterator(chunk_size=_AT_ONCE):
        edition = measure.edition
        iso3, language = edition.roadmap.country.iso3, _language(edition)
        yield Found(
            object_id=measure.pk,
            language=language,
            key=f"{iso3.lower()}#{measure.key}",
            title=measure.title,
            summary=measure.description,
            body="\n\n".join(filter(None, [measure.legal_reference, measure.funding])),
            keywords=" · ".join(
                filter(None, [_names(iso3, language), measure.lead, measure.partners, measure.item.activity])
            ),
            facets={"activity": [measure.item.activity]},
        )


def roadmap_page(key: str) -> str:
    """The public page, in the language active."""
    return reverse("roadmaps:public", args=[key])


def measure_on_page(key: str) -> str:
    """The place of a measure on that page."""
    iso3, _sign, measure = key.partition("#")
    return f"{roadmap_page(iso3)}#measure-{measure}"


SOURCES = (
    Source(kind=ROADMAP, model=Roadmap, label=_("National roadmap"), items=roadmaps, address=roadmap_page),
    Source(kind=MEASURE, model=Measure, label=_("Measure"), items=measures, address=measure_on_page),
)


def shown_anew(roadmap: Roadmap) -> None:
    """What the public reads of a roadmap has changed: find it so, its measures too; those of earlier editions go."""
    refresh(kind=ROADMAP, records=[roadmap.pk])
    every = Measure.objects.filter(edition__roadmap=roadmap).order_by("pk")
    refresh(kind=MEASURE, records=list(every.values_list("pk", flat=True)))
