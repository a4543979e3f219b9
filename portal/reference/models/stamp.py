"""One row that says when the reference data last changed."""

import secrets

from django.db import models


def new_token() -> str:
    """A mark that was never used before (a counter would come back after a rollback)."""
    return secrets.token_hex(8)


class Stamp(models.Model):
    """Lets a process see in one small query that what it keeps is still right."""

    token = models.CharField(max_length=16, default=new_token)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="reference_stamp_is_one_row")]

    def __str__(self) -> str:
        return self.token
