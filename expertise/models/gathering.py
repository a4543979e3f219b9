"""Meetings and trainings of the community of experts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class Gathering(models.Model):
    """Times are UTC. CE/13/7.IGC/INF.4, para. 14: regular joint meetings of the Expert Facility."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        TRAINING = "training", _("Training")
        TRAINERS = "trainers", _("Training of trainers")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ANNOUNCED = "announced", _("Announced")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MEETING)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    starts_at = models.DateTimeField(_("begins"), help_text=_("Date and time, UTC."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("Date and time, UTC."))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Empty: online."))
    online_link = models.URLField(_("link to take part online"), max_length=500, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often its calendar file was changed since it was announced (RFC 5545, SEQUENCE)."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("meeting or training")
        verbose_name_plural = _("meetings and trainings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="gathering_ends_after_beginning",
                violation_error_message=_("It ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d}"

    @property
    def is_training(self) -> bool:
        """Whoever took part in one gets a certificate."""
        return self.kind in (self.Kind.TRAINING, self.Kind.TRAINERS)

    @property
    def is_ahead(self) -> bool:
        """Announced, and an invitation can still be answered."""
        return self.state == self.State.ANNOUNCED and self.ends_at > timezone.now()


class GatheringText(models.Model):
    """The words of a gathering in one language."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    agenda = models.TextField(_("agenda"), max_length=10000, blank=True, help_text=_("Markdown."))

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "language"], name="one_gathering_text_a_language")
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """An expert invited to a gathering, and whether the person came; a training gives a certificate."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Will come")
        DECLINED = "declined", _("Will not come")
        ATTENDED = "attended", _("Took part")
        ABSENT = "absent", _("Did not come")

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    expert = models.ForeignKey("expertise.Expert", models.CASCADE, related_name="attendances")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)
    certificate = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    job = models.ForeignKey("documents.Job", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["expert__name_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["gathering", "expert"], name="one_attendance_an_expert")]

    def __str__(self) -> str:
        return f"{self.gathering_id} · {self.expert_id}: {self.state}"


class SharedDocument(models.Model):
    """A file the community of experts shares, of a gathering or for all."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, null=True, blank=True, related_name="documents")
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("shared document")
        verbose_name_plural = _("shared documents")
        ordering = ["-shared_at", "-pk"]

    def __str__(self) -> str:
        return self.title
