"""Somebody who knows the expert's work and answers by a private link."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .profile import short, text


class Referee(models.Model):
    """Named by the candidate. ``link`` is the private form of ``portal.surveys``; its answers stay there."""

    candidacy = models.ForeignKey("expertise.Candidacy", models.CASCADE, related_name="referees")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    relation = models.CharField(_("how the referee knows your work"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    position = models.PositiveSmallIntegerField(default=0)
    link = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("asked on"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("referee")
        verbose_name_plural = _("referees")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "email"],
                name="one_referee_an_address",
                violation_error_message=_("This referee is named already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class NamedReferee(models.Model):
    """A referee as typed in a draft, valid or not; sending the candidacy makes a `Referee` of each."""

    candidacy = models.ForeignKey("expertise.Candidacy", models.CASCADE, related_name="named_referees")
    position = models.PositiveSmallIntegerField(default=0)
    name = text()
    email = text()
    relation = text()
    language = short()

    class Meta:
        ordering = ["position", "pk"]
