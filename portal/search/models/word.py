"""The words that stand in public documents, for who mistypes one of them."""

from django.db import models


class Word(models.Model):
    """`word` is folded, `turned` the same backwards (ends are looked up as beginnings), `shown` with its accents.

    Added with the documents, counted anew by the nightly check.
    """

    word = models.CharField(max_length=40, unique=True)
    turned = models.CharField(max_length=40, db_index=True)
    shown = models.CharField(max_length=80)
    documents = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.shown
