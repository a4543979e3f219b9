"""A piece of long work."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.documents.codes import new_code
from portal.documents.models.stored_file import StoredFile


class Job(models.Model):
    """Long work, its progress and its result. The row is the truth; the queue only rings the bell.

    ``key`` names what is being made and for whom: one unfinished job a key. ``attempt`` counts the
    workers that took it and fences off a late one; ``lease_until`` is renewed while one works.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    ACTIVE = (State.QUEUED, State.RUNNING)

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    params = models.JSONField(default=dict)
    language = models.CharField(_("language"), max_length=10)
    key = models.CharField(max_length=200)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    target_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField(null=True, blank=True)
    target = GenericForeignKey("target_type", "target_id")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    rung_at = models.DateTimeField(default=timezone.now)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    failure = models.CharField(max_length=600, blank=True)

    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    result = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=["queued", "running"]), name="documents_one_active_job_a_key"
            )
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="documents_job_due"),
            models.Index(fields=["target_type", "target_id"], name="documents_job_target"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    @property
    def active(self) -> bool:
        """Still waiting or under way."""
        return self.state in self.ACTIVE

    @property
    def expired(self) -> bool:
        """Done, but the file is no longer kept."""
        return self.state == self.State.DONE and (
            self.result is None or self.result.removed or (self.expires_at or timezone.now()) <= timezone.now()
        )

    @property
    def ready(self) -> bool:
        """Done, and the file can be downloaded."""
        return self.state == self.State.DONE and not self.expired

    def get_absolute_url(self) -> str:
        return reverse("documents:job", args=[self.code])
