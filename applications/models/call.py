"""A call: the invitation to apply, its dates, its places and money, and the rules of its grid."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.calls.model import AbstractCall


class Call(AbstractCall):
    """One open call. Only ``applications.services.calls`` writes its state.

    The default figures are those of the concept note, DCE/21/14.IGC/14, axis 3: at least five Parties a
    year for three years, fifteen in all, assistance of twelve to eighteen months.
    """

    min_months = models.PositiveSmallIntegerField(_("shortest assistance, months"), default=12)
    max_months = models.PositiveSmallIntegerField(_("longest assistance, months"), default=18)
    assessors_per_file = models.PositiveSmallIntegerField(
        _("assessors per file"), default=2, validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    places_per_year = models.PositiveSmallIntegerField(_("places a year"), default=5)
    places_total = models.PositiveSmallIntegerField(_("places in all"), default=15)
    ceiling_logistics = models.DecimalField(
        _("ceiling for logistics, USD"), max_digits=12, decimal_places=2, default=Decimal(30000)
    )
    threshold = models.DecimalField(
        _("threshold, points of 100"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(60),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    top_level = models.PositiveSmallIntegerField(
        _("top level of the scale"), default=5, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    spread_flag = models.PositiveSmallIntegerField(
        _("name a spread from, points"),
        default=15,
        help_text=_("Two assessors this far apart are pointed out on the decision board."),
    )
    days_to_assess = models.PositiveSmallIntegerField(_("days to assess a file"), default=21)
    grid_adopted = models.BooleanField(
        _("grid adopted"), default=False, help_text=_("Until then pages say that the grid is to be adopted.")
    )
    announced_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("When public pages were told that it opened.")
    )

    class Meta(AbstractCall.Meta):
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")), name="call_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(max_months__gte=F("min_months")), name="call_longest_not_under_shortest"
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=0) & Q(threshold__lte=100), name="call_threshold_0_100"
            ),
        ]
