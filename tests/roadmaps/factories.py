"""Assistances, needs, shortlists, offers and missions, in one line each."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from expertise.models import Expert
from portal.reference.models import Country
from roadmaps.models import Assistance, Considered, Mission, Need, Offer, Shortlist
from roadmaps.selection import states
from tests.accounts import factories as people
from tests.expertise import factories as experts


def assistance(country: Country | None = None, **fields: Any) -> Assistance:
    """An assistance under way for a year."""
    number = Assistance.objects.count() + 1
    today = timezone.localdate()
    party = country or people.country("UGA")
    values = {
        "reference": f"DCA-{today.year}-{party.iso3}-{number:03}",
        "starts_on": today - timedelta(days=30),
        "ends_on": today + timedelta(days=335),
        **fields,
    }
    return Assistance.objects.create(country=party, **values)


def need(of: Assistance | None = None, **fields: Any) -> Need:
    """A need of ten days, from next month on."""
    today = timezone.localdate()
    values = {
        "title": "Drafting the action plan",
        "description": "Somebody who has drafted such a plan.",
        "activities": "1.1",
        "languages": "en",
        "starts_on": today + timedelta(days=30),
        "ends_on": today + timedelta(days=120),
        "days": 10,
        **fields,
    }
    return Need.objects.create(assistance=of or assistance(), **values)


def shortlist(of: Need | None = None, *experts_of: Expert, **fields: Any) -> Shortlist:
    """A shortlist with these experts, or two new ones; a draft unless a state is given."""
    made = Shortlist.objects.create(need=of or need(), **fields)
    for place, expert in enumerate(experts_of or (experts.expert(), experts.expert())):
        Considered.objects.create(shortlist=made, expert=expert, position=place, score=80 - place)
    return made


def offer(of: Need | None = None, expert: Expert | None = None, **fields: Any) -> Offer:
    """An open offer of the days of the need."""
    wanted = of or need()
    values = {
        "starts_on": wanted.starts_on,
        "ends_on": wanted.ends_on,
        "days": wanted.days,
        "due": timezone.localdate() + timedelta(days=10),
        **fields,
    }
    return Offer.objects.create(need=wanted, expert=expert or experts.expert(), **values)


def mission(of: Assistance | None = None, expert: Expert | None = None, **fields: Any) -> Mission:
    """A mission of ten days under way."""
    today = timezone.localdate()
    values: dict[str, Any] = {
        "title": "Support to the national team",
        "state": states.UNDER_WAY,
        "starts_on": today - timedelta(days=10),
        "ends_on": today + timedelta(days=50),
        "days": 10,
        **fields,
    }
    return Mission.objects.create(assistance=of or assistance(), expert=expert or experts.expert(), **values)


def day(after: int) -> date:
    """A day so many days from today."""
    return timezone.localdate() + timedelta(days=after)
