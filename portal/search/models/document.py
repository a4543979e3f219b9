"""One record in one language, as it is searched and as a list of results shows it."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Document(models.Model):
    """Written by `portal.search.index` only.

    `title`, `keywords`, `summary` and `body` are tokens of the normaliser; the database keeps its full-text index in
    step with them by itself (a trigger on SQLite, a generated column on PostgreSQL), whoever writes the row.
    """

    kind = models.CharField(max_length=40)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)
    is_public = models.BooleanField()
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    edition = models.PositiveBigIntegerField()
    updated_at = models.DateTimeField(auto_now=True)
    facets = models.JSONField(default=dict)
    shown_title = models.TextField()
    shown_text = models.TextField()
    title = models.TextField()
    keywords = models.TextField()
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"], name="one_document_per_record_and_language"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "edition"], name="search_document_edition"),
            # All a ranking asks of a document: SQLite reads it from here instead of the row with its long texts.
            models.Index(fields=["id", "is_public", "kind", "object_id", "language"], name="search_document_narrow"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} ({self.language})"
