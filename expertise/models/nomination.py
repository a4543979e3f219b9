"""Somebody names an expert: a Party, a field office or an institution."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.reference.codes import new_code


class Nomination(models.Model):
    """An invitation to apply, with who vouches for it. The token of its link is kept as a hash only."""

    class Voice(models.TextChoices):
        PARTY = "party", _("A Party")
        FIELD_OFFICE = "field_office", _("A field office")
        INSTITUTION = "institution", _("An institution")

    class State(models.TextChoices):
        SENT = "sent", _("Waiting for an answer")
        ACCEPTED = "accepted", pgettext_lazy("of an offer or a nomination", "Accepted")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Never answered")
        REVOKED = "revoked", _("Revoked")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    call = models.ForeignKey("expertise.ExpertCall", models.PROTECT, related_name="nominations")
    voice = models.CharField(_("on behalf of"), max_length=12, choices=Voice.choices)
    country = models.ForeignKey(
        "reference.Country", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Party")
    )
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField(_("nominated on"), default=timezone.now)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, default="en")
    reason = models.TextField(_("why this person"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SENT)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("expires on"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    candidacy = models.ForeignKey(
        "expertise.Candidacy", models.SET_NULL, null=True, blank=True, related_name="nominations"
    )

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-nominated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=models.Q(state="sent"),
                name="one_open_nomination_a_person",
                violation_error_message=_("This person has been nominated in this call already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def is_open(self) -> bool:
        """Still to be answered."""
        return self.state == self.State.SENT and self.expires_at > timezone.now()
