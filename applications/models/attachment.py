"""Files a Party joins to a version of its application."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SIGNED_LETTER = "signed_letter"
MANDATE = "mandate"
ANNEX = "annex"
KINDS = [
    (SIGNED_LETTER, _("Letter signed by the competent authority")),
    (MANDATE, _("Document giving the mandate")),
    (ANNEX, _("Annex")),
]


class Attachment(models.Model):
    """A private file of a version. A clarification's copy points at the same stored file."""

    version = models.ForeignKey("applications.Version", models.CASCADE, related_name="attachments")
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default=ANNEX)
    title = models.CharField(_("title"), max_length=200, blank=True, default="")
    code = models.CharField(max_length=12)
    position = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="attachment_code_in_version")]

    def __str__(self) -> str:
        return self.title or str(self.stored_file)
