"""How often something was asked for, by day: counted from the access log, without anybody being known."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Usage(models.Model):
    """A number of requests that reached this server on a day (UTC), robots left out; ``entry`` for a page or the PDF
    of one."""

    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=10)
    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, null=True, blank=True, related_name="usage")
    count = models.PositiveIntegerField(_("requests"), default=0)

    class Meta:
        verbose_name = _("usage")
        verbose_name_plural = _("usage")
        ordering = ["-day", "what"]
        constraints = [
            models.UniqueConstraint(fields=["day", "what", "entry"], name="one_usage_a_day"),
            models.UniqueConstraint(
                fields=["day", "what"], condition=Q(entry__isnull=True), name="one_usage_a_day_of_no_entry"
            ),
        ]
        indexes = [models.Index(fields=["entry", "day"], name="usage_entry_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.what}: {self.count}"


class LogMark(models.Model):
    """How far a log was counted."""

    path = models.CharField(max_length=300, unique=True)
    offset = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("mark in a log")
        verbose_name_plural = _("marks in logs")

    def __str__(self) -> str:
        return f"{self.path}: {self.offset}"
