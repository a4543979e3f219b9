"""The survey of Parties: where they stand with their roadmap, asked by the Secretariat, told by them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..national import stages
from .round import Round


class SurveyRound(Round):
    """One round of the survey; every Party answers it once."""

    due = models.DateField(_("answers expected by"))

    class Meta(Round.Meta):
        verbose_name = _("survey of Parties")
        verbose_name_plural = _("surveys of Parties")


class SurveyReply(models.Model):
    """One Party in one round: asked by a private link, or told by letter.

    The answers are those of ``sections.survey``; ``on`` is the day they speak of. Nothing of them is public but the
    stage with its date and source.
    """

    class Source(models.TextChoices):
        LINK = "link", _("private link")
        LETTER = "letter", _("letter")

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="replies")
    country = models.ForeignKey("reference.Country", models.PROTECT, related_name="survey_replies")
    link = models.ForeignKey("surveys.Link", models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(_("source"), max_length=8, choices=Source.choices, default=Source.LINK)
    on = models.DateField(_("answered on"), null=True, blank=True)
    reference = models.CharField(_("reference of the letter"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=16, choices=stages.CHOICES, blank=True)
    done = models.TextField(_("what was done"), blank=True)
    activities = models.CharField(_("activities"), max_length=120, blank=True)
    """Codes separated by spaces."""
    progress = models.TextField(_("progress"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    needs = models.TextField(_("needs and experience"), blank=True)
    files = models.ManyToManyField("documents.StoredFile", related_name="+", blank=True)
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("reply to a survey")
        verbose_name_plural = _("replies to surveys")
        ordering = ["round", "country"]
        constraints = [
            models.UniqueConstraint(fields=["round", "country"], name="one_reply_a_party_and_round"),
            models.CheckConstraint(
                condition=Q(on__isnull=True) | ~Q(stage=""),
                name="survey_reply_says_a_stage",
                violation_error_message=_("An answer says at which stage the roadmap is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.country_id}"
