"""An entry the editors bring forward on another page, with dates."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class EditorsChoice(models.Model):
    """Shown from the first day to the last, both included (UTC); ``where`` is a code of an activity or a country."""

    class Page(models.TextChoices):
        HOME = "home", _("Home page")
        ACTIVITY = "activity", _("Page of an activity")
        COUNTRY = "country", _("Page of a country")

    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, related_name="choices", verbose_name=_("entry"))
    page = models.CharField(_("page"), max_length=10, choices=Page.choices)
    where = models.CharField(_("activity or country"), max_length=8, blank=True, default="")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("choice of the editors")
        verbose_name_plural = _("choices of the editors")
        ordering = ["page", "where", "position", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="choice_of_editors_in_order",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=(Q(page="home") & Q(where="")) | (~Q(page="home") & ~Q(where="")),
                name="choice_of_editors_names_its_page",
                violation_error_message=_("Say which activity or country; for the home page say neither."),
            ),
        ]
        indexes = [models.Index(fields=["page", "where", "starts_on"], name="editors_choice_page")]

    def __str__(self) -> str:
        return f"{self.page} {self.where}".strip()
