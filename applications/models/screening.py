"""The answer to one gate for one file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.gate import CallGate
from portal.reference.source_words import in_words


class GateCheck(models.Model):
    """Yes, no or not known, with the datum it rests on, that datum's date and source, and who confirmed it.

    A row with no ``confirmed_by`` is what the records say by themselves; "not known" is a question to a
    person and never counts as a yes.
    """

    class Outcome(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="gate_checks")
    gate = models.ForeignKey(CallGate, models.PROTECT, related_name="checks")
    outcome = models.CharField(_("answer"), max_length=8, choices=Outcome.choices, default=Outcome.UNKNOWN)
    datum = models.TextField(_("what it rests on"), max_length=2000, blank=True)
    datum_date = models.DateField(_("date of it"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("answer to a condition")
        verbose_name_plural = _("answers to conditions")
        ordering = ["gate__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "gate"], name="one_check_a_gate")]

    def __str__(self) -> str:
        return f"{self.gate_id}: {self.outcome}"

    @property
    def source_in_words(self) -> str:
        """The source in the reader's language, where it is one of the reference data."""
        return in_words(self.source)
