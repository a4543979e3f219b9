"""Every change of state of an application, with its actor, time and reason."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import states


class Transition(models.Model):
    """One change of state. Written by ``services.transition.move``, never changed."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="transitions")
    from_state = models.CharField(_("from"), max_length=20, choices=states.CHOICES)
    to_state = models.CharField(_("to"), max_length=20, choices=states.CHOICES)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.TextField(_("reason"), blank=True, default="")

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["application", "at"], name="transition_application_at")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.from_state} → {self.to_state}"
