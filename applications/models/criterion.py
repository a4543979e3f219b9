"""A criterion of the grid, and the levels that anchor its scale."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.call import Call


class Criterion(models.Model):
    """What is judged, and how many of the hundred points it weighs."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"), max_length=40)
    weight = models.PositiveSmallIntegerField(
        _("weight, points"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="one_criterion_a_code")]

    def __str__(self) -> str:
        return f"{self.code} ({self.weight})"


class CriterionText(models.Model):
    """The name of a criterion and the guidance to assessors, in one language."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    label = models.CharField(_("label"), max_length=200)
    guidance = models.TextField(_("guidance"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("text of the criterion")
        verbose_name_plural = _("texts of the criterion")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "language"], name="one_criterion_text_a_language")
        ]

    def __str__(self) -> str:
        return self.label


class Level(models.Model):
    """One step of a criterion's scale, from 0 to the top level of the call."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["criterion", "value"], name="one_level_a_value")]

    def __str__(self) -> str:
        return str(self.value)


class LevelText(models.Model):
    """What a level means, in one language: the anchor that keeps assessors on the same scale."""

    level = models.ForeignKey(Level, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    meaning = models.CharField(_("meaning"), max_length=500)

    class Meta:
        verbose_name = _("meaning of the level")
        verbose_name_plural = _("meanings of the level")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["level", "language"], name="one_level_text_a_language")]

    def __str__(self) -> str:
        return self.meaning
