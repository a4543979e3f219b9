"""A country a version is about, besides the Party the entry comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """One country by its three-letter code; a country is retired in the office, never deleted."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="places")
    country = models.CharField(_("country"), max_length=3, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("country of an entry")
        verbose_name_plural = _("countries of entries")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["country", "version"], name="place_country")]

    def __str__(self) -> str:
        return self.country
