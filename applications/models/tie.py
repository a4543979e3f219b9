"""A tie between a person of the Secretariat, or an assessor, and a country."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Tie(models.Model):
    """Nationality, residence or another tie: it bars the person from the files of that country.

    DOMAIN: nobody assesses, advises or decides on their own country. Membership of a Party's team is a
    tie by itself and needs no row.
    """

    class Kind(models.TextChoices):
        NATIONALITY = "nationality", _("nationality")
        RESIDENCE = "residence", _("residence")
        OTHER = "other", _("another tie")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="country_ties", verbose_name=_("person")
    )
    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="+", verbose_name=_("country"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NATIONALITY)
    note = models.CharField(_("note"), max_length=300, blank=True)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("tie to a country")
        verbose_name_plural = _("ties to countries")
        ordering = ["person", "country"]
        constraints = [models.UniqueConstraint(fields=["person", "country", "kind"], name="one_tie_a_kind")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.country_id} · {self.kind}"
