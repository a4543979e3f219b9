"""Forms on the pages of an assistance: a valid one goes to its service, a refusal stands at the form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from portal.accounts.questions import reason_against
from portal.accounts.services.refusals import Refused
from portal.collaboration.services import Conflict
from portal.collaboration.views.record import Boxes, answer, posted
from portal.documents.services import UploadRefused

from ...models import Assistance
from ..party.assistance import frame

Save = Callable[..., Any]


def may_or_404(request: HttpRequest, rule: str, target: Any) -> None:
    """Raises Http404 for who may not: to them the page is not there."""
    if reason_against(rule, request.user, target):
        raise Http404


def start(
    request: HttpRequest, form_class: type[Form], *, initial: Any = None, boxes: Boxes | None = None, **kwargs: Any
) -> Form:
    """The form of a page: from POST with its files, from what was typed before the session ended, or anew.

    ``boxes`` are what the page asks beside its form, where two people may write it.
    """
    if request.method == "POST":
        data = posted(request, lambda: form_class(initial=initial, **kwargs), boxes)
        return form_class(data, request.FILES, initial=initial, **kwargs)
    typed = getattr(request, "restored", None)
    if typed is None:
        return form_class(initial=initial, **kwargs)
    empty = form_class(**kwargs)
    given = {
        name: field.widget.value_from_datadict(typed, {}, name)  # type: ignore[arg-type]
        for name, field in empty.fields.items()
    }
    return form_class(initial={**(initial or {}), **given}, **kwargs)


def saved(form: Form, save: Save) -> bool:
    """Give what was typed to a service; what it refuses is said at the form."""
    if not form.is_valid():
        return False
    try:
        save(**form.cleaned_data)
    except UploadRefused as error:
        form.add_error("file" if "file" in form.fields else None, error.message)
    except Refused as error:
        form.add_error(None, error.message)
    else:
        return True
    return False


def settle(
    request: HttpRequest,
    assistance: Assistance,
    clash: Conflict,
    *,
    form: Form,
    stored: Form,
    title: str,
    boxes: Boxes | None = None,
) -> HttpResponseBase:
    """Both texts side by side, when a colleague saved the record meanwhile; ``stored`` is its form as it is now."""
    template = "roadmaps/assistance/conflict.html"
    return answer(
        request, clash, form=form, stored=stored, title=title, template=template, frame=frame(assistance), boxes=boxes
    )


def form_page(
    request: HttpRequest,
    assistance: Assistance,
    *,
    form: Form,
    save: Save,
    title: str,
    button: str,
    done: str,
    back: str,
    up: str,
    lead: str = "",
) -> HttpResponseBase:
    """A page with one form. ``back`` is the address after it, named ``up`` in the path."""
    if request.method == "POST" and saved(form, save):
        messages.success(request, done)
        return redirect(back)
    context = frame(assistance, form=form, page_title=title, button=button, back=back, up=up, lead=lead)
    return render(request, "roadmaps/assistance/form.html", context, status=422 if form.errors else 200)
