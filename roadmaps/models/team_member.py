"""The national multi-stakeholder team that writes a roadmap."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from expertise.choices import Gender


class TeamMember(models.Model):
    """A person of the team. Names are never public; the composition is (DESIGN, "Privacy").

    ``kind`` is a code of the list ``stakeholder_kind``, ``ministry`` one of the list ``ministry``.
    """

    class Part(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="team")
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=300)
    kind = models.CharField(_("sector"), max_length=40)
    ministry = models.CharField(_("ministry"), max_length=20, blank=True)
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.MEMBER)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender.choices, blank=True)
    is_young = models.BooleanField(_("under 30"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of the national team")
        verbose_name_plural = _("members of the national team")
        ordering = ["until", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="team_member_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name
