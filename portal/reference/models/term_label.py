"""The words of a term in one language, in one version."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..sortkeys import sort_key
from .term import Term


class Standing(models.TextChoices):
    """What a label may be shown as (``data/vocabulary.yaml``, `meta.reading_key`).

    Only approved wording is shown as official; the other two carry the mark "working translation".
    """

    APPROVED = "approved", _("official wording")
    TRANSLATED = "translated", _("working translation")
    UNVERIFIED = "unverified", _("working translation, to be checked")


class TermLabel(models.Model):
    """Versions stay; the one that is `current` is shown (at most one in a language)."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="labels", verbose_name=_("term"))
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("words"), max_length=2000)
    source = models.CharField(_("source"), max_length=400)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing.choices)
    version = models.CharField(_("version"), max_length=80)
    current = models.BooleanField(_("shown"), default=True)
    search_key = models.TextField(editable=False)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["term", "language", "-current", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language", "version"],
                name="one_label_per_term_language_and_version",
                violation_error_message=_("This version is there already in this language."),
            ),
            models.UniqueConstraint(
                fields=["term", "language"],
                condition=models.Q(current=True),
                name="one_current_label_per_term_and_language",
                violation_error_message=_("Another version is shown in this language: take it back first."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = sort_key(self.text)
        super().save(*args, **kwargs)
