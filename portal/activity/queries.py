"""Readings of the log."""

from collections.abc import Iterable
from typing import Any

import rules
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, QuerySet
from django.urls import reverse

from . import verbs
from .models import Entry


def told(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries as their history is drawn: with ``actor_language``, in which who acted most likely wrote the reason.

    The log keeps no language, so it is that of the account now; read in the same query, for every line.
    """
    return rows.annotate(actor_language=F("actor__language"))


def history(target: models.Model, *, for_party: bool = False) -> QuerySet[Entry]:
    """What happened to this record, the latest first; only what its Party may see with ``for_party``."""
    rows = Entry.objects.filter(content_type=ContentType.objects.get_for_model(target), object_id=target.pk)
    return told(rows.filter(verb__in=verbs.shown_to_party()) if for_party else rows)


def of_parties(country_ids: Iterable[int], *, families: Iterable[str] = ()) -> QuerySet[Entry]:
    """What the teams of these Parties may read of the log; ``families`` ("membership") restricts the verbs."""
    verbs_shown = verbs.shown_to_party()
    wanted = set(families)
    if wanted:
        verbs_shown = frozenset(verb for verb in verbs_shown if verb.partition(".")[0] in wanted)
    return told(Entry.objects.filter(country_id__in=list(country_ids), verb__in=verbs_shown))


def history_url(target: models.Model, user: Any) -> str:
    """The page of the office with the log of one record; empty when this person may not read the log."""
    if not rules.has_perm("activity.see_log", user):
        return ""
    kind = ContentType.objects.get_for_model(target).pk
    return f"{reverse('admin:activity_entry_changelist')}?content_type__id__exact={kind}&object_id={target.pk}"
