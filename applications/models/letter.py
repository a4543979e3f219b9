"""The letter that tells a Party the outcome."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One letter a file and kind; its PDF is made by a job, once, with a check code anyone can verify."""

    class Kind(models.TextChoices):
        SELECTED = "selected", _("Selected")
        RESERVE = "reserve", _("Reserve list")
        NOT_SELECTED = "not_selected", _("Not selected")
        INELIGIBLE = "ineligible", _("Ineligible")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being made")
        RELEASED = "released", _("Released")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="letters")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    issued = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    job = models.ForeignKey("documents.Job", models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="one_letter_a_kind"),
            models.UniqueConstraint(fields=["application", "number"], name="one_letter_a_number"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The file's reference and the letter's number, as printed: DCE-2026-UGA-001/L1."""
        return f"{self.application.reference}/L{self.number}"
