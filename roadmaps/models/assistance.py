"""An assistance project: what a selected application opens."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Assistance(models.Model):
    """One Party, one period. Only ``roadmaps.services`` writes it; its reference is like DCA-2026-UGA-001."""

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        CLOSED = "closed", _("Closed")

    reference = models.CharField(_("reference"), max_length=24, unique=True, editable=False)
    country = models.ForeignKey(
        "reference.Country", models.PROTECT, related_name="assistances", verbose_name=_("Party")
    )
    application = models.OneToOneField(
        "applications.Application",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assistance",
        verbose_name=_("application"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False)
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    language = models.CharField(_("language"), max_length=2, default="en")
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assistances",
        verbose_name=_("officer in charge"),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("assistance")
        verbose_name_plural = _("assistances")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="assistance_dates_in_order",
                violation_error_message=_("The assistance ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.reference


class AssistanceCounter(models.Model):
    """The last number given to a Party in a year: locked while a reference is made, so no gap is left."""

    year = models.PositiveSmallIntegerField()
    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "country"], name="one_assistance_counter")]

    def __str__(self) -> str:
        return f"{self.year} {self.country_id}: {self.last}"
