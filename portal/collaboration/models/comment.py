"""A comment of a colleague on one page of a record that several people write, and the answers to it."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Comment(models.Model):
    """What a colleague says about a ``place`` of the record: a section, an activity, a measure.

    The record is the one that lasts (the application, the roadmap), not one of its versions: a comment goes
    on to the next. An answer has the comment it answers in ``thread`` and is never settled by itself.
    ``language`` is that of the page it was written on; "" where nobody knows.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    place = models.CharField(_("place"), max_length=60)
    thread = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("comment answered")
    )
    text = models.TextField(_("comment"))
    language = models.CharField(_("language"), max_length=2, blank=True, default="", editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("written"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "settled_at"], name="comments_of_record")]

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:60]}"

    @property
    def last(self) -> "Comment":
        """The last word of the thread (its answers are read before)."""
        return [self, *self.answers.all()][-1]
