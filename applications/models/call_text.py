"""The words of a call in one language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.call import Call


class CallText(models.Model):
    """One row a language; a call is published only when each language of the portal has its row."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=1000, help_text=_("Two or three sentences, for lists."))
    body = models.TextField(_("what is offered, to whom"), max_length=20000, help_text=_("Markdown."))
    how_to_apply = models.TextField(_("how to apply"), max_length=20000, help_text=_("Markdown."))

    class Meta:
        verbose_name = _("text of the call")
        verbose_name_plural = _("texts of the call")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["call", "language"], name="one_call_text_a_language")]

    def __str__(self) -> str:
        return self.title
