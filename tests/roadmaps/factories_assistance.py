"""Assistances with their plan, and roadmaps at the point a step needs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from roadmaps.models import Assistance, AttendanceCount, Consultation, TeamMember, Workshop, WorkshopCount
from roadmaps.services.assistance.plans import make_first
from tests.accounts import factories as people

from . import factories as make


def planned(**fields: Any) -> Assistance:
    """An assistance with its first plan, shared evenly."""
    assistance = make.assistance(**fields)
    make_first(assistance=assistance, by=None)
    return assistance


def consulted(roadmap: Any, *, came: int = 12, days_ago: int = 2, **fields: Any) -> Consultation:
    """A consultation that was held."""
    values = {
        "title": "Round table",
        "starts_at": timezone.now() - timedelta(days=days_ago),
        "place": "Kampala",
        **fields,
    }
    one = Consultation.objects.create(roadmap=roadmap, **values)
    if came:
        AttendanceCount.objects.create(consultation=one, kind="civil_society", women=came)
    return one


def member(roadmap: Any, **fields: Any) -> TeamMember:
    """Somebody of the national team."""
    values = {
        "name": "A. Member",
        "organisation": "Guild",
        "kind": "civil_society",
        "since": timezone.localdate(),
        **fields,
    }
    return TeamMember.objects.create(roadmap=roadmap, **values)


def workshop(of: Assistance, *, came: int = 8, days_ago: int = 3, **fields: Any) -> Workshop:
    """A workshop that was held; with a negative number of days, one that is ahead."""
    begins = timezone.now() - timedelta(days=days_ago)
    values = {
        "title": "Reading the market",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=5),
        "place": "Kampala",
        **fields,
    }
    one = Workshop.objects.create(assistance=of, **values)
    if came and days_ago > 0:
        WorkshopCount.objects.create(workshop=one, kind="civil_society", women=came)
    return one


def officer_of(assistance: Assistance) -> Any:
    """The officer in charge."""
    officer = people.officer()
    Assistance.objects.filter(pk=assistance.pk).update(officer=officer)
    assistance.officer = officer
    return officer
