"""A document given out with a check code."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents.codes import grouped
from portal.documents.models.stored_file import StoredFile


class IssuedDocument(models.Model):
    """A letter or receipt whose check code anybody may verify, and the hash of the file it names.

    ``title`` and ``reference`` are shown on the public page: they name no person.
    """

    code = models.CharField(_("check code"), max_length=16, unique=True)
    key = models.CharField(max_length=200, unique=True, null=True, blank=True, default=None)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=10)
    target_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target_id = models.PositiveBigIntegerField(null=True, blank=True)
    target = GenericForeignKey("target_type", "target_id")
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("issued"))
    superseded_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="documents_issued_target")]

    def __str__(self) -> str:
        return f"{self.title} {self.printed_code}"

    @property
    def printed_code(self) -> str:
        """The code as it stands on paper: 7KQ4-M2XR-9D."""
        return grouped(self.code)
