"""The revision of one section of a record that several people write."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """How often a section was saved, when and by whom.

    ``unparsed`` keeps what was typed and fits no column ("about 300" in a number), by the name of its
    field, so that it is shown again beside the error. The answers themselves are the record's.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    code = models.CharField(_("section"), max_length=40)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("saved by")
    )
    unparsed: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "code"], name="section_of_record")
        ]

    def __str__(self) -> str:
        return f"{self.code} r{self.revision}"
