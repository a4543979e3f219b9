"""How often the documents of a kind have changed."""

from django.db import models

from portal.reference.models.stamp import new_token


class Edition(models.Model):
    """One row a kind, locked while its documents are written; each document keeps the edition it came with.

    `whole` is the last edition in which documents went away: what was kept from before must be read anew. `origin`
    tells this numbering from another one, after the tables were emptied.
    """

    kind = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    whole = models.PositiveBigIntegerField(default=0)
    origin = models.CharField(max_length=16, default=new_token)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
