"""A spreadsheet sent to fill a roadmap, kept until somebody confirms what it changes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class RoadmapImport(models.Model):
    """The file is read again each time it is shown: nothing of it is in the roadmap before ``applied_at``."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="imports")
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("import of a roadmap")
        verbose_name_plural = _("imports of roadmaps")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.code
