"""A tie of an expert to a country, beyond nationality and residence."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DeclaredTie(models.Model):
    """It bars the expert from missions for that country as long as it is not ended (DOMAIN, "Conflicts")."""

    expert = models.ForeignKey("expertise.Expert", models.CASCADE, related_name="ties")
    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="+", verbose_name=_("country"))
    reason = models.CharField(_("which tie"), max_length=300)
    declared_at = models.DateTimeField(_("declared on"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("declared tie")
        verbose_name_plural = _("declared ties")
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "country"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_tie_a_country",
                violation_error_message=_("This tie is declared already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} · {self.country_id}"
