"""The short name of a country in one language."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..sortkeys import sort_key
from .country import Country


class CountryName(models.Model):
    """United Nations short name; `sort_key` is kept in step by `save` and by the loader."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="names", verbose_name=_("country"))
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=160)
    sort_key = models.CharField(max_length=200, db_index=True, editable=False)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("name of a country")
        verbose_name_plural = _("names of countries")
        ordering = ["language", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "language"],
                name="one_name_per_country_and_language",
                violation_error_message=_("The country has a name in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
