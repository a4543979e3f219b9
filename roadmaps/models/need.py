"""What expertise an assistance needs."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class Need(models.Model):
    """One expertise sought for a time. Codes in ``activities``, ``themes``, ``fields`` and ``languages`` are
    separated by spaces; all of ``languages`` are working languages, one of which is enough."""

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        REMOTE = "remote", _("Remote")
        BOTH = "both", _("On site and remote")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        FILLED = "filled", _("Filled")
        CANCELLED = "cancelled", _("Cancelled")

    code = models.CharField(_("code"), max_length=8, unique=True, default=new_code, editable=False)
    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="needs")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what is needed"), max_length=5000)
    activities = models.CharField(_("activities"), max_length=120, blank=True)
    themes = models.CharField(_("themes"), max_length=60, blank=True)
    fields = models.CharField(_("fields"), max_length=200, blank=True)
    languages = models.CharField(_("working languages"), max_length=60, blank=True)
    mode = models.CharField(_("on site or remote"), max_length=10, choices=Mode.choices, default=Mode.BOTH)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    days = models.PositiveSmallIntegerField(_("days of work"))
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("need of expertise")
        verbose_name_plural = _("needs of expertise")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="need_dates_in_order",
                violation_error_message=_("The need ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1), name="need_has_days", violation_error_message=_("Give at least one day.")
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_on"], name="need_state_from")]

    def __str__(self) -> str:
        return self.title

    @property
    def country_id(self) -> int:
        """The Party it is for (rules and the log ask for it)."""
        return self.assistance.country_id
