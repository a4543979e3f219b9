"""Calls: made, published, opened and closed. The only writers of a call's state."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.activity.services import record
from portal.calls import services as calls
from portal.ui.pages import bump_content

from .. import call_check
from ..models import Call, CallGate, CallText, Criterion, CriterionText, Level, LevelText, Round
from .transition import Refused

DEFAULT_CALL = Path(__file__).resolve().parent.parent / "data" / "default_call.toml"
_LANGUAGES = [code for code, _label in settings.LANGUAGES]


@transaction.atomic
def create_default(
    *, slug: str, opens_at: datetime, cut_offs: list[datetime], by: User | None, closes_at: datetime | None = None
) -> Call:
    """A draft call with the default texts, gates and grid of DOMAIN.md, in English and French.

    Its grid is marked "to be adopted by the Secretariat". One round a cut-off date.
    """
    words = tomllib.loads(DEFAULT_CALL.read_text(encoding="utf-8"))
    call = Call.objects.create(slug=slug, opens_at=opens_at, closes_at=closes_at, created_by=by)
    for language in _LANGUAGES:
        if language in words["text"]:
            CallText.objects.create(call=call, language=language, **_stripped(words["text"][language]))
    for position, code in enumerate(words["gates"], start=1):
        CallGate.objects.create(call=call, code=code, position=position)
    for position, row in enumerate(words["criteria"], start=1):
        criterion = Criterion.objects.create(call=call, code=row["code"], weight=row["weight"], position=position)
        for language in _LANGUAGES:
            if language in row:
                save_criterion_text(criterion=criterion, language=language, **row[language])
    for position, cut_off in enumerate(sorted(cut_offs), start=1):
        Round.objects.create(call=call, position=position, cut_off=cut_off)
    record(actor=by, verb="call.created", target=call, new={"slug": slug})
    return call


def _stripped(values: dict[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in values.items()}


@transaction.atomic
def save_criterion_text(
    *, criterion: Criterion, language: str, label: str, guidance: str, levels: list[str], by: User | None = None
) -> None:
    """Write a criterion's name, guidance and levels (from 0 upwards) in one language.

    Raises Refused once the call is published: assessors and Parties rely on the grid they were shown.
    """
    refuse_if_locked(criterion.call)
    CriterionText.objects.update_or_create(
        criterion=criterion, language=language, defaults={"label": label, "guidance": guidance}
    )
    for value, meaning in enumerate(levels[: criterion.call.top_level + 1]):
        level, _made = Level.objects.get_or_create(criterion=criterion, value=value)
        if meaning.strip():
            LevelText.objects.update_or_create(level=level, language=language, defaults={"meaning": meaning.strip()})
        else:
            LevelText.objects.filter(level=level, language=language).delete()
    if by is not None:
        record(actor=by, verb="call.grid_changed", target=criterion.call, new={criterion.code: label})


def refuse_if_locked(call: Call) -> None:
    """Raises Refused when the call's grid, gates and scale may no longer change."""
    if call.is_locked:
        raise Refused(_("The call is published: its conditions, criteria and scale no longer change."))


@transaction.atomic
def publish(*, call: Call, by: User) -> Call:
    """Publish a draft. Raises Refused: not an officer or the head; not a draft; anything missing.

    Weights must add up to 100, every language have its texts and anchored levels, a round lie ahead.
    """
    require("applications.publish_call", by, call)
    call = calls.publish(call, by=by, verb="call.published", missing=call_check.missing)
    if call.opens_at <= call.published_at:
        call.announced_at = call.published_at
        call.save(update_fields=["announced_at"])
    return call


@transaction.atomic
def close(*, call: Call, by: User | None, reason: str = "") -> Call:
    """Close a published call, by a person or (``by`` None) by its date. Raises Refused."""
    if by is not None:
        require("applications.publish_call", by, call)
    return calls.close(call, by=by, verb="call.closed", reason=reason)


def keep_in_time(now: datetime | None = None) -> dict[str, int]:
    """Tell public pages of calls whose opening has come, close those whose date is past. Safe to repeat."""
    now = now or timezone.now()
    opened = Call.objects.filter(state=Call.State.PUBLISHED, announced_at__isnull=True, opens_at__lte=now).update(
        announced_at=now
    )
    closed = calls.close_passed(Call, lambda call: close(call=call, by=None), now)
    passed = Round.objects.filter(
        call__state=Call.State.PUBLISHED, cut_off__lte=now, cut_off__gt=now - timedelta(minutes=2)
    ).exists()
    if opened or passed:
        bump_content()
    return {"opened": opened, "closed": closed}
