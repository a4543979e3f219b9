"""What the portal says of itself: accessibility, privacy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal.reference import queries as reference
from portal.ui.pages import public_page


def write_to() -> str:
    """The address mails come from, when it is one people can write to."""
    address = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> ")
    return "" if address.endswith("@localhost") else address


@require_safe
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "programme/accessibility.html", {"write_to": write_to()})


@require_safe
@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice, with the periods of retention as they stand in the vocabulary."""
    language = translation.get_language() or "en"
    return render(
        request,
        "programme/privacy.html",
        {"write_to": write_to(), "periods": reference.terms("retention", language)},
    )
