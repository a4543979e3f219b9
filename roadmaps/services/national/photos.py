"""Photos of consultations."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.documents.services import remove_file, store_photo
from portal.ui.pages import bump_content

from ...models import Consultation, ConsultationPhoto
from .guards import lock

MOST = 12


@transaction.atomic
def add_photo(*, consultation: Consultation, upload: Any, words: str, by: User) -> ConsultationPhoto:
    """Keep a photo of a consultation; place, hour and camera are taken out of it.

    Raises `NotAllowed`; `Refused` without words, or once there are enough; ``UploadRefused``.
    """
    locked = lock(roadmap=consultation.roadmap, rule="roadmaps.write_roadmap", by=by)
    if not words.strip():
        raise Refused(_("Say what the photo shows, for those who cannot see it."))
    if consultation.photos.count() >= MOST:
        raise Refused(_("A consultation has at most %(most)s photos.") % {"most": MOST})
    stored = store_photo(upload=upload, owner=locked, purpose="consultation-photo", by=by)
    made = ConsultationPhoto.objects.create(consultation=consultation, words=words.strip()[:300], stored_file=stored)
    record(actor=by, verb="roadmap.photo_added", target=locked, new={"title": consultation.title})
    bump_content()
    return made


@transaction.atomic
def remove_photo(*, photo: ConsultationPhoto, by: User) -> None:
    """Take a photo away, its bytes as well: somebody on it may have asked. Raises `NotAllowed`."""
    locked = lock(roadmap=photo.consultation.roadmap, rule="roadmaps.write_roadmap", by=by)
    photo.delete()
    remove_file(stored_file=photo.stored_file)
    record(actor=by, verb="roadmap.photo_removed", target=locked, old={"title": photo.consultation.title})
    bump_content()
