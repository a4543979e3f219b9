"""The mark the demonstration leaves in a database it made: only such a one may be reset."""

from django.db import models
from django.utils import timezone


class Demonstration(models.Model):
    """One row a loading: the stage (empty until all of it is there) and the seed of the bulk data."""

    stage = models.CharField(max_length=20)
    seed = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.stage
