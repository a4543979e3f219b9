"""Reading the versions of a file, and what changed between two of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.collaboration.comparing import compare

from ...models import Application
from ...queries import answers_of, open_version, sent_versions
from .base import frame, of_party


@of_party
@require_safe
def read_page(request: HttpRequest, application: Application, number: int | None = None) -> HttpResponse:
    """One version in full: the last one sent, or the one asked for."""
    versions = list(sent_versions(application))
    if number is None:
        version: Any = versions[-1] if versions else open_version(application)
    else:
        version = next((row for row in versions if row.number == number), None)
    if version is None:
        raise Http404
    return render(
        request,
        "applications/writing/read.html",
        frame(
            application,
            version=version,
            versions=versions,
            answers=answers_of(version),
        ),
    )


@of_party
@require_safe
def changes_page(request: HttpRequest, application: Application, old: int, new: int) -> HttpResponse:
    """The differences between two versions that were sent, section by section, word by word."""
    versions = {row.number: row for row in sent_versions(application)}
    if old not in versions or new not in versions or old == new:
        raise Http404
    return render(
        request,
        "applications/writing/changes.html",
        frame(
            application,
            old=versions[old],
            new=versions[new],
            sections=compare(answers_of(versions[old]).sections, answers_of(versions[new]).sections),
        ),
    )
