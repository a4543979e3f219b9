"""Somebody asks the Secretariat to put them in touch with an expert."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class ContactRequest(models.Model):
    """What was written on the public form. The expert's address is never shown; the Secretariat passes it on."""

    class State(models.TextChoices):
        NEW = "new", _("To read")
        PASSED_ON = "passed_on", _("Passed on to the expert")
        CLOSED = "closed", _("Closed without passing on")

    expert = models.ForeignKey("expertise.Expert", models.CASCADE, related_name="contact_requests")
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, editable=False)
    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, default="en")
    message = models.TextField(_("message"), max_length=3000)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("request to reach an expert")
        verbose_name_plural = _("requests to reach experts")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.code
