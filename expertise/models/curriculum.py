"""The curriculum vitae and other files of a profile."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Curriculum(models.Model):
    """A private file of a profile. A frozen copy points at the same stored file."""

    class Kind(models.TextChoices):
        CV = "cv", _("Curriculum vitae")
        EVIDENCE = "evidence", _("Evidence")

    profile = models.ForeignKey("expertise.Profile", models.CASCADE, related_name="files")
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CV)
    title = models.CharField(_("title"), max_length=200, blank=True, default="")
    code = models.CharField(max_length=12)
    position = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file of a profile")
        verbose_name_plural = _("files of profiles")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "code"], name="curriculum_code_in_profile")]

    def __str__(self) -> str:
        return self.title or str(self.stored_file)
