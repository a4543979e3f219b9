"""A call for experts: global, dated or rolling."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ExpertCall(models.Model):
    """An invitation to join the Expert Facility. Only ``expertise.services.calls`` writes its state."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    opens_at = models.DateTimeField(_("opens"), help_text=_("Date and time, UTC."))
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Date and time, UTC. Leave empty for a rolling call.")
    )
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(_("length of a term, years"), default=4)
    referees = models.PositiveSmallIntegerField(_("referees asked for"), default=2)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("call for experts")
        verbose_name_plural = _("calls for experts")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="expert_call_closes_after_opening",
                violation_error_message=_("The call closes before it opens."),
            )
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


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
