"""What an expert says of themself: a version, frozen when a candidacy is sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def text() -> models.TextField:
    """A column for words of any length: what is typed is saved, validity is asked when it is sent."""
    return models.TextField(blank=True, default="")


def short() -> models.CharField:
    """A column for a code of a closed list."""
    return models.CharField(max_length=60, blank=True, default="")


class Profile(models.Model):
    """One version. An expert has one that is open; sending a candidacy freezes a copy of it.

    ``residence`` holds a three-letter country code, as typed; `Expert` keeps the country itself.
    """

    expert = models.ForeignKey("expertise.Expert", models.CASCADE, related_name="profiles")
    number = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(_("sent"), null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    # Identity
    family_name = text()
    given_name = text()
    gender = short()
    residence = short()
    city = text()
    time_zone = short()
    phone = text()
    organisation = text()
    function = text()
    # Presentation
    headline = text()
    biography = text()
    years_of_experience = models.PositiveSmallIntegerField(null=True, blank=True)
    convention_training = text()
    modes = text()
    """Codes separated by spaces: ``on_site``, ``remote``."""
    # Declaration
    ties_declared = models.BooleanField(default=False)
    conduct_accepted = models.BooleanField(default=False)
    data_accepted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ["expert", "number"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "number"], name="profile_number_of_expert"),
            models.UniqueConstraint(
                fields=["expert"],
                condition=models.Q(frozen_at__isnull=True),
                name="one_open_profile_an_expert",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} v{self.number}"

    @property
    def is_open(self) -> bool:
        """Still being written."""
        return self.frozen_at is None
