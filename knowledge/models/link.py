"""An address on the web that belongs to an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """What stands there, where, and in which language."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="links")
    title = models.TextField(_("what it is"), blank=True, default="")
    url = models.TextField(_("address"), blank=True, default="")
    language = models.CharField(_("language"), max_length=12, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title[:100] or self.url[:100]
