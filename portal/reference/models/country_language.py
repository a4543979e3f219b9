"""A language of a country: to suggest one, never to decide one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .country import Country


class LanguageStatus(models.TextChoices):
    OFFICIAL = "official", _("official")
    DE_FACTO = "de_facto_official", _("official in practice")
    REGIONAL = "official_regional", _("official in part of the country")


class CountryLanguage(models.Model):
    """One row of ``data/country_languages.csv`` (CLDR)."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="languages", verbose_name=_("country"))
    language = models.CharField(_("language code"), max_length=12)
    status = models.CharField(_("status"), max_length=20, choices=LanguageStatus.choices)
    population_percent = models.FloatField(_("share of the population, %"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("language of a country")
        verbose_name_plural = _("languages of countries")
        ordering = ["country", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "language"],
                name="one_row_per_country_and_its_language",
                violation_error_message=_("This language is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.language
