"""What a person does for the programme; several at once are usual."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """One role of one person, from its grant to its end. Written by ``services.roles`` only."""

    class Kind(models.TextChoices):
        ASSESSOR = "assessor", _("assessor")
        OFFICER = "officer", _("programme officer")
        HEAD = "head", _("head of programme")
        EDITOR = "editor", _("knowledge editor")
        FIELD_OFFICE = "field_office", _("field office")
        EXPERT = "expert", _("expert")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="roles"
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind.choices)
    countries = models.ManyToManyField(
        "reference.Country", verbose_name=_("countries covered"), blank=True, related_name="+"
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("granted by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(_("granted on"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ended by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["-granted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"], condition=models.Q(ended_at=None), name="accounts_one_open_role_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"
