"""A request to complete a record: points, each naming a field and what is the matter with it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CompletionRequest(models.Model):
    """What the Secretariat asks of the writers of a record; one open request a record at a time."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    message = models.TextField(_("message"), blank=True, default="")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due = models.DateField(_("answer expected by"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("completion request")
        verbose_name_plural = _("completion requests")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=models.Q(state="open"),
                name="one_open_completion_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id} {self.asked_at:%Y-%m-%d}"


class CompletionPoint(models.Model):
    """One point: something is missing, incorrect or outdated in a field of a section."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("Missing")
        INCORRECT = "incorrect", _("Incorrect")
        OUTDATED = "outdated", _("Outdated")

    request = models.ForeignKey(CompletionRequest, models.CASCADE, related_name="points")
    section = models.CharField(_("section"), max_length=40)
    field = models.CharField(_("answer"), max_length=40, blank=True, default="")
    kind = models.CharField(_("what is the matter"), max_length=10, choices=Kind.choices, default=Kind.MISSING)
    text = models.TextField(_("what is asked"), blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.section}.{self.field}: {self.kind}"
