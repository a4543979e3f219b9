"""A call in the office: a draft is written in its form; it is checked, published and closed by buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.accounts.questions import reason_against
from portal.accounts.telling import tell
from portal.office import OfficeModelAdmin, Tool
from portal.office.pages import pages_of, posted
from portal.ui.pages import bump_content

from .checking import Point
from .model import AbstractCall

_page = pages_of("calls/office")


@dataclass(frozen=True)
class Words:
    """What the pages of one kind of call say."""

    new: Promise
    """The button of a new call, and the title of its page."""
    default: Promise
    """What the default call holds."""
    fixed: Promise
    """What no longer changes after publication."""
    judged_by: Promise
    """The title of the page of the criteria or the rules."""


class CallAdmin(OfficeModelAdmin):
    """The pages of one kind of call. Nothing is deleted.

    A kind says what stands below; `services` has `publish`, `close` and `create_default`, all keyword-only.
    """

    services: ClassVar[Any]
    check_list: ClassVar[Callable[[Any, datetime], list[Point]]]
    publishing: ClassVar[str]
    """The name of the question who may publish and close."""
    public_name: ClassVar[str]
    """The name of the public page's address; it takes the slug."""
    default_form: ClassVar[type[Form]]
    judged_by: ClassVar[str]
    """The name, below this model, of the page of the criteria or the rules."""
    words: ClassVar[Words]

    def address(self, page: str, *args: Any) -> str:
        """The address of a page below this model."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def get_urls(self) -> list[Any]:
        def below(route: str, view: Callable[..., Any], page: str) -> Any:
            name = f"{self.opts.app_label}_{self.opts.model_name}_{page}"
            return path(route, self.admin_site.admin_view(view), name=name)

        return [
            below("<int:pk>/check/", self.check_view, "check"),
            below("<int:pk>/publish/", self.publish_view, "publish"),
            below("<int:pk>/close/", self.close_view, "close"),
            below("default/", self.default_view, "default"),
            below(f"<int:pk>/{self.judged_by}/", self.judged_by_view, self.judged_by),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        if not self.has_add_permission(request):
            return []
        return [Tool(str(self.words.new), self.address("default"))]

    def object_tools(self, request: HttpRequest, obj: Any) -> list[Tool]:
        tools = [
            Tool(str(self.words.judged_by), self.address(self.judged_by, obj.pk)),
            Tool(_("Check and publish"), self.address("check", obj.pk), primary=obj.is_draft),
        ]
        if not obj.is_draft:
            tools.append(Tool(_("Public page"), reverse(self.public_name, args=[obj.slug])))
        return tools

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new call is a draft of the person who makes it; public pages are written anew."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        bump_content()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        bump_content()

    def judged_by_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The criteria or the rules in every language."""
        raise NotImplementedError

    def call_at(self, request: HttpRequest, pk: int) -> Any:
        """The call at this address, for who reads calls in the office. Raises Http404."""
        if not self.has_view_permission(request):
            raise Http404
        return get_object_or_404(self.model, pk=pk)

    def check_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is there, what is missing, and the button when nothing is."""
        call: AbstractCall = self.call_at(request, pk)
        points = type(self).check_list(call, timezone.now())
        context = {
            "call": call,
            "points": points,
            "ready": call.is_draft and all(point.done for point in points),
            "reason": reason_against(self.publishing, request.user, call),
            "words": self.words,
            "urls": {
                "change": self.address("change", pk),
                "judged_by": self.address(self.judged_by, pk),
                "publish": self.address("publish", pk),
                "close": self.address("close", pk),
                "public": reverse(self.public_name, args=[call.slug]),
            },
        }
        return _page(request, "check.html", _("Check and publish"), context)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button only."""
        call = self._pressed(request, pk)
        tell(request, _("The call is published."), partial(self.services.publish, call=call, by=request.user))
        return redirect(self.address("check", pk))

    def close_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button only, with the reason."""
        call, reason = self._pressed(request, pk), request.POST.get("reason", "")
        act = partial(self.services.close, call=call, by=request.user, reason=reason)
        tell(request, _("The call is closed."), act)
        return redirect(self.address("check", pk))

    def _pressed(self, request: HttpRequest, pk: int) -> Any:
        posted(request)
        return self.call_at(request, pk)

    def default_view(self, request: HttpRequest) -> HttpResponse:
        """A draft with the default texts and conditions, to be changed before it is published."""
        if not self.has_add_permission(request):
            raise Http404
        form = self.default_form(request.POST or None)
        if request.method == "POST" and form.is_valid():
            call = self.services.create_default(by=request.user, **self.default_values(form))
            messages.success(request, _("The draft is made. Read it, change it, then publish."))
            return redirect(self.address("change", call.pk))
        context = {"form": form, "words": self.words}
        return _page(request, "default.html", str(self.words.new), context)

    def default_values(self, form: Any) -> dict[str, Any]:
        """What the form of a default call gives to the service."""
        values: dict[str, Any] = form.cleaned_data
        return values
