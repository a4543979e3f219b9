"""Giving out a document with a check code."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from portal.documents.codes import grouped, new_code
from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.services.files import delete_bytes, store_bytes


def issue_document(
    *,
    kind: str,
    title: str,
    reference: str,
    target: models.Model | None,
    language: str,
    build: Callable[[str], bytes],
    name: str = "",
    key: str | None = None,
    by: Any = None,
) -> IssuedDocument:
    """Make a document that carries its check code, keep it, and enter it in the public register.

    ``build`` gets the code as printed (7KQ4-M2XR-9D) and gives the PDF's bytes; it runs outside any
    transaction. ``title`` and ``reference`` are shown to whoever holds the code: they name no person.
    An earlier document of the same kind, target and language is marked as replaced. With ``key`` the
    same document is never issued twice: a second call gives the first one back.
    """
    if key is not None and (existing := IssuedDocument.objects.filter(key=key).first()):
        return existing
    code = new_code()
    data = build(grouped(code))
    stored = store_bytes(
        name=name or f"{reference or kind}.pdf",
        content_type="application/pdf",
        data=data,
        owner=target,
        purpose=f"issued-{kind}"[:60],
        by=by,
    )
    with transaction.atomic():
        issued, created = _enter(
            key=key,
            defaults={
                "code": code,
                "kind": kind,
                "title": title[:200],
                "reference": reference,
                "language": language,
                "target_type": ContentType.objects.get_for_model(target) if target is not None else None,
                "target_id": target.pk if target is not None else None,
                "sha256": stored.sha256,
                "stored_file": stored,
                "issued_at": timezone.now(),
            },
        )
        if created and target is not None:
            IssuedDocument.objects.filter(
                kind=kind,
                language=language,
                target_type=issued.target_type,
                target_id=issued.target_id,
                superseded_by=None,
            ).exclude(pk=issued.pk).update(superseded_by=issued)
        if not created:
            StoredFile.objects.filter(pk=stored.pk).delete()
    if not created:
        delete_bytes(stored)
    return issued


def _enter(*, key: str | None, defaults: dict[str, Any]) -> tuple[IssuedDocument, bool]:
    if key is None:
        return IssuedDocument.objects.create(**defaults), True
    return IssuedDocument.objects.get_or_create(key=key, defaults=defaults)
