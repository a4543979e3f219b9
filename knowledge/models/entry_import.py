"""A spreadsheet of entries brought in at once, and what became of each of its rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class EntryImport(models.Model):
    """One editor sends it in and reads the differences; another one releases it. Both count as the two readings."""

    code = models.CharField(max_length=8, default=new_code, unique=True, editable=False)
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    source = models.CharField(_("where it comes from, and who agreed to its publication"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    compared_at = models.DateTimeField(_("compared"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of entries")
        verbose_name_plural = _("imports of entries")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("created_by")),
                name="two_people_bring_entries_in",
            )
        ]

    def __str__(self) -> str:
        return self.code


class EntryImportLine(models.Model):
    """A row: what becomes of it and why; ``entry`` is the one it changes, or the one it became."""

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("The same")
        WRONG = "wrong", _("Put aside")

    entry_import = models.ForeignKey(EntryImport, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    kind = models.CharField(_("what becomes of it"), max_length=8, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200, blank=True)
    entry = models.ForeignKey("knowledge.Entry", models.SET_NULL, null=True, blank=True, related_name="+")
    cells = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    """(column, as it is, as it would be)."""
    errors = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry_import", "number"], name="one_line_a_row")]
        indexes = [models.Index(fields=["entry_import", "kind", "number"], name="import_line_kind")]

    def __str__(self) -> str:
        return f"{self.entry_import_id}: {self.number}"
