"""What a roadmap says on one of the twenty activities."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Item(models.Model):
    """An activity taken up in an edition: where the country stands, and what it aims at."""

    edition = models.ForeignKey("roadmaps.Edition", models.CASCADE, related_name="items")
    activity = models.CharField(_("activity"), max_length=8)
    situation = models.TextField(_("situation"), blank=True, default="")
    aim = models.TextField(_("aim"), blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("activity of a roadmap")
        verbose_name_plural = _("activities of roadmaps")
        ordering = ["position", "activity"]
        constraints = [models.UniqueConstraint(fields=["edition", "activity"], name="one_item_an_activity")]
        indexes = [models.Index(fields=["activity", "edition"], name="item_activity_edition")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.activity}"
