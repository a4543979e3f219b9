"""A round: the files that came before one cut-off are ranked together."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.call import Call


class Round(models.Model):
    """A cut-off date of a call with the places and the money to be given in it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField(_("number"))
    cut_off = models.DateTimeField(_("cut-off"), help_text=_("Date and time, UTC."))
    places = models.PositiveSmallIntegerField(_("places"), default=5)
    money = models.DecimalField(_("money, USD"), max_digits=14, decimal_places=2, default=Decimal(400000))

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["cut_off", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="one_round_a_number"),
            models.UniqueConstraint(fields=["call", "cut_off"], name="one_round_a_cut_off"),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.cut_off:%Y-%m-%d}"
