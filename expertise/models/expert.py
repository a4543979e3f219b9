"""A person of the Expert Facility, or who asks to join it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code
from portal.reference.sortkeys import sort_key

from .. import states


class ExpertQuerySet(models.QuerySet):
    """Named sets of experts."""

    def on_roster(self) -> "ExpertQuerySet":
        """Members of the Expert Facility now, on leave or not."""
        return self.filter(state__in=states.ON_ROSTER, erased_at__isnull=True)

    def listed(self) -> "ExpertQuerySet":
        """Those who consent to be shown on public pages."""
        return self.on_roster().filter(is_public=True)


class Expert(models.Model):
    """One row a person. What the person wrote belongs to profiles; ``state`` changes by `move` only.

    ``name`` and the figures beside it are copied from the current profile when it is saved, so that lists
    and matching read one row.
    """

    code = models.CharField(_("code"), max_length=8, unique=True, default=new_code, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expert",
        verbose_name=_("account"),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=states.EXPERT.choices, default=states.CANDIDATE, editable=False
    )
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    profile = models.ForeignKey(
        "expertise.Profile", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    name = models.CharField(_("name"), max_length=200, blank=True, editable=False)
    name_key = models.CharField(max_length=200, blank=True, default="", editable=False, db_index=True)
    residence = models.ForeignKey(
        "reference.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of residence"),
        editable=False,
    )
    region = models.CharField(_("region"), max_length=40, blank=True, editable=False, db_index=True)
    gender = models.CharField(_("gender"), max_length=10, blank=True, editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, default="", editable=False)
    admitted_on = models.DateField(_("admitted on"), null=True, blank=True, editable=False)
    term_ends_on = models.DateField(_("term ends on"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("profile confirmed on"), null=True, blank=True, editable=False)
    availability_confirmed_on = models.DateField(
        _("availability confirmed on"), null=True, blank=True, editable=False
    )
    renewal_asked_at = models.DateTimeField(_("renewal asked on"), null=True, blank=True, editable=False)
    is_public = models.BooleanField(_("listed publicly"), default=False, editable=False)
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=states.EXPERT.codes), name="expert_state_in_table"),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(erased_at__isnull=True),
                name="erased_expert_is_not_listed",
            ),
        ]
        indexes = [models.Index(fields=["state", "region"], name="expert_state_region")]

    def __str__(self) -> str:
        if self.erased_at is not None:
            return gettext("An expert (erased)")
        return self.name or self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sorting key beside the name."""
        self.name_key = sort_key(self.name)[:200]
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)

    @property
    def labels(self) -> Any:
        """The row of the table of states."""
        return states.EXPERT[self.state]

    @property
    def is_member(self) -> bool:
        return self.state in states.ON_ROSTER
