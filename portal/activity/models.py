"""The activity log: who did what to which record, when, and why."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import verbs


class Entry(models.Model):
    """One act. Written once by ``services.record``, never changed; it outlives the record it is about."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"), default=timezone.now)
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    content_type = models.ForeignKey(ContentType, verbose_name=_("kind of record"), on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    label = models.CharField(_("record"), max_length=200)
    country = models.ForeignKey(
        "reference.Country", verbose_name=_("Party"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    old = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    new = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    actor_language: str | None
    """In which the reason was most likely written: no column, but read by `queries.told`."""

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-at", "-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["content_type", "object_id", "-at"]),
            models.Index(fields=["country", "-at"]),
            models.Index(fields=["-at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.verb_text} {self.label}"

    @property
    def verb_text(self) -> str:
        """The act in words of the reader's language."""
        return verbs.label(self.verb)

    @property
    def changes(self) -> list["Change"]:
        """What changed, field by field, as texts."""
        old, new = self.old or {}, self.new or {}
        return [
            Change(str(name), shown(old.get(name)), shown(new.get(name)))
            for name in dict.fromkeys([*old, *new])
            if old.get(name) != new.get(name)
        ]


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its name, what stood there, what stands there now."""

    name: str
    old: str
    new: str


def shown(value: Any) -> str:
    """A logged value as a line of text."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(shown(inner) for inner in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {shown(inner)}" for name, inner in value.items())
    return str(value)
