"""The site itself: who enters, in which language, with which menu. It has no login of its own."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.decorators import register as admin_register
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from . import places, ports


class OfficeSite(AdminSite):
    """Anonymous people go to the portal's sign-in; others who may not enter find nothing here (404)."""

    site_header = _("Digital Assistance Programme")
    site_title = _("Secretariat’s office")
    index_title = _("Secretariat’s office")
    index_template = "admin/index.html"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return bool(user.is_authenticated and user.is_active and ports.may_enter(user))

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """A view of the office: entry checked, in the person's language, "not allowed" told as "not there"."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return self._turn_away(request)
            language = getattr(request.user, "language", "") or settings.LANGUAGE_CODE
            if language in dict(settings.LANGUAGES):
                translation.activate(language)
                request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            try:
                response = inner(request, *args, **kwargs)
                # Rendered here, in this language: a database error still becomes this site's answer.
                if hasattr(response, "render") and not response.is_rendered:
                    response.render()
                return response
            except PermissionDenied as refusal:
                raise Http404("no such page in the office") from refusal

        return update_wrapper(guarded, inner)

    @staticmethod
    def _turn_away(request: HttpRequest, wanted: str = "") -> HttpResponse:
        if request.user.is_authenticated:
            raise Http404("no such page")
        language = translation.get_language_from_request(request)
        with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            address = f"{reverse('account_login')}?{urlencode({'next': wanted or request.get_full_path()})}"
        return HttpResponseRedirect(address)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Never a form here: the index for who may enter, the portal's sign-in for the anonymous, 404 for others."""
        index = reverse("admin:index", current_app=self.name)
        return HttpResponseRedirect(index) if self.has_permission(request) else self._turn_away(request, index)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Signing out is the portal's own page."""
        return HttpResponseRedirect(reverse("account_logout"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Passwords are changed on the portal's own page."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:index", current_app=self.name))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What each page of the office shows around its matter; no list of models, no extra query."""
        groups = places.shown_to(request.user, request.path) if self.has_permission(request) else []
        here = places.current(groups)
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": "/",
            "has_permission": bool(groups) or self.has_permission(request),
            "available_apps": [],
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
            "log_entries": None,
            "office_groups": groups,
            "office_group": here[0] if here else None,
            "office_place": here[1] if here else None,
            "my_turn": ports.my_turn(request.user),
            "user": request.user,
        }

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There are no pages by app: the office is grouped by job."""
        return HttpResponseRedirect(reverse("admin:index", current_app=self.name))


site = OfficeSite(name="admin")


def register(*models: Any) -> Callable[[type], type]:
    """Decorator: this class shows these models in the office."""
    return admin_register(*models, site=site)
