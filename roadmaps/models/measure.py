"""A measure of the action plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class Measure(models.Model):
    """One measure in one edition; ``key`` is the same in every edition, so that progress can be followed.

    ``declared`` is the status the Party gives; ``verified`` the one the Secretariat found, with evidence:
    both are shown side by side. Money is ``cost`` in ``currency``; ``cost_usd`` by the rate kept beside it: how
    many units make one US dollar, as the United Nations publish their operational rates.
    """

    on_platform = ""
    """Where it stands on the Policy Monitoring Platform, in words: filled by `national.platform` to be shown."""

    class Kind(models.TextChoices):
        LAW = "law", _("Law")
        REGULATION = "regulation", _("Regulation")
        POLICY = "policy", _("Policy")
        MEASURE = "measure", _("Measure")
        STRATEGY = "strategy", _("Strategy")
        PROGRAMME = "programme", _("Programme")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        PREPARED = "prepared", _("In preparation")
        ADOPTED = "adopted", _("Adopted")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Given up")

    class Gender(models.TextChoices):
        NONE = "0", _("0: no contribution to gender equality")
        SOME = "1", _("1: contributes in part")
        SIGNIFICANT = "2", _("2: contributes significantly")
        PRINCIPAL = "3", _("3: gender equality is its principal aim")

    edition = models.ForeignKey("roadmaps.Edition", models.CASCADE, related_name="measures")
    item = models.ForeignKey("roadmaps.Item", models.CASCADE, related_name="measures")
    key = models.CharField(max_length=8, default=new_code, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True, default="")
    title = models.TextField(_("title"), blank=True, default="")
    description = models.TextField(_("description"), blank=True, default="")
    lead = models.TextField(_("lead institution"), blank=True, default="")
    partners = models.TextField(_("partners"), blank=True, default="")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, default="USD")
    rate = models.DecimalField(_("units for one US dollar"), max_digits=16, decimal_places=4, null=True, blank=True)
    cost_usd = models.DecimalField(_("cost, USD"), max_digits=16, decimal_places=2, null=True, blank=True)
    funding = models.TextField(_("source of funds"), blank=True, default="")
    gender_marker = models.CharField(
        _("gender-equality marker"), max_length=1, choices=Gender.choices, blank=True, default=""
    )
    sdg_targets = models.CharField(_("SDG targets"), max_length=120, blank=True, default="")
    """Codes separated by spaces."""
    legal_reference = models.TextField(_("legal reference"), blank=True, default="")
    declared = models.CharField(
        _("status declared by the Party"), max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    declared_on = models.DateField(_("declared on"), null=True, blank=True)
    verified = models.CharField(_("status verified"), max_length=10, choices=Status.choices, blank=True, default="")
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    evidence = models.TextField(_("evidence"), blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["item__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="one_measure_a_key"),
            models.CheckConstraint(
                condition=Q(verified="") | ~Q(evidence=""),
                name="verified_measure_has_evidence",
                violation_error_message=_("A verified status needs its evidence."),
            ),
        ]
        indexes = [models.Index(fields=["edition", "declared"], name="measure_edition_declared")]

    def __str__(self) -> str:
        return self.title or self.key


class Indicator(models.Model):
    """What shows the effect of a measure. ``key`` is the same in every edition; so is the unit once values exist."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=8, default=new_code, editable=False)
    name = models.TextField(_("indicator"), blank=True, default="")
    unit = models.TextField(_("unit"), blank=True, default="")
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("year of the target"), null=True, blank=True)
    by_sex = models.BooleanField(_("split by sex"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "key"], name="one_indicator_a_key")]

    def __str__(self) -> str:
        return self.name or self.key


class IndicatorValue(models.Model):
    """A value on a day, of the indicator with this key in every edition of the roadmap."""

    roadmap = models.ForeignKey("roadmaps.Roadmap", models.CASCADE, related_name="values")
    indicator = models.CharField(max_length=8)
    on = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=60, blank=True, default="")
    women = models.DecimalField(_("women"), max_digits=18, decimal_places=4, null=True, blank=True)
    men = models.DecimalField(_("men"), max_digits=18, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["indicator", "on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "indicator", "on"], name="one_value_an_indicator_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on}: {self.value}"
