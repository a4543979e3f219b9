"""The check page, the sign-off, the validation by the competent authority, the next edition, the presentation."""

from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.resume import keeps_typed, start
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.discussion import discussion
from portal.documents.services import UploadRefused

from ...forms.national import PresentationForm, ValidationForm
from ...models import Roadmap
from ...national.checking import missing_of, parts_of
from ...national.queries import open_edition
from ...national.whole import read_whole
from ...services.national.signing import ask_signature, sign
from ...services.national.validation import Act, open_next_edition, present, validate, wrong_act
from .base import frame, of_roadmap, refused


@of_roadmap
@require_safe
def check_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """What is missing, with a link to each page; then the signature and the validation."""
    edition = open_edition(roadmap)
    iso3 = roadmap.country.iso3.lower()
    if edition is None:
        return redirect("roadmaps:roadmap", iso3)
    whole = read_whole(edition)
    parts = parts_of(whole)
    addresses = {
        "item": lambda part: reverse("roadmaps:item", args=[iso3, part.record.activity]),
        "measure": lambda part: reverse("roadmaps:measure", args=[iso3, part.record.key]),
    }
    rows = [
        (part, addresses[part.code](part) if part.code in addresses
         else reverse("roadmaps:section", args=[iso3, part.code]))
        for part in parts
        if part.problems
    ]  # fmt: skip
    missing = missing_of(whole, parts)
    user = request.user
    return render(
        request,
        "roadmaps/national/check.html",
        frame(
            roadmap,
            edition=edition,
            rows=rows,
            nothing_chosen=not whole.items,
            discussion=discussion(roadmap, user),
            complete=not missing,
            writes=rules.test_rule("roadmaps.write_roadmap", user, roadmap),
            signs=rules.test_rule("roadmaps.sign_roadmap", user, roadmap)
            and edition.signature_asked_by_id != user.pk,
            may_validate=rules.test_rule("roadmaps.validate_roadmap", user, roadmap),
        ),
    )


def _act(request: HttpRequest, roadmap: Roadmap, act: Any, done: str, where: str = "") -> HttpResponseBase:
    try:
        act(roadmap=roadmap, by=request.user)
    except Refused as error:
        return refused(request, error, roadmap, where)
    messages.success(request, done)
    return redirect("roadmaps:roadmap", roadmap.country.iso3.lower())


@of_roadmap
@require_POST
def ask_signature_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Hand the roadmap over to the signatory."""
    where = reverse("roadmaps:check", args=[roadmap.country.iso3.lower()])
    done = _("The signatory is told. What you change now asks for a new signature.")
    return _act(request, roadmap, ask_signature, done, where)


@of_roadmap
@require_POST
def sign_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Sign what was handed over."""
    return _act(request, roadmap, sign, _("The roadmap is signed."))


@of_roadmap
@require_POST
def next_edition(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Open the next edition, or go on with the one that is open."""
    return _act(request, roadmap, open_next_edition, _("The next edition is open. The validated one stays as it is."))


@keeps_typed
@of_roadmap
def validate_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Name the authority, the act and the date, attach the document: the edition is frozen."""
    iso3 = roadmap.country.iso3.lower()
    edition = open_edition(roadmap)
    if edition is None or not rules.test_rule("roadmaps.validate_roadmap", request.user, roadmap):
        return redirect("roadmaps:roadmap", iso3)
    form = ValidationForm(request.POST, request.FILES) if request.method == "POST" else start(request, ValidationForm)
    if request.method == "POST" and form.is_valid() and _validate(request, roadmap, form):
        messages.success(request, _("The roadmap is validated. It is now public; this edition no longer changes."))
        return redirect("roadmaps:roadmap", iso3)
    whole = read_whole(edition)
    return render(
        request,
        "roadmaps/national/validate.html",
        frame(roadmap, edition=edition, form=form, missing=missing_of(whole, parts_of(whole))),
        status=422 if form.errors else 200,
    )


def _validate(request: HttpRequest, roadmap: Roadmap, form: Any) -> bool:
    data = form.cleaned_data
    act = Act(data["authority"], data["act"], data["on"], data["document"])
    for name, words in wrong_act(act).items():
        form.add_error(name, words)
    if form.errors:
        return False
    try:
        validate(roadmap=roadmap, act=act, by=request.user)
    except UploadRefused as error:
        form.add_error("document", error.message)
    except Refused as error:
        form.add_error(None, error.message)
    return not form.errors


@keeps_typed
@of_roadmap
def present_page(request: HttpRequest, roadmap: Roadmap) -> HttpResponseBase:
    """Note the public presentation."""
    iso3 = roadmap.country.iso3.lower()
    if not rules.test_rule("roadmaps.write_roadmap", request.user, roadmap) or roadmap.edition_id is None:
        return redirect("roadmaps:roadmap", iso3)
    known = {"on": roadmap.presented_on, "event": roadmap.presented_at, "link": roadmap.presented_link}
    form = start(request, PresentationForm, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            present(roadmap=roadmap, by=request.user, **form.cleaned_data)
        except NotAllowed as error:
            return refused(request, error, roadmap)
        except Refused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The presentation is noted."))
            return redirect("roadmaps:roadmap", iso3)
    return render(
        request, "roadmaps/national/present.html", frame(roadmap, form=form), status=422 if form.errors else 200
    )
