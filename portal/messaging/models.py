"""The outbox: every message is a row before it is a mail."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_message_id() -> str:
    """A Message-ID of this portal, fixed for the life of the row."""
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.PUBLIC_URL).hostname or 'portal'}>"


class Message(models.Model):
    """One mail to one address. Written by ``services`` only.

    A message with a secret (a code, a link that signs in or joins) keeps no readable body: ``sealed``
    holds it enciphered until it is handed over, and is emptied then.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        QUEUED = "queued", _("waiting")
        HANDING_OVER = "handing_over", _("handing over")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown: resend?")
        STOPPED = "stopped", _("stopped")

    code = models.CharField(_("kind"), max_length=80, db_index=True)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    email = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"), blank=True)
    secret = models.BooleanField(_("carries a secret"), default=False)
    sealed = models.BinaryField(blank=True, default=bytes)
    secret_until = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=200, null=True, unique=True, editable=False)
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    target = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"]),
            models.Index(fields=["content_type", "object_id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(secret=False) | Q(body=""), name="messaging_secret_keeps_no_body")
        ]

    def __str__(self) -> str:
        return f"{self.subject_for_staff} → {self.email}"

    @property
    def subject_for_staff(self) -> str:
        """The subject; of a message with a secret (its subject may hold the code) only the kind."""
        return self.code if self.secret else self.subject


class Attachment(models.Model):
    """A private file that goes with a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    stored_file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
