"""Photos of consultations: shown to the team, added, taken away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents.services import UploadRefused
from portal.documents.serving import serve

from ...forms.participation import PhotoForm
from ...models import Consultation, ConsultationPhoto, Roadmap
from ...services.national import photos
from .base import of_roadmap, refused
from .participation import consultation_at


def photo_of(consultation: Consultation, code: str) -> ConsultationPhoto:
    """A photo by its code. Raises Http404 for one of another consultation."""
    return get_object_or_404(
        consultation.photos.select_related("stored_file", "consultation__roadmap"), code=code
    )  # fmt: skip


@of_roadmap
@require_safe
def photo(request: HttpRequest, roadmap: Roadmap, code: str, photo: str) -> HttpResponseBase:
    """A photo of a consultation."""
    return serve(photo_of(consultation_at(roadmap, code), photo).stored_file)


def _photos(
    request: HttpRequest, roadmap: Roadmap, code: str, act: Callable[[Consultation], str]
) -> HttpResponseBase:
    """Do an act on the photos of a consultation and say what came of it."""
    try:
        messages.success(request, act(consultation_at(roadmap, code)))
    except NotAllowed as error:
        return refused(request, error, roadmap)
    except (Refused, UploadRefused) as error:
        messages.error(request, error.message)
    return redirect(reverse("roadmaps:consultation", args=[roadmap.country.iso3.lower(), code]) + "#photos")


@of_roadmap
@require_POST
def add_photo(request: HttpRequest, roadmap: Roadmap, code: str) -> HttpResponseBase:
    """A photo is added."""

    def act(consultation: Consultation) -> str:
        form = PhotoForm(request.POST, request.FILES, prefix="photo")
        if not form.is_valid():
            raise Refused(str(next(iter(form.errors.values()))[0]))
        given = form.cleaned_data
        photos.add_photo(consultation=consultation, upload=given["photo"], words=given["words"], by=request.user)
        return _("The photo is added.")

    return _photos(request, roadmap, code, act)


@of_roadmap
@require_POST
def remove_photo(request: HttpRequest, roadmap: Roadmap, code: str, photo: str) -> HttpResponseBase:
    """A photo is taken away."""

    def act(consultation: Consultation) -> str:
        photos.remove_photo(photo=photo_of(consultation, photo), by=request.user)
        return _("The photo is taken away.")

    return _photos(request, roadmap, code, act)
