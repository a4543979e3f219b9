"""Icons: 16 units, one stroke, from the one sprite; an icon never carries a meaning alone."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

NAMES = frozenset(
    [
        "arrow",
        "back",
        "check",
        "close",
        "download",
        "upload",
        "external",
        "search",
        "print",
        "alert",
        "lock",
        "plus",
        "minus",
        "edit",
        "calendar",
        "person",
        "mail",
        "info",
        "sync",
        "file",
        "clock",
        "sort",
        "menu",
        "flag",
    ]
)
# Icons that point somewhere turn round where the writing runs from right to left.
_DIRECTED = frozenset({"arrow", "back", "external"})


def icon(name: str, label: str = "") -> SafeString:
    """The icon `name`; hidden from screen readers unless it has a `label`. Raises ValueError for an unknown name."""
    return _icon(name, str(label))


@lru_cache(512)
def _icon(name: str, label: str) -> SafeString:
    if name not in NAMES:
        raise ValueError(f"no icon is called {name!r}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"/></svg>',
        " flip" if name in _DIRECTED else "",
        spoken,
        static("icons/sprite.svg"),
        name,
    )
