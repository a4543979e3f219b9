"""For whom a version was adapted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdaptedFor(models.Model):
    """A country by its three-letter code, a language, or a language in a country. The readers it is for are told in
    its words (`EntryText.audience`)."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="adapted_for")
    country = models.CharField(_("country"), max_length=3, blank=True, default="")
    language = models.CharField(_("language"), max_length=12, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("whom an entry is adapted for")
        verbose_name_plural = _("whom entries are adapted for")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.country, self.language)))
