"""A search of the knowledge base that somebody keeps."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reference.codes import new_code


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Named sets of saved searches."""

    def visible_to(self, user: Any) -> "SavedSearchQuerySet":
        """A person's own, and nobody else's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class SavedSearch(models.Model):
    """``query`` is what stands in the address of the search, in the one form `Asked.address` gives.

    It belongs to the person alone: no other reads it, and nothing of it enters the log.
    """

    code = models.CharField(max_length=8, default=new_code, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(_("search"), max_length=2000, blank=True, default="")
    notify = models.BooleanField(_("tell me of new entries by e-mail"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(_("last opened"), default=timezone.now, editable=False)
    told_until = models.DateTimeField(default=timezone.now, editable=False)
    """Entries published up to here were told by mail, or are older than the wish to be told."""

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "query"], name="one_saved_search_a_query")]
        indexes = [models.Index(fields=["told_until"], condition=models.Q(notify=True), name="saved_search_to_tell")]

    def __str__(self) -> str:
        return self.name
