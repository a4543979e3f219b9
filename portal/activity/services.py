"""The one way into the log."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from portal.accounts.models import User

from .models import Entry

_SECRET = ("password", "token", "secret", "sign_in_key")
_MASK = "•••"


def masked(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """A copy in which what must stay secret is hidden, at any depth."""
    if values is None:
        return None
    clean: dict[str, Any] = {}
    for key, value in values.items():
        if any(word in str(key).lower() for word in _SECRET):
            clean[key] = _MASK
        else:
            clean[key] = masked(value) if isinstance(value, dict) else value
    return clean


def record(
    *,
    actor: User | None,
    verb: str,
    target: models.Model,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Log one act on one saved record, in the caller's transaction. ``actor`` None is the portal itself.

    The Party concerned is the target's ``country_id`` (or the country itself).
    """
    country = target.pk if target._meta.label == "reference.Country" else getattr(target, "country_id", None)
    return Entry.objects.create(
        actor=actor,
        actor_label=str(actor)[:150] if actor else _("The portal"),
        verb=verb,
        content_type=ContentType.objects.get_for_model(target),
        object_id=target.pk,
        label=str(target)[:200],
        country_id=country,
        old=masked(old),
        new=masked(new),
        reason=reason,
    )


def forget_about(*, records: Iterable[models.Model], label: str) -> int:
    """Erase what the log tells of a person with these records: names, values and reasons go.

    Who did which act on which day stays, under ``label``. The one change ever made to written entries.
    """
    count = 0
    for row in records:
        count += Entry.objects.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk).update(
            label=label[:200], old=None, new=None, reason=""
        )
    return count
