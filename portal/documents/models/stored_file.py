"""A private file."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


def random_path(instance: models.Model, filename: str) -> str:
    """Where a file is kept: nothing of its name, owner or kind can be read off the path."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name}"


class StoredFile(models.Model):
    """A file kept under a random name, reached only through a view that asks who may.

    ``name`` is the cleaned display name, with the extension of what the file really is.
    ``owner`` is the record it belongs to, ``purpose`` says as what ("application-attachment").
    """

    file = models.FileField(upload_to=random_path, max_length=120)
    name = models.CharField(_("name"), max_length=160)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(_("type"), max_length=100)
    purpose = models.CharField(max_length=60)
    owner_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_id = models.PositiveBigIntegerField(null=True, blank=True)
    owner = GenericForeignKey("owner_type", "owner_id")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="documents_file_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def removed(self) -> bool:
        """Whether its bytes are gone; the row stays as the trace."""
        return self.removed_at is not None

    def open(self) -> Any:
        """A readable binary file. Raises FileNotFoundError when its bytes are gone."""
        return self.file.storage.open(str(self.file.name), "rb")
