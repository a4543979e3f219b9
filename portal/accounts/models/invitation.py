"""An invitation to join the team of a Party, sent by e-mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .membership import Membership

VALID_FOR = timedelta(days=14)


def in_two_weeks() -> datetime:
    """When an invitation made now expires."""
    return timezone.now() + VALID_FOR


class Invitation(models.Model):
    """Valid once, for one address, fourteen days, revocable. Only a hash of the link's token is kept."""

    country = models.ForeignKey(
        "reference.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("Party")
    )
    email = models.EmailField(_("e-mail address"))
    kind = models.CharField(_("part"), max_length=10, choices=Membership.Kind.choices, default=Membership.Kind.WRITER)
    as_focal = models.BooleanField(_("as focal point"), default=False)
    institution = models.CharField(_("institution"), max_length=200)
    title = models.CharField(_("function"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited on"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires on"), default=in_two_weeks)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-id"]
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return f"{self.email} · {self.country.iso3}"

    @property
    def is_open(self) -> bool:
        """Still to be accepted: neither used, revoked nor expired."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
