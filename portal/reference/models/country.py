"""A country, or the organisation of regional integration that is a Party."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How sure the source makes a dated fact."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Kind(models.TextChoices):
    STATE = "state", _("State")
    ORGANISATION = "reio", _("organisation of regional economic integration")


class DepositType(models.TextChoices):
    RATIFICATION = "ratification", _("ratification")
    ACCESSION = "accession", _("accession")
    ACCEPTANCE = "acceptance", _("acceptance")
    APPROVAL = "approval", _("approval")


class Country(models.Model):
    """One row of ``data/countries.csv``; an empty yes/no means "not known".

    `loaded` keeps the last value the loader put in each column: a column that differs from it was
    corrected by the Secretariat, and is left alone by the next load.
    """

    iso2 = models.CharField(_("two-letter code"), max_length=2, unique=True)
    iso3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, blank=True)
    region = models.CharField(_("UNESCO region"), max_length=40, db_index=True)
    electoral_group = models.CharField(_("electoral group"), max_length=4, blank=True)
    ldc = models.BooleanField(_("least developed country"), null=True, blank=True)
    sids = models.BooleanField(_("small island developing State"), null=True, blank=True)
    developing = models.BooleanField(_("developing country"), null=True, blank=True)
    party = models.BooleanField(_("Party to the Convention"), null=True, blank=True)
    deposit_date = models.DateField(_("date of deposit"), null=True, blank=True)
    deposit_earliest = models.DateField(_("deposited not before"), null=True, blank=True)
    deposit_latest = models.DateField(_("deposited not after"), null=True, blank=True)
    deposit_type = models.CharField(_("kind of instrument"), max_length=20, blank=True, choices=DepositType.choices)
    type_confidence = models.CharField(
        _("confidence in the kind"), max_length=10, blank=True, choices=Confidence.choices
    )
    source = models.CharField(_("source"), max_length=400, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, blank=True, choices=Confidence.choices)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.STATE)
    unesco_member = models.BooleanField(_("Member State of UNESCO"), null=True, blank=True)
    un_member = models.BooleanField(_("Member State of the United Nations"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["iso3"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deposit_earliest__isnull=True)
                | models.Q(deposit_latest__isnull=True)
                | models.Q(deposit_earliest__lte=models.F("deposit_latest")),
                name="country_deposit_bounds_in_order",
                violation_error_message=_("The earliest day of deposit comes after the latest."),
            ),
        ]

    def __str__(self) -> str:
        return self.iso3
