"""What every page's template knows: its address in each language, the release, the demonstration."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language bar. `name` is the language in its own form."""

    code: str
    name: str
    dir: str
    url: str
    current: bool


# The order of the United Nations, each language in its own form; only those built are shown.
_BAR = (("ar", "عربي"), ("zh", "中文"), ("en", "English"), ("fr", "Français"), ("ru", "Русский"), ("es", "Español"))


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The same page in each built language, by its address alone (no cookie, no session)."""
    built = {code for code, _name in settings.LANGUAGES}
    now = translation.get_language()
    prefix = translation.get_language_from_path(request.path_info)
    rest = request.get_full_path()[len(prefix) + 1 :] if prefix else "/"
    return [
        LanguageLink(code, name, "rtl" if code == "ar" else "ltr", f"/{code}{rest}", code == now)
        for code, name in _BAR
        if code in built
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor; touches neither the session nor the person."""
    return {
        "release": settings.RELEASE,
        "demo": settings.PORTAL_DEMO,
        "public_url": settings.PUBLIC_URL,
        "canonical_url": settings.PUBLIC_URL + request.path,
        "language_links": language_links(request),
        "public_page": getattr(request, "public_page", False),
    }
