"""A file that belongs to an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class Attachment(models.Model):
    """A file of a version, kept by the documents room; the same file may belong to the next version too."""

    version = models.ForeignKey("knowledge.Version", models.CASCADE, related_name="attachments")
    code = models.CharField(max_length=8, default=new_code, editable=False)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=12, blank=True, default="")
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("file of an entry")
        verbose_name_plural = _("files of entries")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_file_a_code")]

    def __str__(self) -> str:
        return self.title
