"""Messages about a national roadmap: to the people of its Party, and to the officers."""

from collections.abc import Iterable
from typing import Any

from portal.accounts.models import User
from portal.accounts.places import path_in
from portal.accounts.queries import members_of, officers_to_tell
from portal.messaging.services import post
from portal.reference.queries import country_names

from ..models import Roadmap


def party_name(roadmap: Roadmap, language: str) -> str:
    """The name of the Party in a language, as it is now."""
    return country_names(language).get(roadmap.country_id, roadmap.country.iso3)


def _tell(
    roadmap: Roadmap,
    people: Iterable[User],
    code: str,
    key: str,
    page: str,
    args: tuple[Any, ...],
    more: dict[str, Any],
) -> int:
    people = list(people)
    for person in people:
        post(
            code=code,
            to=person,
            context={"party": party_name(roadmap, person.language), **more},
            links={"link": path_in(person.language, page, *args)},
            target=roadmap,
            key=f"{key}:{person.pk}",
        )
    return len(people)


def address_of(roadmap: Roadmap) -> str:
    """How a Party stands in the address of its roadmap."""
    return roadmap.country.iso3.lower()


def tell_party(
    *,
    roadmap: Roadmap,
    code: str,
    key: str,
    kinds: tuple[str, ...] = (),
    page: str = "roadmaps:roadmap",
    args: tuple[Any, ...] = (),
    **more: Any,
) -> int:
    """Post a message to the people of the Party's team (all, or some kinds). Returns how many it goes to."""
    where = (address_of(roadmap), *args)
    return _tell(roadmap, members_of(roadmap.country_id, *kinds), code, key, page, where, more)


def tell_officers(*, roadmap: Roadmap, code: str, key: str, **more: Any) -> int:
    """Post a message to each programme officer. Returns how many it goes to."""
    return _tell(
        roadmap, officers_to_tell(), code, key, "admin:roadmaps_national", (roadmap.country.iso3.lower(),), more
    )
