"""A comment of an editor on an entry, for the editors."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EditorsNote(models.Model):
    """Never edited; the owner does not see it."""

    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("comment"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("comment of an editor")
        verbose_name_plural = _("comments of editors")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
