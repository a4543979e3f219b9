"""The places of the public pages and of the workspace: each app registers its own in ``AppConfig.ready()``.

A template of this room may not name an address of an upper floor, so the upper floor names it here.
An entry whose address is not mounted is left out: menus show only what is built.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

AREAS = ("main", "enter", "foot", "workspace", "account", "help")


@dataclass(frozen=True, slots=True)
class Place:
    """One registered entry; `when` tells for which person it is shown (signed-in areas only)."""

    area: str
    label: Any
    url_name: str
    order: int = 50
    group: Any = ""
    when: Callable[[Any], bool] | None = None
    kwargs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as shown on one page."""

    label: Any
    url: str
    group: Any
    current: str  # "", "page" (this very page) or "true" (a page below it)


_places: list[Place] = []
_resolved: dict[tuple[str, str, str | None], list[tuple[Place, str]]] = {}
_listed: dict[tuple[str, str, str | None, int, str], SafeString] = {}
_CURRENT = SafeString(' aria-current="true"')


def register(
    area: str,
    label: Any,
    url_name: str,
    *,
    order: int = 50,
    group: Any = "",
    when: Callable[[Any], bool] | None = None,
    kwargs: dict[str, Any] | None = None,
) -> None:
    """Add an entry to `area`; the same address twice keeps the first. Raises ValueError for an unknown area."""
    if area not in AREAS:
        raise ValueError(f"no area of the navigation is called {area!r}")
    if any(p.area == area and p.url_name == url_name and p.kwargs == (kwargs or {}) for p in _places):
        return
    _places.append(Place(area, label, url_name, order, group, when, kwargs or {}))
    _resolved.clear()
    _listed.clear()


def _addresses(area: str) -> list[tuple[Place, str]]:
    """The places of an area with their addresses in the present language, resolved once."""
    key = (area, translation.get_language() or "en", get_urlconf())
    found = _resolved.get(key)
    if found is None:
        found = []
        for place in sorted((p for p in _places if p.area == area), key=lambda p: p.order):
            try:
                found.append((place, reverse(place.url_name, kwargs=place.kwargs)))
            except NoReverseMatch:
                continue
        _resolved[key] = found
    return found


def entries(area: str, path: str, user: Any = None) -> list[Entry]:
    """What `area` shows on the page at `path`; `user` decides on the entries that have a condition."""
    shown = [(p, url) for p, url in _addresses(area) if p.when is None or (user is not None and p.when(user))]
    beside = {"workspace": "account", "account": "workspace"}.get(area)
    known = [*shown, *(_addresses(beside) if beside else ())]
    below = max((url for _p, url in known if path.startswith(url)), key=len, default="")
    return [
        Entry(p.label, url, p.group, ("page" if url == path else "true") if url == below else "") for p, url in shown
    ]


def first(area: str, user: Any = None) -> Entry | None:
    """The first entry of an area that this person has; the conditions of those after it are not asked."""
    for place, url in _addresses(area):
        if place.when is None or (user is not None and place.when(user)):
            return Entry(place.label, url, place.group, "")
    return None


def listed(area: str, path: str) -> SafeString:
    """The entries of a public area as list items, joined once for each language and place on it."""
    shown = entries(area, path)
    here = next((n for n, entry in enumerate(shown) if entry.current), -1)
    key = (area, translation.get_language() or "en", get_urlconf(), here, shown[here].current if here >= 0 else "")
    found = _listed.get(key)
    if found is None:
        found = _listed[key] = format_html_join("", "{}", ((_item(entry),) for entry in shown))
    return found


def foot(path: str) -> SafeString:
    """The entries of the footer under their headings, joined once for each language."""
    shown = [replace(e, current="") if e.current == "true" else e for e in entries("foot", path)]
    here = next((n for n, entry in enumerate(shown) if entry.current == "page"), -1)
    key = ("foot", translation.get_language() or "en", get_urlconf(), here, "")
    found = _listed.get(key)
    if found is None:
        groups: dict[str, list[Entry]] = {}
        for entry in shown:
            groups.setdefault(str(entry.group), []).append(entry)
        found = _listed[key] = format_html_join(
            "",
            '<div>{}<ul class="plain">{}</ul></div>',
            (
                (
                    format_html("<h2>{}</h2>", title) if title else "",
                    format_html_join("", "{}", ((_item(e),) for e in rows)),
                )
                for title, rows in groups.items()
            ),
        )
    return found


def languages(links: Iterable[Any]) -> SafeString:
    """The language bar's items: each language in its own form, linking to the same page."""
    return format_html_join(
        "",
        '<li><a href="{}" lang="{}" hreflang="{}" dir="{}"{}>{}</a></li>',
        ((x.url, x.code, x.code, x.dir, _CURRENT if x.current else "", x.name) for x in links),
    )


def _item(entry: Entry) -> SafeString:
    current = format_html(' aria-current="{}"', entry.current) if entry.current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', entry.url, current, entry.label)
