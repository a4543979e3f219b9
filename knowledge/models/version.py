"""A version of an entry: open while it is written, frozen when it is published."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import Evaluated, Gender, Licence
from ..ties import FIELDS


class Version(models.Model):
    """What is true in every language; the words are its texts, one row a language.

    ``cost`` is in US dollars (Policy Monitoring Platform: "Ressources financières allouées en dollars américains").
    """

    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(_("language of the original"), max_length=5, blank=True, default="")
    organisation = models.TextField(_("lead institution or organisation"), blank=True, default="")
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True, default="")
    takes_contact = models.BooleanField(_("readers may write through the portal"), default=True)
    gender = models.CharField(
        _("gender-equality marker"), max_length=1, choices=Gender.choices, blank=True, default=""
    )
    cost = models.DecimalField(_("cost, USD"), max_digits=16, decimal_places=2, null=True, blank=True)
    evaluated = models.CharField(_("evaluated"), max_length=8, choices=Evaluated.choices, blank=True, default="")
    is_illustration = models.BooleanField(_("invented example"), default=False)
    adapted_from = models.ForeignKey(
        "knowledge.Entry", models.SET_NULL, null=True, blank=True, related_name="adaptations"
    )
    adapted_work = models.TextField(_("another work it is adapted from"), blank=True, default="")
    adapted_url = models.TextField(_("address of that work"), blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(_("published"), null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    brief_keys: frozenset[str | None] = frozenset()
    """The keys of the briefs issued of it, where it was read for the page of its entry."""

    class Meta:
        verbose_name = _("version of an entry")
        verbose_name_plural = _("versions of entries")
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="version_number_of_entry"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(frozen_at__isnull=True), name="one_open_version_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="cost_of_entry_not_negative",
                violation_error_message=_("A cost is not less than zero."),
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True)
                | Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="published_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} v{self.number}"

    @property
    def country_id(self) -> int | None:
        """The Party of its entry."""
        return self.entry.country_id

    @property
    def is_open(self) -> bool:
        """Still being written."""
        return self.frozen_at is None

    @property
    def adapted_entry(self) -> str:
        """The code of the entry it is adapted from, as the question about it is answered."""
        return self.adapted_from.code if self.adapted_from is not None else ""

    @cached_property
    def tied(self) -> dict[str, list[str]]:
        """List of the vocabulary → the codes it is tied to, in order: one query, or none when prefetched."""
        found: dict[str, list[str]] = {}
        for tie in self.ties.all():
            found.setdefault(tie.list, []).append(tie.code)
        return found


def _ticked(list_name: str) -> property:
    return property(
        lambda self: " ".join(self.tied.get(list_name, ())), doc="Codes with a space between, as boxes keep them."
    )


# The questions of the section "ties" are answered from rows: one property each, named as the question.
for _name, _list in FIELDS.items():
    setattr(Version, _name, _ticked(_list))
