"""A page of the office for one act on one record: what it does, a reason where it needs one, a button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from ..services import Refused


@dataclass(frozen=True, slots=True)
class Button:
    """One way to act: its words, what it calls with the cleaned form, whether it needs the form at all."""

    name: str
    label: Any
    run: Callable[[dict[str, Any]], Any]
    needs_form: bool = True


def act_page(
    request: HttpRequest,
    admin: Any,
    *,
    title: Any,
    text: Any,
    form_class: type[forms.Form],
    buttons: list[Button],
    done: Any,
    back: str,
    form_kwargs: dict[str, Any] | None = None,
    original: Any = None,
) -> HttpResponse:
    """GET shows the page; POST calls the pressed button's service and goes back. A refusal is shown in its words."""
    form = form_class(request.POST if request.method == "POST" else None, **(form_kwargs or {}))
    if request.method == "POST":
        pressed = next((button for button in buttons if button.name == request.POST.get("act")), None)
        if pressed is None:
            raise Http404
        if not pressed.needs_form or form.is_valid():
            try:
                pressed.run(form.cleaned_data if pressed.needs_form else {})
            except Refused as refusal:
                form.full_clean()
                form.add_error(None, str(refusal))
            except PermissionDenied as denied:
                raise Http404 from denied
            else:
                messages.success(request, done)
                return HttpResponseRedirect(back)
    context = {
        **admin.admin_site.each_context(request),
        "title": title,
        "text": text,
        "form": form,
        "buttons": buttons,
        "back": back,
        "opts": admin.opts,
        "original": original,
    }
    return TemplateResponse(request, "accounts/office_act.html", context)
