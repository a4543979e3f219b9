"""A person's place in the team of a Party."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Membership(models.Model):
    """A claim to speak for a Party, and what became of it. Written by ``services.memberships`` only.

    ``is_focal`` marks the person responsible for the Party's team, ``is_deputy`` one who stands in;
    both are writers. A writer prepares files; the signatory signs them and is never the same person.
    """

    class Kind(models.TextChoices):
        WRITER = "writer", _("writer")
        SIGNATORY = "signatory", _("signatory")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("ended")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    country = models.ForeignKey(
        "reference.Country", verbose_name=_("Party"), on_delete=models.PROTECT, related_name="memberships"
    )
    kind = models.CharField(_("part"), max_length=10, choices=Kind.choices, default=Kind.WRITER)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CLAIMED, db_index=True)
    institution = models.CharField(_("institution"), max_length=200)
    title = models.CharField(_("function"), max_length=200, blank=True)
    why = models.TextField(_("how the Secretariat can verify it"), blank=True, max_length=1000)
    is_focal = models.BooleanField(_("focal point"), default=False)
    is_deputy = models.BooleanField(_("deputy"), default=False)
    claimed_at = models.DateTimeField(_("claimed on"), default=timezone.now)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ended by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("place in a Party’s team")
        verbose_name_plural = _("places in Parties’ teams")
        ordering = ["-claimed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "country"],
                condition=Q(state__in=["claimed", "confirmed"]),
                name="accounts_one_open_place_per_party",
            ),
            models.CheckConstraint(
                condition=Q(kind="writer") | Q(is_focal=False, is_deputy=False),
                name="accounts_signatory_is_neither_focal_nor_deputy",
            ),
        ]
        indexes = [models.Index(fields=["country", "state"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.country.iso3}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def part(self) -> str:
        """What the person is in the team, in words."""
        if self.kind == self.Kind.SIGNATORY:
            return str(_("signatory"))
        if self.is_focal:
            return str(_("focal point"))
        return str(_("deputy") if self.is_deputy else _("writer"))
