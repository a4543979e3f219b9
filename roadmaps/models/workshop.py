"""Capacity building in an assistance: workshops and coaching, who came, who took part by name for a certificate."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

from .head_count import YOUNG_CAME, HeadCount


class Workshop(models.Model):
    """A training of the assistance (DCE/21/14.IGC/14, annex, step TA5). Times are UTC."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop")
        COACHING = "coaching", _("Coaching")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="workshops")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.WORKSHOP)
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link to the online room"), max_length=500, blank=True)
    agenda = models.TextField(_("agenda"), max_length=10000, blank=True)
    material = models.TextField(_("material"), max_length=5000, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="workshop_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def country_id(self) -> int:
        """The Party it is for."""
        return self.assistance.country_id

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= timezone.now()


class WorkshopMaterial(models.Model):
    """A resource of the knowledge base that the workshop works with, by the code of its entry.

    The title is kept: a resource that is withdrawn later is still named.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="resources")
    entry = models.CharField(_("entry"), max_length=8)
    title = models.CharField(_("title"), max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("material of a workshop")
        verbose_name_plural = _("material of workshops")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "entry"], name="once_a_workshop")]
        indexes = [models.Index(fields=["entry"], name="workshops_of_entry")]

    def __str__(self) -> str:
        return self.title


class WorkshopCount(HeadCount):
    """Who came to a workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="counts")

    class Meta(HeadCount.Meta):
        verbose_name = _("attendance of a workshop")
        verbose_name_plural = _("attendance of workshops")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind"], name="one_workshop_count_a_sector"),
            models.CheckConstraint(condition=YOUNG_CAME, name="workshop_young_came"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.kind}"


class Participant(models.Model):
    """Somebody who takes part by name: only for the evaluation and the certificate, never public."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, default="en")
    came = models.BooleanField(_("came"), default=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    certificate = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("participant of a workshop")
        verbose_name_plural = _("participants of workshops")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "email"], name="once_in_a_workshop")]

    def __str__(self) -> str:
        return self.name
