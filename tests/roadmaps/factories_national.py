"""National roadmaps in one line each, and what a browser would post from their pages."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.collaboration.forms.raw import flatten, from_stored
from portal.collaboration.queries import sections_of
from portal.collaboration.questions import Section
from portal.collaboration.store import SectionStore
from portal.reference.models import Country
from roadmaps.models import Edition, Indicator, Item, Measure, Roadmap
from roadmaps.services.national.validation import Act, validate
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def signed_in(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def address(name: str, *args: Any, iso3: str = "uga") -> str:
    return reverse(f"roadmaps:{name}", args=[iso3, *args])


def upload(name: str = "decision.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def roadmap(party: Country | None = None, **fields: Any) -> Roadmap:
    """A roadmap just begun: one open, empty edition."""
    small_vocabulary()
    made = Roadmap.objects.create(country=party or people.country("UGA"), **fields)
    Edition.objects.create(roadmap=made, number=1, language="en")
    return made


def item(edition: Edition, activity: str = "1.1", **fields: Any) -> Item:
    """An activity with its situation and aim."""
    values = {"situation": "There is a law of 1998.", "aim": "A law for the digital environment.", **fields}
    return Item.objects.create(edition=edition, activity=activity, position=edition.items.count(), **values)


def measure(of: Item, title: str = "A new law", **fields: Any) -> Measure:
    """A complete measure with one indicator."""
    values: dict[str, Any] = {
        "kind": "law",
        "title": title,
        "description": "Drafted with those concerned, then adopted.",
        "lead": "Ministry of Culture",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2028, 12, 31),
        "cost": Decimal("120000.00"),
        "currency": "USD",
        "cost_usd": Decimal("120000.00"),
        "gender_marker": "1",
        **fields,
    }
    made = Measure.objects.create(edition=of.edition, item=of, position=of.measures.count(), **values)
    Indicator.objects.create(
        measure=made, name="Artists with a contract", unit="people", baseline=Decimal(100), target=Decimal(900)
    )
    return made


def complete(party: Country | None = None, activities: tuple[str, ...] = ("1.1", "2.4"), each: int = 1) -> Roadmap:
    """A roadmap in which nothing is missing, not validated."""
    made = roadmap(party)
    edition = made.editions.get()
    texts = {"title": "Culture in the digital age", "vision": "A vision", "context": "A context"}
    Edition.objects.filter(pk=edition.pk).update(
        **texts, governance="A committee", period_from=2027, period_to=2031, language="en"
    )
    edition.refresh_from_db()
    for activity in activities:
        one = item(edition, activity)
        for number in range(each):
            measure(one, f"Measure {number + 1} of {activity}")
    return made


def act(**fields: Any) -> Act:
    """A validation in order."""
    values = {
        "authority": "Council of Ministers",
        "act": "Decision 12/2026",
        "on": timezone.localdate() - timedelta(days=3),
        "document": upload(),
        **fields,
    }
    return Act(**values)


def validated(party: Country | None = None, by: User | None = None, **shape: Any) -> Roadmap:
    """A roadmap whose first edition is validated."""
    party = party or people.country("UGA")
    made = complete(party, **shape)
    validate(roadmap=made, act=act(), by=by or people.focal_point(party))
    made.refresh_from_db()
    return made


def form_of(store: SectionStore, record: Any, section: Section) -> dict[str, Any]:
    """What a browser would send back from the page of a section as it stands."""
    saved = sections_of(record).get(section.code)
    raw = from_stored(section, store.read_section(record, section), saved.unparsed if saved else {})
    data: dict[str, Any] = {"revision": saved.revision if saved else 0, "next": "continue"}
    for name, text in flatten(section, raw):
        if name in data:
            data[name] = [*(data[name] if isinstance(data[name], list) else [data[name]]), text]
        else:
            data[name] = text
    return data
