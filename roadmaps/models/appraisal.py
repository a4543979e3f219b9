"""What each side says of a mission. Nothing of it is public."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Appraisal(models.Model):
    """One a side; each reads the others' after giving its own (DOMAIN, "Expert Facility")."""

    class Side(models.TextChoices):
        PARTY = "party", _("The Party")
        SECRETARIAT = "secretariat", _("The Secretariat")
        EXPERT = "expert", _("The expert")

    mission = models.ForeignKey("roadmaps.Mission", models.CASCADE, related_name="appraisals")
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    comment = models.TextField(_("comment"), max_length=5000, blank=True)
    again = models.BooleanField(_("would work together again"), null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("appraisal")
        verbose_name_plural = _("appraisals")
        ordering = ["given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["mission", "side"], name="one_appraisal_a_side")]

    def __str__(self) -> str:
        return f"{self.mission_id}: {self.side}"


class AppraisalMark(models.Model):
    """A mark from 1 to 5 for one question of ``roadmaps.appraisals``."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="marks")
    question = models.CharField(max_length=20)
    mark = models.PositiveSmallIntegerField(_("mark"))

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "question"], name="one_mark_a_question"),
            models.CheckConstraint(
                condition=models.Q(mark__gte=1, mark__lte=5),
                name="mark_1_to_5",
                violation_error_message=_("Give a mark from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.mark}"
