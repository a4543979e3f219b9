"""The person behind a request: time zone, second factor; and what they had typed when the session ended."""

import logging
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import rules
from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import resume
from .factors import has_second_factor

Next = Callable[[HttpRequest], HttpResponseBase]
logger = logging.getLogger(__name__)


class ResumeAfterSignInMiddleware:
    """Nothing typed is lost when a session ends (DESIGN, "Answers belong to a version row").

    Stands before the CSRF check: what an anonymous reader posts to a page marked ``keeps_typed`` is not
    acted upon, only given back with a sign-in form. After sign-in ``request.restored`` holds it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.restored = None  # type: ignore[attr-defined]
        request.restored_files = []  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view, "keeps_typed", False):
            return None
        if request.method == "POST" and not request.user.is_authenticated:
            return resume.ask_to_sign_in(request)
        if request.user.is_authenticated:
            resume.restore(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A database that is locked, or away for a moment, takes nothing: what was typed is given back."""
        match = request.resolver_match
        keeps = match is not None and getattr(match.func, "keeps_typed", False)
        if keeps and request.method == "POST" and isinstance(exception, OperationalError):
            logger.error("not saved, given back: %s", exception)
            return resume.give_back(request)
        return None


class PersonMiddleware:
    """Signed-in pages: the reader's time zone, and the second factor staff need outside a demonstration.

    Public pages are left alone: they must not know who reads (a shared cache holds them).
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if getattr(view, "public", False) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated:
            return None
        try:
            timezone.activate(ZoneInfo(user.time_zone))
        except (ZoneInfoNotFoundError, ValueError):
            timezone.deactivate()
        return self._second_factor(request)

    def _second_factor(self, request: HttpRequest) -> HttpResponseBase | None:
        if not settings.STAFF_MFA_REQUIRED or not rules.test_rule("needs_second_factor", request.user):
            return None
        if _is_about_signing_in(request) or has_second_factor(request):
            return None
        messages.warning(request, _("Set up a second way to prove who you are: the Secretariat’s accounts need one."))
        return HttpResponseRedirect(reverse("mfa_index"))


def _is_about_signing_in(request: HttpRequest) -> bool:
    """allauth's own addresses, where the factor is set up and one signs out."""
    match = request.resolver_match
    return match is not None and not match.namespaces and (match.url_name or "").startswith(("account_", "mfa_"))
