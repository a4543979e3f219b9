"""Who reads which part of a profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import NEVER_PUBLIC, Audience, Part


class Visibility(models.Model):
    """The expert's choice for one part; without a row the default of ``choices.DEFAULT_AUDIENCE`` holds."""

    expert = models.ForeignKey("expertise.Expert", models.CASCADE, related_name="visibilities")
    part = models.CharField(_("part"), max_length=20, choices=Part.choices)
    audience = models.CharField(_("who reads it"), max_length=12, choices=Audience.choices)

    class Meta:
        verbose_name = _("choice of readers")
        verbose_name_plural = _("choices of readers")
        constraints = [
            models.UniqueConstraint(fields=["expert", "part"], name="one_visibility_a_part"),
            models.CheckConstraint(
                condition=~models.Q(part__in=sorted(NEVER_PUBLIC), audience=Audience.PUBLIC),
                name="private_parts_are_never_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.audience}"
