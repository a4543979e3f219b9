"""What a call for experts asks of a person, as data, and what the Secretariat found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class VettingRule(models.Model):
    """One rule of a call. ``minimum`` is years, or how many of the languages in ``codes`` must be worked in."""

    class Kind(models.TextChoices):
        YEARS = "years", _("Years of experience")
        LANGUAGES = "languages", _("Working languages")
        TRAINING = "training", _("Training in the tools of the Convention")
        ACTIVITIES = "activities", _("Activities of the Open Roadmap with evidence")
        REFEREES = "referees", _("Answers of referees")
        OTHER = "other", _("Another rule")

    call = models.ForeignKey("expertise.ExpertCall", models.CASCADE, related_name="rules")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    minimum = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    codes = models.CharField(_("codes"), max_length=200, blank=True, help_text=_("Separated by spaces."))
    required = models.BooleanField(_("required"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        verbose_name = _("rule of the vetting")
        verbose_name_plural = _("rules of the vetting")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.minimum})" if self.minimum else self.get_kind_display()


class VettingRuleText(models.Model):
    """The words of a rule in one language."""

    rule = models.ForeignKey(VettingRule, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    label = models.CharField(_("rule"), max_length=200)
    guidance = models.TextField(_("what counts as evidence"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("words of the rule")
        verbose_name_plural = _("words of the rule")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["rule", "language"], name="one_vetting_text_a_language")]

    def __str__(self) -> str:
        return self.label


class VettingCheck(models.Model):
    """The answer to one rule for one candidacy, with the evidence and who found it. Unknown is no yes."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    candidacy = models.ForeignKey("expertise.Candidacy", models.CASCADE, related_name="checks")
    rule = models.ForeignKey(VettingRule, models.PROTECT, related_name="checks")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.UNKNOWN)
    evidence = models.TextField(_("evidence"), max_length=2000, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["rule__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["candidacy", "rule"], name="one_check_a_rule")]

    def __str__(self) -> str:
        return f"{self.candidacy_id}: {self.rule_id} {self.answer}"
