"""Consultations on a roadmap, and who came."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.reference.codes import new_code

from .head_count import YOUNG_CAME, HeadCount


class Stakeholder(models.Model):
    """A line of the stakeholder map. ``kind`` is a code of the list ``stakeholder_kind``."""

    class Degree(models.TextChoices):
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    class Stake(models.TextChoices):
        DIRECT = "direct", _("Direct beneficiary")
        INDIRECT = "indirect", _("Indirect beneficiary")
        PARTNER = "partner", _("Partner")

    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="stakeholders")
    name = models.CharField(_("organisation or group"), max_length=300)
    kind = models.CharField(_("kind"), max_length=40)
    stake = models.CharField(_("part"), max_length=10, choices=Stake.choices, default=Stake.PARTNER)
    interest = models.CharField(_("interest"), max_length=8, choices=Degree.choices, default=Degree.MEDIUM)
    influence = models.CharField(_("influence"), max_length=8, choices=Degree.choices, default=Degree.MEDIUM)
    note = models.TextField(_("what it brings or expects"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Consultation(models.Model):
    """A meeting on the roadmap. Attendance is counts, never names. Times are UTC."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("National")
        REGIONAL = "regional", _("Regional")
        LOCAL = "local", _("Local")
        ONLINE = "online", _("Online")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="consultations")
    title = models.CharField(_("title"), max_length=300)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.NATIONAL)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    place = models.CharField(_("place"), max_length=300, blank=True)
    questions = models.TextField(_("questions put"), max_length=10000, blank=True)
    summary = models.TextField(_("summary"), max_length=20000, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    minutes = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    is_public = models.BooleanField(_("shown publicly"), default=False)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="consultation_times_in_order",
                violation_error_message=_("The consultation ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ConsultationPhoto(models.Model):
    """A photo of a consultation, public where the consultation is; ``words`` say what it shows."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="photos")
    words = models.CharField(_("what it shows"), max_length=300)
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photo of a consultation")
        verbose_name_plural = _("photos of consultations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class AttendanceCount(HeadCount):
    """Who came to a consultation."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="counts")

    class Meta(HeadCount.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind"], name="one_count_a_sector"),
            models.CheckConstraint(
                condition=YOUNG_CAME,
                name="young_are_among_those_who_came",
                violation_error_message=_("More young people than people."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.kind}"


class Contribution(models.Model):
    """What somebody wrote online, by a private link, without an account; shown once accepted."""

    class State(models.TextChoices):
        RECEIVED = "received", _("To be read")
        ACCEPTED = "accepted", pgettext_lazy("of a contribution", "Accepted")
        REFUSED = "refused", _("Refused")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="contributions")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    kind = models.CharField(_("sector"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    text = models.TextField(_("contribution"), max_length=10000)
    received_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.received_at:%Y-%m-%d}"
