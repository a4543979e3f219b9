"""Words to the people of an assistance, a selection or a mission: each person in their language, each word once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import translation

from portal.accounts.models import User
from portal.accounts.queries import members_of, officers_to_tell
from portal.accounts.rules import is_officer
from portal.messaging.services import post
from portal.reference.queries import country_names

from ..models import Assistance, Mission

Links = tuple[str, list[Any]]


def party_name(country_id: int | None, language: str) -> str:
    """The name of the Party in a language; empty for work that serves no single country."""
    return country_names(language).get(country_id, "") if country_id else ""


def tell(
    *,
    people: Iterable[User],
    code: str,
    key: str,
    to: Links,
    target: models.Model,
    context: Mapping[str, Any],
    country_id: int | None = None,
) -> int:
    """Post a message to each of these people, in their language; ``to`` is the page's name with its arguments.

    ``key`` makes it leave once a person. Returns how many people it goes to.
    """
    people = list(people)
    for person in people:
        with translation.override(person.language):
            link = reverse(to[0], args=to[1])
        post(
            code=code,
            to=person,
            context={"party": party_name(country_id, person.language), **context},
            links={"link": link},
            target=target,
            key=f"{key}:{person.pk}",
        )
    return len(people)


def tell_party(*, assistance: Assistance, to: Links, **message: Any) -> int:
    """To each confirmed member of the Party's team."""
    return tell(people=members_of(assistance.country_id), to=to, country_id=assistance.country_id, **message)


def tell_officers(*, assistance: Assistance | None, to: Links, **message: Any) -> int:
    """To the officer in charge; to every officer while nobody is, or no longer one."""
    country = assistance.country_id if assistance is not None else None
    charge = assistance.officer if assistance is not None else None
    people = [charge] if charge is not None and charge.is_active and is_officer(charge) else officers_to_tell()
    return tell(people=people, to=to, country_id=country, **message)


def tell_expert(*, user: User | None, to: Links, **message: Any) -> int:
    """To the expert, if there is still an account."""
    return tell(people=[user], to=to, **message) if user is not None and user.is_active else 0


def party_page(assistance: Assistance) -> Links:
    """The assistance as its Party reads it."""
    return "roadmaps:assistance", [assistance.reference]


def mission_page(mission: Mission) -> Links:
    """The mission as the Party and the expert read it."""
    return "roadmaps:mission", [mission.code]
