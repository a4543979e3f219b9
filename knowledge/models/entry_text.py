"""The words of a version in one language."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EntryText(models.Model):
    """One row a language version, with its state (DESIGN, "Content in several languages").

    Everything but title and summary is Markdown. The questions are those a country needs in order to replicate,
    adapt or improve (DOMAIN, "Knowledge base").
    """

    class State(models.TextChoices):
        ORIGINAL = "original", _("Original")
        TRANSLATION = "translation", _("Human translation")
        OUTDATED = "outdated", _("Out of date: the original has changed")

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.TRANSLATION)
    title = models.TextField(_("title"), blank=True, default="")
    summary = models.TextField(_("summary"), blank=True, default="")
    problem = models.TextField(_("problem"), blank=True, default="")
    done = models.TextField(_("what was done"), blank=True, default="")
    actors = models.TextField(_("who took part"), blank=True, default="")
    steps = models.TextField(_("steps"), blank=True, default="")
    funding = models.TextField(_("cost and funding"), blank=True, default="")
    results = models.TextField(_("results"), blank=True, default="")
    difficulties = models.TextField(_("what went wrong"), blank=True, default="")
    reusable = models.TextField(_("what another country can reuse"), blank=True, default="")
    conditions = models.TextField(_("what must be true there"), blank=True, default="")
    evaluation = models.TextField(_("evaluation"), blank=True, default="")
    audience = models.TextField(_("for whom"), blank=True, default="")
    source_note = models.TextField(_("sources"), blank=True, default="")
    translator = models.CharField(_("translated by"), max_length=200, blank=True, default="")
    made_from = models.JSONField(_("words it was made from"), default=dict, blank=True, editable=False)
    """Of a translation that is out of date: what the original said, answer by answer, when it last followed it."""
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("text of an entry in a language")
        verbose_name_plural = _("texts of entries by language")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_entry_text_a_language"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(state="original"), name="one_original_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.title[:100] or f"{self.version_id} {self.language}"
