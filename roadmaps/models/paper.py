"""Documents of an assistance with their versions, and the thread of its messages."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

USER = settings.AUTH_USER_MODEL


class Paper(models.Model):
    """A document people of an assistance share. A new version keeps the old ones."""

    class Audience(models.TextChoices):
        ALL = "all", _("Party, Secretariat, field office and experts")
        PARTIES = "parties", _("Party, Secretariat and field office")
        SECRETARIAT = "secretariat", _("Secretariat only")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    audience = models.CharField(_("who sees it"), max_length=12, choices=Audience.choices, default=Audience.ALL)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("document of an assistance")
        verbose_name_plural = _("documents of assistances")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class PaperVersion(models.Model):
    """One version of a document."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField(_("what is new"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["paper", "-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.paper} v{self.number}"


class ThreadMessage(models.Model):
    """A message in the thread of an assistance: read by all its people, told to them in a digest."""

    class Side(models.TextChoices):
        PARTY = "party", _("Party")
        SECRETARIAT = "secretariat", _("Secretariat")
        FIELD_OFFICE = "field_office", _("Field office")
        EXPERT = "expert", _("Expert")

    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="thread")
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.TextField(_("message"), max_length=8000)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("message of an assistance")
        verbose_name_plural = _("messages of assistances")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["told_at"], name="thread_to_tell")]

    def __str__(self) -> str:
        return f"{self.assistance_id} {self.at:%Y-%m-%d %H:%M}"
