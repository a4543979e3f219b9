"""Anybody may check that a letter or receipt is ours, by its code or by its file.

The page shows what was issued and when, never to whom. It keeps nothing of what is sent, sets no
cookie and needs no account; a POST changes nothing and therefore carries no CSRF field.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.accounts import throttle
from portal.documents import queries
from portal.documents.forms import CodeForm, FileForm
from portal.documents.models import IssuedDocument
from portal.ui.pages import public_page


@public_page
def _front(request: HttpRequest) -> HttpResponse:
    """The empty page: the same for everybody."""
    return render(request, "documents/verify.html", {"code_form": CodeForm(), "file_form": FileForm()})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """``?code=`` looks a code up; a posted ``file`` is compared by its hash and thrown away."""
    if request.method != "POST" and "code" not in request.GET:
        return _front(request)
    request.public_page = True  # type: ignore[attr-defined]
    if throttle.blocked(request, "verify"):
        return _answer(request, {"too_many": True, "page_errors": True}, status=429)
    context = _by_file(request) if request.method == "POST" else _by_code(request)
    if request.method == "POST" or context.get("verdict") == "unknown":
        throttle.count(request, "verify")
    return _answer(request, context)


verify.public = True  # type: ignore[attr-defined]


def _answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Answers to a question are nobody else's: they are kept by no cache."""
    context = {"code_form": CodeForm(), "file_form": FileForm(), **context}
    context["forms"] = [context["code_form"], context["file_form"]]
    response = render(request, "documents/verify.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _by_code(request: HttpRequest) -> dict[str, Any]:
    form = CodeForm({"code": request.GET.get("code", "")})
    if not form.is_valid():
        return {"code_form": form}
    issued = queries.issued_by_code(form.cleaned_data["code"])
    if issued is None:
        return {"code_form": form, "verdict": "unknown", "typed": form.cleaned_data["code"]}
    return {"verdict": "known", **_facts(issued)}


def _by_file(request: HttpRequest) -> dict[str, Any]:
    try:
        form = FileForm(request.POST, request.FILES)
    except RequestDataTooBig:
        form = FileForm({})
    if not form.is_valid():
        return {"file_form": form}
    digest = form.digest()
    issued = queries.issued_by_hash(digest)
    if issued is None:
        return {"verdict": "changed", "hash": _parts(digest)}
    return {"verdict": "same", **_facts(issued)}


def _facts(issued: IssuedDocument) -> dict[str, Any]:
    """What anybody may know of a document: nothing personal."""
    return {"issued": issued, "size": issued.stored_file.size, "hash": _parts(issued.sha256)}


def _parts(digest: str) -> list[str]:
    """A hash in pieces between which a narrow line may break."""
    return [digest[at : at + 16] for at in range(0, len(digest), 16)]
