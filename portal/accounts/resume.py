"""Session lost, nothing lost: what was typed is given back with a sign-in form, then put in its place.

The typed fields never stay in the browser's storage (shared computers). They travel as one hidden field
of the sign-in page, and rest in the session from the password to the page itself (the step of the second
factor lies between). They are shown again, never saved without the person.
"""

import json
import time
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.forms import LoginForm
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

View = TypeVar("View", bound=Callable[..., Any])
Typed = list[tuple[str, list[str]]]

KEPT = "typed"
LIMIT = 2_000_000
PAGES_KEPT = 3
NOBODYS_SECONDS = 900  # how long it waits for its person to sign in (shared computers)


def keeps_typed(view: View) -> View:
    """Mark a page whose GET shows a form and whose POST saves it.

    Its view makes the form with `start`, or from ``request.restored`` (a QueryDict, or None) itself, and
    includes ``accounts/restored.html``, which names the files (the only loss). Put it outermost, above
    ``login_required``.
    """
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def typed_in(post: QueryDict) -> Typed:
    """The fields of a form as (name, values), without tokens and passwords."""
    return [
        (name, post.getlist(name))
        for name in post
        if name != "csrfmiddlewaretoken" and "password" not in name.casefold()
    ]


def pack(typed: Typed) -> str:
    """As one text for a hidden field."""
    return json.dumps(typed, ensure_ascii=False)


def unpack(text: str) -> Typed:
    """Back from that text; empty for anything that `pack` did not write (it comes from outside)."""
    if len(text) > LIMIT:
        return []
    try:
        rows = json.loads(text)
        typed = [(name, list(values)) for name, values in rows]
    except (ValueError, TypeError, RecursionError):
        return []
    whole = all(isinstance(name, str) and all(isinstance(value, str) for value in values) for name, values in typed)
    return typed if whole and len(typed) <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS else []


def is_page(path: str) -> bool:
    """Whether this is the address of a page of ours that keeps what is typed (no open redirect)."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return False
    try:
        return bool(getattr(resolve(path.partition("?")[0]).func, "keeps_typed", False))
    except Resolver404:
        return False


def refuse_strangers(request: HttpRequest) -> None:
    """Nothing another site has posted is carried into our pages. Raises PermissionDenied."""
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    if origin and origin != own and origin not in settings.CSRF_TRUSTED_ORIGINS:
        raise PermissionDenied("posted from another site")


def wants_json(request: HttpRequest) -> bool:
    """The page's own script asks, for an autosave."""
    return "application/json" in request.headers.get("Accept", "")


def give_back(request: HttpRequest) -> HttpResponse:
    """The answer (503) to a form that the database could not take now: it holds all that was typed."""
    if wants_json(request):
        return JsonResponse({"text": _("The portal is busy: not saved yet.")}, status=503)
    response = resume_page(request, **_posted(request), status=503)
    response["Retry-After"] = "5"
    return response


def _posted(request: HttpRequest) -> dict[str, Any]:
    """What a posted form has to be carried along: its page, its fields and the names of its files."""
    return {
        "target": request.get_full_path(),
        "typed": pack(typed_in(request.POST)),
        "files": [upload.name or "" for uploads in request.FILES.lists() for upload in uploads[1]],
    }


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The answer (403) to a form posted after its session or its token had ended: it holds all that was typed."""
    refuse_strangers(request)
    if wants_json(request):
        return JsonResponse(
            {"text": _("You are no longer signed in. Press the save button: you can sign in without losing a word.")},
            status=403,
        )
    return resume_page(request, **_posted(request), status=403)


def resume_page(
    request: HttpRequest, *, target: str, typed: str, files: list[str], form: Any = None, status: int = 200
) -> HttpResponse:
    """The page with the sign-in form (or, for who is signed in, one button) that carries the typed fields."""
    return render(
        request,
        "accounts/resume.html",
        {
            "target": target,
            "typed": typed if len(typed) <= LIMIT else "",
            "too_long": len(typed) > LIMIT,
            "files": files,
            "files_json": json.dumps(files),
            "form": form if form is not None or request.user.is_authenticated else LoginForm(request=request),
            "signed_in": request.user.is_authenticated,
            "busy": status == 503,
        },
        status=status,
    )


def keep(request: HttpRequest, *, target: str, typed: Typed, files: list[str]) -> None:
    """Hold the typed fields in the session until their page is opened and saved."""
    if not typed:
        return
    kept = dict(request.session.get(KEPT) or {})
    kept.pop(target, None)
    kept[target] = {
        "typed": typed,
        "files": [name[:200] for name in files[:20]],
        "at": time.time(),
        "of": request.user.pk,
    }
    while len(kept) > 1 and (len(kept) > PAGES_KEPT or len(json.dumps(kept)) > LIMIT):
        kept.pop(next(iter(kept)))
    request.session[KEPT] = kept


def restore(request: HttpRequest) -> None:
    """On GET, hand the page what was typed; on POST the page itself carries it, so forget it."""
    kept = request.session.get(KEPT)
    path = request.get_full_path()
    if not kept or path not in kept:
        return
    whose = kept[path].get("of")
    if whose is None and time.time() - kept[path].get("at", 0) <= NOBODYS_SECONDS:
        whose = request.user.pk
        kept = {**kept, path: {**kept[path], "of": whose}}
        request.session[KEPT] = kept
    if whose != request.user.pk:  # typed by somebody who never came back
        request.session[KEPT] = {page: rest for page, rest in kept.items() if page != path}
        return
    if request.method == "POST":
        request.session[KEPT] = {page: rest for page, rest in kept.items() if page != path}
        return
    fields = QueryDict(mutable=True)
    for name, values in kept[path]["typed"]:
        fields.setlist(name, values)
    fields._mutable = False
    request.restored = fields  # type: ignore[attr-defined]
    request.restored_files = kept[path]["files"]  # type: ignore[attr-defined]


def start(
    request: HttpRequest, form_class: type[Form], *, initial: dict[str, Any] | None = None, **kwargs: Any
) -> Form:
    """The form of a page: filled from POST, from what had been typed before the session ended, or anew.

    What comes back is shown as typed, without complaints: nobody has asked to save it yet.
    """
    if request.method == "POST":
        return form_class(request.POST, initial=initial, **kwargs)
    typed: QueryDict | None = getattr(request, "restored", None)
    if typed is None:
        return form_class(initial=initial, **kwargs)
    empty = form_class(**kwargs)
    values = {
        name: field.widget.value_from_datadict(typed, {}, empty.add_prefix(name))
        for name, field in empty.fields.items()
    }
    return form_class(initial={**(initial or {}), **values}, **kwargs)
