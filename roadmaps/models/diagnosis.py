"""The self-diagnosis with which a Party chooses among the twenty activities."""

from django.db import models


class Diagnosis(models.Model):
    """Where a country stands on one activity, and how much it matters. ``roadmaps.diagnosis`` puts them in order."""

    edition = models.ForeignKey("roadmaps.Edition", models.CASCADE, related_name="diagnosis")
    activity = models.CharField(max_length=8)
    level = models.CharField(max_length=10, blank=True, default="")
    importance = models.CharField(max_length=10, blank=True, default="")
    note = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "activity"], name="one_diagnosis_an_activity")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.activity}"
