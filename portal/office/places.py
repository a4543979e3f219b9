"""The side bar of the office, grouped by job; each app registers its own places in ``AppConfig.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

GROUPS = {
    "call": _("Open call"),
    "experts": _("Experts"),
    "assistance": _("Assistance"),
    "knowledge": _("Knowledge"),
    "programme": _("Programme"),
    "settings": _("Settings"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One registered place. `permission` answers for a user; `count`, when given, costs its query on every page."""

    group: str
    label: Any
    url_name: str
    permission: Callable[[Any], bool]
    order: int
    count: Callable[[Any], Any] | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A place as one person sees it."""

    label: Any
    url: str
    count: Any
    current: bool


@dataclass(slots=True)
class Group:
    """A job and its places."""

    code: str
    label: Any
    places: list[Shown] = field(default_factory=list)


_places: list[Place] = []
_resolved: dict[tuple[str, str | None], list[tuple[Place, str]]] = {}


def register(
    group: str,
    label: Any,
    url_name: str,
    permission: Callable[[Any], bool],
    order: int = 50,
    count: Callable[[Any], Any] | None = None,
    query: str = "",
) -> None:
    """Add a place; the same address in the same group is added once. Raises ValueError for an unknown group."""
    if group not in GROUPS:
        raise ValueError(f"no group of the office is called {group!r}")
    if not any(p.group == group and p.url_name == url_name and p.query == query for p in _places):
        _places.append(Place(group, label, url_name, permission, order, count, query))
        _resolved.clear()


def _addresses() -> list[tuple[Place, str]]:
    """The places mounted, in order, with their addresses in the present language, resolved once."""
    key = (translation.get_language() or "en", get_urlconf())
    found = _resolved.get(key)
    if found is None:
        found = []
        for place in sorted(_places, key=lambda p: p.order):
            try:
                found.append((place, reverse(place.url_name)))
            except NoReverseMatch:
                continue
        _resolved[key] = found
    return found


def shown_to(user: Any, path: str) -> list[Group]:
    """The groups with the places this person may open; empty groups and places not mounted are left out."""
    asked: dict[Callable[[Any], bool], bool] = {}  # many places ask the same
    found: list[tuple[Place, str]] = []
    for place, url in _addresses():
        if place.permission not in asked:
            asked[place.permission] = place.permission(user)
        if asked[place.permission]:
            found.append((place, url))
    here = max((url for _place, url in found if path.startswith(url)), key=len, default="")
    groups = {code: Group(code, label) for code, label in GROUPS.items()}
    for place, url in found:
        count = place.count(user) if place.count is not None else None
        groups[place.group].places.append(
            Shown(place.label, url + place.query, count, url == here and not place.query)
        )
    return [group for group in groups.values() if group.places]


def current(groups: list[Group]) -> tuple[Group, Shown] | None:
    """The group and place of the page at hand, for its breadcrumbs."""
    return next(((group, place) for group in groups for place in group.places if place.current), None)
