"""The world of the state of play: 160 Parties with a validated roadmap, 3 000 measures, 20 000 values."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from portal.reference.models import Country
from portal.reference.queries import terms
from portal.ui.pages import bump_content
from roadmaps.models import Edition, Indicator, IndicatorValue, Item, Measure, Roadmap, StageRecord

PARTIES, MEASURES, VALUES = 160, 3000, 20_000
STATUSES = ("planned", "prepared", "adopted", "under_way", "done", "done")
STAGES = ("mapping", "consultations", "drafting", "validated", "presented")


def make_roadmaps() -> None:
    """The rows in bulk; every Party has its stages, eight activities and its share of measures and values."""
    countries = list(Country.objects.filter(active=True).order_by("-party", "iso3")[:PARTIES])
    Country.objects.filter(pk__in=[country.pk for country in countries]).update(party=True)
    validated, now = date(2025, 6, 2), timezone.now()
    roadmaps = Roadmap.objects.bulk_create(
        Roadmap(country=country, stage="presented", period_from=2025, period_to=2029) for country in countries
    )
    editions = Edition.objects.bulk_create(
        Edition(
            roadmap=roadmap, number=1, title="Roadmap", frozen_at=datetime(2025, 6, 2, tzinfo=UTC), authority="C",
            act="Decision 1", validated_on=validated, language="en", period_from=2025, period_to=2029,
        )
        for roadmap in roadmaps
    )  # fmt: skip
    for roadmap, edition in zip(roadmaps, editions, strict=True):
        roadmap.edition = edition
    Roadmap.objects.bulk_update(roadmaps, ["edition"])
    StageRecord.objects.bulk_create(
        StageRecord(country=country, stage=stage, on=date(2021 + place, 3, 1), source="portal")
        for country in countries
        for place, stage in enumerate(STAGES)
    )
    codes = [term.code for term in terms("activity", "en")]
    items = Item.objects.bulk_create(
        Item(edition=edition, activity=codes[(place * 3 + number * 2) % len(codes)], position=number)
        for place, edition in enumerate(editions)
        for number in range(8)
    )
    measures = Measure.objects.bulk_create(
        Measure(
            edition_id=items[number % len(items)].edition_id, item=items[number % len(items)], kind="law",
            title=f"Measure {number}", description="What is done.", lead="Ministry", gender_marker="1",
            declared=STATUSES[number % len(STATUSES)], declared_on=validated,
        )
        for number in range(MEASURES)
    )  # fmt: skip
    indicators = Indicator.objects.bulk_create(
        Indicator(measure=measure, name="People reached", unit="people", target=Decimal(1000)) for measure in measures
    )
    of_edition = {edition.pk: edition.roadmap_id for edition in editions}
    IndicatorValue.objects.bulk_create(
        (
            IndicatorValue(
                roadmap_id=of_edition[measures[number % MEASURES].edition_id], unit="people", value=Decimal(number),
                indicator=indicators[number % MEASURES].key, source="Report",
                on=now.date() - timedelta(days=30 * (number // MEASURES + 1)),
            )
            for number in range(VALUES)
        ),
        batch_size=1000,
    )  # fmt: skip
    bump_content()
