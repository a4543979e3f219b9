"""Taking files in and letting them go."""

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents import kinds, scanning
from portal.documents.archives import BadArchive
from portal.documents.models import StoredFile
from portal.documents.names import clean_name
from portal.documents.pdf_scripts import carries_scripts
from portal.documents.traces import without_traces
from portal.ui.numbers import file_size

logger = logging.getLogger(__name__)
PHOTOS = ("jpg", "png")


class UploadRefused(ValueError):
    """A file that is not taken in; ``message`` tells the person why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def store_upload(
    *,
    upload: Any,
    owner: models.Model | None,
    purpose: str,
    by: Any = None,
    max_bytes: int | None = None,
    allowed: Iterable[str] = kinds.ALL,
    refuse_scripts: bool = False,
) -> StoredFile:
    """Check an uploaded file and keep it, private, under a random name.

    ``upload`` is what ``request.FILES`` holds; ``allowed`` are codes of `kinds.KINDS`. Its kind is read
    from its bytes. ``refuse_scripts``: nor a PDF that carries any. Raises `UploadRefused`
    with a message for the person.
    """
    limit = min(max_bytes or settings.MAX_UPLOAD_BYTES, settings.MAX_UPLOAD_BYTES)
    if getattr(upload, "over_limit", False) or upload.size > limit:
        raise UploadRefused(
            _("This file has %(size)s; the limit is %(limit)s. Make it smaller, or divide it, and send it again.")
            % {"size": file_size(upload.size), "limit": file_size(limit)}
        )
    if upload.size == 0:
        raise UploadRefused(_("This file is empty. Choose another one."))
    kind = _kind_of(upload, tuple(allowed))
    if refuse_scripts and kind is kinds.PDF and carries_scripts(upload):
        raise UploadRefused(
            _("This PDF contains scripts. Print it into a new PDF (or save it without scripts) and send that.")
        )
    scanning.refuse_infected(upload, refusal=UploadRefused)
    return _keep(
        content=upload,
        name=clean_name(upload.name or "", kind.extensions),
        content_type=kind.content_type,
        owner=owner,
        purpose=purpose,
        by=by,
    )


def store_photo(*, upload: Any, owner: models.Model | None, purpose: str, by: Any = None) -> StoredFile:
    """Keep a JPEG or PNG without what it tells of its making (place, hour, camera). Raises `UploadRefused`."""
    if not getattr(upload, "over_limit", False) and upload.size <= settings.MAX_UPLOAD_BYTES:
        upload = ContentFile(without_traces(upload.read()), name=upload.name)
    return store_upload(upload=upload, owner=owner, purpose=purpose, by=by, allowed=PHOTOS)


def store_bytes(
    *,
    name: str,
    content_type: str,
    data: bytes | Path,
    owner: models.Model | None,
    purpose: str,
    by: Any = None,
) -> StoredFile:
    """Keep a file the portal itself made; ``data`` is its bytes or the path of a file to read."""
    extension = name.rpartition(".")[2].lower() or "bin"
    cleaned = clean_name(name, (extension,))
    if isinstance(data, Path):
        with data.open("rb") as opened:
            return _keep(
                content=File(opened), name=cleaned, content_type=content_type, owner=owner, purpose=purpose, by=by
            )
    return _keep(
        content=ContentFile(data), name=cleaned, content_type=content_type, owner=owner, purpose=purpose, by=by
    )


def remove_file(*, stored_file: StoredFile) -> None:
    """Delete a file's bytes once the transaction is through; its row stays, marked as removed."""
    with transaction.atomic():
        changed = StoredFile.objects.filter(pk=stored_file.pk, removed_at=None).update(removed_at=timezone.now())
        if changed:
            transaction.on_commit(lambda: delete_bytes(stored_file), robust=True)
    stored_file.refresh_from_db(fields=["removed_at"])


def delete_bytes(stored_file: StoredFile) -> None:
    """Delete the bytes; harmless when they are gone already."""
    try:
        stored_file.file.storage.delete(str(stored_file.file.name))
    except OSError:
        logger.warning("the bytes of file %s could not be deleted; the next clean-up tries again", stored_file.pk)


def _kind_of(upload: Any, allowed: tuple[str, ...]) -> kinds.Kind:
    """The kind by the bytes, or the refusal in words."""
    try:
        kind = kinds.sniff(upload)
    except BadArchive as error:
        raise UploadRefused(_words(error.reason)) from error
    if kind is None or kind.code not in allowed:
        names = ", ".join(code.upper() for code in allowed)
        raise UploadRefused(
            _("Files of this kind are not accepted (the contents count, not the name). Send one of these: %(kinds)s.")
            % {"kinds": names}
        )
    return kind


def _words(reason: str) -> str:
    return {
        BadArchive.BOMB: _(
            "This file unpacks to far more than it should. Save it again under a new name and send that."
        ),
        BadArchive.LOCKED: _("This file is protected by a password. Remove the password and send it again."),
        BadArchive.MACRO: _("This file contains macros. Save it without macros (.docx or .xlsx) and send it again."),
    }.get(reason, _("This file is damaged or not what its name says. Open it, save it again and send that."))


def _keep(
    *, content: Any, name: str, content_type: str, owner: models.Model | None, purpose: str, by: Any
) -> StoredFile:
    """Write the bytes and the row; the bytes go again when the row cannot be written."""
    content.seek(0)
    digest = hashlib.sha256()
    size = 0
    while piece := content.read(262_144):
        digest.update(piece)
        size += len(piece)
    content.seek(0)
    stored = StoredFile(
        name=name,
        size=size,
        sha256=digest.hexdigest(),
        content_type=content_type,
        purpose=purpose,
        uploaded_by=by,
        owner_type=ContentType.objects.get_for_model(owner) if owner is not None else None,
        owner_id=owner.pk if owner is not None else None,
    )
    stored.file.save(name, content, save=False)
    try:
        stored.save(force_insert=True)
    except Exception:
        delete_bytes(stored)
        raise
    return stored
