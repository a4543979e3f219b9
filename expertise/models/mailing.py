"""A message of the Secretariat to several experts at once."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class Mailing(models.Model):
    """Its messages are drafts of the outbox until somebody lets them go, all together."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Prepared")
        RELEASED = "released", _("Let go")
        STOPPED = "stopped", _("Stopped")

    code = models.CharField(max_length=8, unique=True, default=new_code)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    reason = models.CharField(_("reason"), max_length=300)
    recipients = models.PositiveIntegerField(_("people"), default=0)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared on"), default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(_("let go on"), null=True, blank=True)

    class Meta:
        verbose_name = _("message to experts")
        verbose_name_plural = _("messages to experts")
        ordering = ["-prepared_at", "-pk"]

    def __str__(self) -> str:
        return self.code


class MailingText(models.Model):
    """The words of a mailing in one language; each reader gets those of the own language."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=10000)

    class Meta:
        verbose_name = _("text of the message")
        verbose_name_plural = _("texts of the message")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["mailing", "language"], name="one_mailing_text_a_language")]

    def __str__(self) -> str:
        return self.subject
