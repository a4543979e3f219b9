"""What every call has: an address, a state, its dates, and who published it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AbstractCall(models.Model):
    """A call is a draft, then published, then closed. Only the services of its app write the state."""

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
        abstract = True
        ordering = ["-opens_at", "-pk"]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_locked(self) -> bool:
        """Whether what people apply by may no longer change: from publication on."""
        return self.state != self.State.DRAFT
