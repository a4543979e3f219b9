"""An address under which an entry was public before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OldSlug(models.Model):
    """It leads to the present address for ever; no other entry gets it."""

    slug = models.SlugField(_("address"), max_length=90, unique=True, allow_unicode=False)
    entry = models.ForeignKey("knowledge.Entry", models.CASCADE, related_name="old_slugs")
    until = models.DateTimeField(_("used until"), default=timezone.now)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["-until"]

    def __str__(self) -> str:
        return self.slug
