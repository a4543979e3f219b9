"""Tools and methods of the steps, kept by the Secretariat; what assistances taught about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

from ..assistance import steps

USER = settings.AUTH_USER_MODEL


class Tool(models.Model):
    """A template, guide, checklist or method of one step, in one language; perhaps adapted to a country."""

    class Kind(models.TextChoices):
        TEMPLATE = "template", _("Template")
        GUIDE = "guide", _("Diagnosis guide")
        CHECKLIST = "checklist", _("Checklist")
        METHOD = "method", _("Method")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    step = models.CharField(_("step"), max_length=4)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TEMPLATE)
    language = models.CharField(_("language"), max_length=2, default="en")
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), max_length=20000, blank=True)
    stored_file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    country = models.ForeignKey(
        "reference.Country", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("adapted to")
    )
    adapted_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="adaptations")
    revision = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering = ["step", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=steps.CODES), name="tool_step_known"),
            models.CheckConstraint(
                condition=Q(adapted_from__isnull=True) | Q(country__isnull=False), name="adapted_tool_has_its_country"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """What a challenge told in a process report taught: kept as it is, or made a change to a tool."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    assistance = models.ForeignKey("roadmaps.Assistance", models.CASCADE, related_name="lessons")
    challenge = models.TextField(_("challenge"), max_length=2000)
    text = models.TextField(_("lesson"), max_length=4000)
    tool = models.ForeignKey(Tool, models.PROTECT, null=True, blank=True, related_name="lessons")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ToolChange(models.Model):
    """One change of a tool: its reason, and the lesson behind it, if any."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    reason = models.TextField(_("reason"), max_length=1000)
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="changes")
    before = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("change of a tool")
        verbose_name_plural = _("changes of tools")
        ordering = ["tool", "-number"]
        constraints = [models.UniqueConstraint(fields=["tool", "number"], name="one_tool_change_a_number")]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.number}"
