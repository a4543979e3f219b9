"""What was answered, as it was typed; the questionnaire gives it its types when it is read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .link import Link


class Answer(models.Model):
    """One text under its name in the form; several boxes of one question are several rows."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="answers")
    name = models.CharField(_("question"), max_length=120)
    value = models.TextField(_("answer"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.name}"
