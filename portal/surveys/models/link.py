"""One person asked to fill in one form about one record, by a private link."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

VALID_FOR = timedelta(days=60)


def in_sixty_days() -> datetime:
    """When a link made now closes."""
    return timezone.now() + VALID_FOR


class Link(models.Model):
    """Answered once, closing by itself, revocable. Written by ``services`` only.

    ``purpose`` names the questionnaire (``ports.questionnaires``). When it was opened is not kept: a
    visit writes nothing, and machines that look through mail open links too.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    purpose = models.CharField(_("form"), max_length=60)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"), default=in_sixty_days)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    class Meta:
        verbose_name = _("form by private link")
        verbose_name_plural = _("forms by private link")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "purpose"], name="survey_of_record"),
            models.Index(fields=["email"], name="survey_by_address"),
        ]

    def __str__(self) -> str:
        # Goes into the log, where no name of a person outside the portal belongs.
        return f"{self.purpose} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Still to be answered: neither answered, taken back nor past its day."""
        return self.answered_at is None and self.revoked_at is None and not self.is_past

    @property
    def is_past(self) -> bool:
        return self.expires_at <= timezone.now()


class Key(models.Model):
    """What opens a link: only a hash of the token in its address is kept.

    A reminder has a key of its own; those sent before open the same form as long as it is open.
    """

    link = models.ForeignKey(Link, models.CASCADE, related_name="keys")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("key of a form")
        verbose_name_plural = _("keys of forms")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.created_at:%Y-%m-%d}"
