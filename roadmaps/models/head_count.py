"""How many came from one sector: in counts, never names."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

YOUNG_CAME = Q(young__lte=F("women") + F("men") + F("undeclared"))
"""Those under 30 are among those who came."""


class HeadCount(models.Model):
    """Women, men, people who gave no answer, and how many of all these are young. ``kind`` is a code of the list
    ``stakeholder_kind``."""

    kind = models.CharField(_("sector"), max_length=40)
    women = models.PositiveIntegerField(_("women"), default=0)
    men = models.PositiveIntegerField(_("men"), default=0)
    undeclared = models.PositiveIntegerField(_("not said"), default=0)
    young = models.PositiveIntegerField(_("of these under 30"), default=0)

    class Meta:
        abstract = True
        ordering = ["pk"]
