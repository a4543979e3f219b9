"""An entry of the knowledge base: who owns it, where it stands, under which address it is public."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code

from .. import states
from ..choices import Kind, Proposer


class EntryQuerySet(models.QuerySet["Entry"]):
    """Named sets of entries."""

    def public(self) -> "EntryQuerySet":
        """What everybody reads: once published, and not withdrawn."""
        return self.filter(version__isnull=False).exclude(state=states.WITHDRAWN)


class Entry(models.Model):
    """What it says belongs to its versions: one is public, another one may be written meanwhile.

    ``country`` is the Party it comes from; None for what comes from no country (a guide of the Secretariat). Only
    services write ``state``, ``slug`` and ``version``.
    """

    code = models.CharField(_("code"), max_length=8, default=new_code, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=16, choices=states.ENTRY.choices, default=states.DRAFT, editable=False
    )
    state_changed_at = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    slug = models.SlugField(_("address"), max_length=90, blank=True, default="", allow_unicode=False, editable=False)
    country = models.ForeignKey(
        "reference.Country", models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("Party")
    )
    proposer = models.CharField(_("proposed by"), max_length=14, choices=Proposer.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="entries",
        verbose_name=_("owner"),
    )  # fmt: skip
    version = models.ForeignKey(
        "knowledge.Version", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    """The published version; what is public comes from it."""
    consented_on = models.DateField(_("the country agreed on"), null=True, blank=True)
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    consent_refused_on = models.DateField(_("the country did not agree on"), null=True, blank=True)
    """It does not agree, or did not before it did; ``consent_note`` has its reason then."""
    consent_note = models.CharField(_("reference of the agreement"), max_length=300, blank=True, default="")
    published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True, editable=False)
    is_outdated = models.BooleanField(_("outdated"), default=False, editable=False)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, default="", editable=False)
    from_measure = models.CharField(_("from the measure"), max_length=8, blank=True, default="", editable=False)
    """The key of the measure of a roadmap it was begun from."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="one_entry_a_slug"),
            models.CheckConstraint(
                condition=Q(version__isnull=True) | ~Q(slug=""), name="published_entry_has_an_address"
            ),
            models.CheckConstraint(condition=Q(state__in=states.ENTRY.codes), name="entry_state_known"),
        ]
        indexes = [
            models.Index(fields=["state", "state_changed_at"], name="entry_state_since"),
            models.Index(fields=["published_at"], name="entry_published"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    @property
    def is_public(self) -> bool:
        """Whether everybody reads it."""
        return self.version_id is not None and self.state != states.WITHDRAWN

    @property
    def labels(self) -> Any:
        """The row of the table of states."""
        return states.ENTRY[self.state]
