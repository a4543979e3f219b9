"""A call for experts: global, dated or rolling."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.calls.model import AbstractCall


class ExpertCall(AbstractCall):
    """An invitation to join the Expert Facility. Only ``expertise.services.calls`` writes its state."""

    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(_("length of a term, years"), default=4)
    referees = models.PositiveSmallIntegerField(_("referees asked for"), default=2)

    class Meta(AbstractCall.Meta):
        verbose_name = _("call for experts")
        verbose_name_plural = _("calls for experts")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="expert_call_closes_after_opening",
                violation_error_message=_("The call closes before it opens."),
            )
        ]


class ExpertCallText(models.Model):
    """The words of a call for experts in one language; each language of the portal has its row to publish it."""

    call = models.ForeignKey(ExpertCall, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=1000)
    body = models.TextField(_("who is sought, for what"), max_length=20000, help_text=_("Markdown."))

    class Meta:
        verbose_name = _("text of the call")
        verbose_name_plural = _("texts of the call")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["call", "language"], name="one_expert_call_text_a_language")]

    def __str__(self) -> str:
        return self.title


class ExpertCallAim(models.Model):
    """A gap the call is to fill: an activity, a field, a working language or a region sought in particular."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("Activity")
        FIELD = "field", _("Field")
        LANGUAGE = "language", _("Working language")
        REGION = "region", _("Region")
        GENDER = "gender", _("Gender")

    GENDERS = (("woman", _("Women")), ("man", _("Men")))

    call = models.ForeignKey(ExpertCall, models.CASCADE, related_name="aims")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=40)

    class Meta:
        verbose_name = _("what is sought in particular")
        verbose_name_plural = _("what is sought in particular")
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["call", "kind", "code"], name="one_expert_call_aim")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
