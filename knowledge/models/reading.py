"""A reading of a version by an editor, before it is published."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """Two people read every version; both are written down with the points they checked."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="readings")
    order = models.PositiveSmallIntegerField(_("reading"))
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reader"))
    checks = models.CharField(_("checked"), max_length=200, blank=True, default="")
    """Codes of `checks.CHECKS` with a space between."""
    comment = models.TextField(_("comment"), blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_reading_an_order"),
            models.UniqueConstraint(fields=["version", "reader"], name="two_people_read_a_version"),
            models.CheckConstraint(condition=models.Q(order__in=(1, 2)), name="first_or_second_reading"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.order}"
