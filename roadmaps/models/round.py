"""What a reporting round and a survey of Parties have in common."""

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """What the Secretariat asks of the Parties for a year, until it closes it. Each kind says by when (``due``)."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                ExpressionWrapper(Q(closed_at__isnull=True), output_field=BooleanField()),
                condition=Q(closed_at__isnull=True),
                name="one_open_%(class)s",
                violation_error_message=_("Another round is still open."),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_open(self) -> bool:
        """What the Parties send is still taken."""
        return self.closed_at is None
