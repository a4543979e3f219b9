"""A version of a file: its answers, frozen when they are sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .answers import ContextAnswers, DeclarationAnswers, MeansAnswers, PartyAnswers, RequestAnswers


class Version(PartyAnswers, ContextAnswers, RequestAnswers, MeansAnswers, DeclarationAnswers, models.Model):
    """Version 1 is the draft; a clarification opens a copy. A frozen version is never written again."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(_("sent"), null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="version_number_in_application"),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(frozen_at__isnull=True),
                name="one_open_version_per_application",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} v{self.number}"

    @property
    def is_open(self) -> bool:
        """Still being written."""
        return self.frozen_at is None
