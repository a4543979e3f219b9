"""The references of assistances: DCA-2026-UGA-001."""

from typing import Any

from portal.reference.models import Country

from ..models import AssistanceCounter


def next_reference(country: Country, at: Any) -> str:
    """The next one of a Party in a year; its counter is locked until commit: a rollback gives the number back."""
    key = {"year": at.year, "country_id": country.pk}
    AssistanceCounter.objects.get_or_create(**key)
    counter = AssistanceCounter.objects.select_for_update().get(**key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"DCA-{at.year}-{country.iso3}-{counter.last:03d}"
