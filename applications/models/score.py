"""The level an assessor gives a criterion, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.assessment import Assessment
from applications.models.criterion import Criterion


class Score(models.Model):
    """One row a criterion; either half may be missing until the assessment is handed in."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    justification = models.TextField(_("reason"), max_length=5000, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="one_score_a_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level}"
