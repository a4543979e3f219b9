"""A gate of a call: a yes-or-no condition, asked before a file is assessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.call import Call


class CallGate(models.Model):
    """One eligibility rule of a call. What each code means stands in ``applications.eligibility``."""

    class Code(models.TextChoices):
        PARTY = "party", _("Party to the Convention")
        DEVELOPING = "developing", _("Developing country")
        MANDATE = "mandate", _("Mandate of the applicant")
        SIGNATURE = "signature", _("Signed by the competent authority")
        ACTIVITIES = "activities", _("At least one output and one activity")
        OBLIGATIONS = "obligations", _("Obligations of an earlier assistance met")

    call = models.ForeignKey(Call, models.CASCADE, related_name="gates")
    code = models.CharField(_("condition"), max_length=20, choices=Code.choices)
    required = models.BooleanField(
        _("required"), default=True, help_text=_("A file passes only with a yes to every required condition.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("eligibility condition")
        verbose_name_plural = _("eligibility conditions")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="one_gate_a_code")]

    def __str__(self) -> str:
        return self.get_code_display()
