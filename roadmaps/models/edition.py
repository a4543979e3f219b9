"""An edition of a roadmap: open while it is written, frozen when the competent authority validates it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """What a roadmap says. A validation names the authority, the act, the date and the document (DOMAIN).

    The writers ask the signatory to sign what they wrote; a change after that asks for a new signature.
    """

    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.TextField(blank=True, default="")
    vision = models.TextField(blank=True, default="")
    context = models.TextField(blank=True, default="")
    governance = models.TextField(blank=True, default="")
    period_from = models.PositiveSmallIntegerField(null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(_("language it is written in"), max_length=5, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(_("validated in the portal"), null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    signature_asked_at = models.DateTimeField(_("signature asked"), null=True, blank=True)
    signature_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    authority = models.CharField(_("validated by"), max_length=300, blank=True)
    act = models.CharField(_("act"), max_length=300, blank=True)
    validated_on = models.DateField(_("date of validation"), null=True, blank=True)
    document = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    original = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("original")
    )

    class Meta:
        verbose_name = _("edition of a roadmap")
        verbose_name_plural = _("editions of roadmaps")
        ordering = ["roadmap", "number"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="edition_number_of_roadmap"),
            models.UniqueConstraint(
                fields=["roadmap"], condition=models.Q(frozen_at__isnull=True), name="one_open_edition_a_roadmap"
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True)
                | (~models.Q(authority="") & ~models.Q(act="") & models.Q(validated_on__isnull=False)),
                name="validated_edition_names_its_authority",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap} v{self.number}"

    @property
    def is_open(self) -> bool:
        """Still being written."""
        return self.frozen_at is None
