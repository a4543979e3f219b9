"""Risks of an assistance: the programme's and the country's. Only ``services.assistance.risks`` writes them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

USER = settings.AUTH_USER_MODEL


class Degree(models.IntegerChoices):
    """How likely, how grave."""

    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class Risk(models.Model):
    """What could stop the work or spoil its results. The kinds follow DCE/21/14.IGC/14, annex (PR1 to PR5)."""

    class Scope(models.TextChoices):
        COUNTRY = "country", _("Of the country")
        PROGRAMME = "programme", _("Of the programme")

    class Kind(models.TextChoices):
        TURNOVER = "turnover", _("Political commitment, turnover of counterparts")
        INSTITUTIONS = "institutions", _("Fragile institutions and networks")
        EXPERTS = "experts", _("Experts not available")
        PARTICIPATION = "participation", _("Beneficiaries do not take part")
        CRISIS = "crisis", _("Crisis that prevents meetings")
        DELAY = "delay", _("Delay")
        MONEY = "money", _("Money")
        OTHER = "other", _("Other")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="risks")
    scope = models.CharField(_("whose"), max_length=10, choices=Scope.choices, default=Scope.COUNTRY)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("risk"), max_length=600)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Degree.choices, default=Degree.MEDIUM)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=Degree.choices, default=Degree.MEDIUM)
    mitigation = models.TextField(_("what is done about it"), max_length=4000, blank=True)
    owner = models.CharField(_("who watches it"), max_length=200, blank=True)
    review_on = models.DateField(_("next review"))
    warning = models.CharField(max_length=40, blank=True, editable=False)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)
    noted_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 3), impact__range=(1, 3)), name="risk_degrees_known"
            ),
            models.UniqueConstraint(
                fields=["assistance", "warning"],
                condition=Q(closed_at__isnull=True) & ~Q(warning=""),
                name="one_open_risk_a_warning",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:80]

    @property
    def country_id(self) -> int:
        """The Party it concerns."""
        return self.assistance.country_id

    @property
    def score(self) -> int:
        """Likelihood times impact: 1 to 9."""
        return self.likelihood * self.impact


class RiskReview(models.Model):
    """A look at a risk: what it was found to be, and when it is looked at again."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="reviews")
    likelihood = models.PositiveSmallIntegerField(choices=Degree.choices)
    impact = models.PositiveSmallIntegerField(choices=Degree.choices)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("review of a risk")
        verbose_name_plural = _("reviews of risks")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.risk_id} {self.at:%Y-%m-%d}"
