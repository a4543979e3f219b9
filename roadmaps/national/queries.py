"""Named reads of national roadmaps, for pages, office, documents and exports alike."""

from typing import Any

from django.db import models

from applications.models import ActivityChoice, Application
from applications.states import WITHDRAWN
from portal.reference.models import Country

from ..models import Edition, Measure, Roadmap
from . import rules
from .diagnosis import Answer, Suggestion, suggest


def of_party(user: Any, iso3: str) -> tuple[Country, Roadmap | None] | None:
    """The country at this address and its current roadmap, for a confirmed member of its team; else None."""
    country = Country.objects.filter(iso3=iso3.upper()).first()
    if country is None or rules.read_roadmap(user, country):
        return None
    return country, current_of(country.pk)


def current_of(country_id: int) -> Roadmap | None:
    """The current roadmap of a Party, or None: one query."""
    return Roadmap.objects.filter(country=country_id, is_current=True).select_related("country", "edition").first()


def open_edition(roadmap: Roadmap) -> Edition | None:
    """The edition being written, or None."""
    return roadmap.editions.filter(frozen_at=None).first()


def validated(roadmap: Roadmap) -> models.QuerySet[Edition]:
    """The frozen editions, oldest first."""
    return roadmap.editions.filter(frozen_at__isnull=False).select_related("frozen_by", "document").order_by("number")


def latest_edition(roadmap: Roadmap) -> Edition:
    """The edition being written, else the last validated one."""
    found = roadmap.editions.order_by("-number").first()
    assert found is not None  # a roadmap begins with an edition
    return found


def measure_of(edition: Edition, key: str) -> Measure | None:
    """A measure of an edition by its key, with its activity."""
    return edition.measures.filter(key=key).select_related("item", "edition").first()


def from_application(country_id: int) -> tuple[str, list[str]]:
    """(reference, activities in the order of priority) of the Party's last application that was sent: two queries."""
    last = (
        Application.objects.filter(country=country_id, submitted_at__isnull=False)
        .exclude(state=WITHDRAWN)
        .order_by("-submitted_at")
        .first()
    )
    if last is None:
        return "", []
    rows = ActivityChoice.objects.filter(version=last.current_version_id).order_by("order", "activity")
    return last.ref, list(rows.values_list("activity", flat=True))


def from_diagnosis(edition: Edition) -> list[Suggestion]:
    """The activities in the order the self-diagnosis suggests: one query."""
    rows = edition.diagnosis.values_list("activity", "level", "importance")
    return suggest(Answer(*row) for row in rows)
