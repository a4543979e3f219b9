"""The roadmap in further languages, and the document it was written in outside the portal."""

from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import Refused
from portal.documents.services import UploadRefused

from ...forms.national import FileForm, TextForm
from ...models import Edition, Roadmap
from ...national.queries import latest_edition
from ...sections.edition import LANGUAGES
from ...services.national.texts import attach_original, save_text
from .base import frame, of_roadmap, refused


@keeps_typed
@of_roadmap
def languages_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """The texts of the latest edition by language, and the form that adds or changes one."""
    edition = latest_edition(roadmap)
    texts = list(edition.texts.select_related("document"))
    writes = rules.test_rule("roadmaps.write_roadmap", request.user, roadmap)
    if request.method == "POST" and not writes:
        return redirect("roadmaps:languages", roadmap.country.iso3.lower())
    wanted = request.GET.get("language", "")
    known = next((text for text in texts if text.language == wanted), None)
    initial: dict[str, Any] = {"language": wanted or None}
    if known is not None:
        initial |= {"title": known.title, "vision": known.vision, "state": known.state}
    form: Any = (
        TextForm(request.POST, request.FILES)
        if request.method == "POST"
        else start(request, TextForm, initial=initial)
    )
    form.fields["language"].choices = [(code, name) for code, name in LANGUAGES if code != edition.language]
    if request.method == "POST" and form.is_valid() and _save(request, edition, form):
        messages.success(request, _("The text is saved."))
        return redirect("roadmaps:languages", roadmap.country.iso3.lower())
    return render(
        request,
        "roadmaps/national/languages.html",
        frame(
            roadmap,
            edition=edition,
            texts=[(text, dict(LANGUAGES).get(text.language, text.language)) for text in texts],
            original_language=dict(LANGUAGES).get(edition.language, edition.language),
            form=form,
            writes=writes,
            original_form=FileForm(prefix="original"),
        ),
        status=422 if form.errors else 200,
    )


def _save(request: HttpRequest, edition: Edition, form: Any) -> bool:
    try:
        save_text(edition=edition, by=request.user, **form.cleaned_data)
    except UploadRefused as error:
        form.add_error("document", error.message)
    except Refused as error:
        form.add_error(None, error.message)
    return not form.errors


@of_roadmap
@require_POST
def original(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Attach the document in which the roadmap was written outside the portal."""
    upload = request.FILES.get("original-file")
    if upload is None:
        messages.error(request, _("Choose a file."))
        return redirect("roadmaps:languages", roadmap.country.iso3.lower())
    try:
        attach_original(edition=latest_edition(roadmap), upload=upload, by=request.user)
    except UploadRefused as error:
        messages.error(request, error.message)
    except Refused as error:
        return refused(request, error, roadmap)
    else:
        messages.success(request, _("The document is attached."))
    return redirect("roadmaps:languages", roadmap.country.iso3.lower())
