"""Who took part in what an entry tells."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Partner(models.Model):
    """A partner: name and type of entity (Policy Monitoring Platform: "Partenaires engagés")."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="partners")
    name = models.TextField(_("name"), blank=True, default="")
    kind = models.CharField(_("type of entity"), max_length=60, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name[:100]
