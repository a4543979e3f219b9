"""What a reader sends about a published entry: a correction, or a question to its owner."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class ReaderNote(models.Model):
    """Read by the editors; a question is passed on to the owner, who answers by mail. Nothing of it is public."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        QUESTION = "question", _("Question to the owner")
        REUSE = "reuse", _("It was used elsewhere")

    class State(models.TextChoices):
        OPEN = "open", _("To be read")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not taken up")

    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, related_name="reader_notes")
    code = models.CharField(max_length=8, default=new_code, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False)
    language = models.CharField(_("language"), max_length=5, default="en")
    name = models.CharField(_("name"), max_length=150, blank=True, default="")
    email = models.EmailField(_("e-mail address"), blank=True, default="")
    text = models.TextField(_("message"), max_length=4000)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    answer = models.TextField(_("what was done"), blank=True, default="")

    class Meta:
        verbose_name = _("message of a reader")
        verbose_name_plural = _("messages of readers")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="reader_note_state")]

    def __str__(self) -> str:
        return self.code
