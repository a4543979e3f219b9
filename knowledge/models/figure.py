"""A result in figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Figure(models.Model):
    """What was counted, how many, in which year; the words are in the language of the text it belongs to."""

    text = models.ForeignKey("knowledge.EntryText", models.CASCADE, related_name="figures")
    name = models.TextField(_("what was counted"), blank=True, default="")
    value = models.DecimalField(_("figure"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.TextField(_("unit"), blank=True, default="")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("result in figures")
        verbose_name_plural = _("results in figures")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name[:100]
