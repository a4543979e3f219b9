"""The title and the vision of an edition in a further language, with the document in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EditionText(models.Model):
    """One row a language version, with its state (DESIGN, "Content in several languages")."""

    class State(models.TextChoices):
        TRANSLATION = "translation", _("Translation")
        OFFICIAL = "official", _("Official in this language too")
        OUTDATED = "outdated", _("Out of date: the original has changed")

    edition = models.ForeignKey("roadmaps.Edition", models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.TRANSLATION)
    title = models.CharField(_("title"), max_length=300)
    vision = models.TextField(_("vision"), max_length=10000, blank=True)
    document = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("text of a roadmap in a language")
        verbose_name_plural = _("texts of roadmaps by language")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
