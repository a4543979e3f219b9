"""Assistances with their plan, and roadmaps at the point a step needs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from roadmaps.models import Assistance, AttendanceCount, Consultation, TeamMember
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


def officer_of(assistance: Assistance) -> Any:
    """The officer in charge."""
    officer = people.officer()
    Assistance.objects.filter(pk=assistance.pk).update(officer=officer)
    assistance.officer = officer
    return officer
