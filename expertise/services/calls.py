"""Calls for experts: made, published, closed. The only writers of a call's state."""

import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.activity.services import record
from portal.calls import services as calls
from portal.ui.pages import bump_content

from .. import call_check
from ..models import ExpertCall, ExpertCallAim, ExpertCallText, VettingRule, VettingRuleText

DEFAULT_CALL = Path(__file__).resolve().parent.parent / "data" / "default_expert_call.toml"
_LANGUAGES = [code for code, _label in settings.LANGUAGES]
Aim = tuple[str, str]
"""(kind, code): a kind of `ExpertCallAim` and the code of an activity, a field, a language, a region or a gender."""


@transaction.atomic
def create_default(
    *,
    slug: str,
    opens_at: datetime,
    by: User | None,
    closes_at: datetime | None = None,
    places: int | None = None,
    aims: Iterable[Aim] = (),
) -> ExpertCall:
    """A draft call with the default texts and vetting rules, in English and French.

    CE/13/7.IGC/INF.4, para. 12. Without a closing date it is rolling. ``aims`` is what it seeks in
    particular. Raises `NotAllowed`, or `Refused` for an aim of an unknown kind.
    """
    if by is not None:
        require("expertise.manage_calls", by)
    words = tomllib.loads(DEFAULT_CALL.read_text(encoding="utf-8"))
    call = ExpertCall.objects.create(
        slug=slug,
        opens_at=opens_at,
        closes_at=closes_at,
        places=places,
        referees=words["referees"],
        term_years=words["term_years"],
        created_by=by,
    )
    for language in _LANGUAGES:
        if language in words["text"]:
            texts = {name: text.strip() for name, text in words["text"][language].items()}
            ExpertCallText.objects.create(call=call, language=language, **texts)
    for position, row in enumerate(words["rules"], start=1):
        _make_rule(call, row, position)
    _write_aims(call, aims)
    record(actor=by, verb="expert_call.created", target=call, new={"slug": slug})
    return call


def _make_rule(call: ExpertCall, row: dict[str, Any], position: int) -> None:
    rule = VettingRule.objects.create(
        call=call,
        kind=row["kind"],
        minimum=row.get("minimum"),
        codes=row.get("codes", ""),
        required=row.get("required", True),
        position=position,
    )
    VettingRuleText.objects.bulk_create(
        VettingRuleText(rule=rule, language=language, **row[language]) for language in _LANGUAGES if language in row
    )


def _write_aims(call: ExpertCall, aims: Iterable[Aim]) -> None:
    wanted = sorted({(str(kind), str(code)) for kind, code in aims})
    for kind, _code in wanted:
        if kind not in ExpertCallAim.Kind.values:
            raise Refused(_("“%(kind)s” is nothing a call can seek.") % {"kind": kind})
    ExpertCallAim.objects.bulk_create(ExpertCallAim(call=call, kind=kind, code=code) for kind, code in wanted)


@transaction.atomic
def draft_for_gaps(*, aims: Iterable[Aim], by: User, at: datetime | None = None) -> ExpertCall:
    """The next call, drafted for the gaps of the roster: default texts and rules, these aims, rolling.

    A draft that seeks exactly the same is given back instead of a second one. Raises `NotAllowed`, or
    `Refused` when there is no gap or one of an unknown kind.
    """
    require("expertise.manage_calls", by)
    wanted = sorted({(str(kind), str(code)) for kind, code in aims})
    if not wanted:
        raise Refused(_("There is no gap to fill: choose what the call seeks."))
    for draft in ExpertCall.objects.filter(state=ExpertCall.State.DRAFT).prefetch_related("aims"):
        if sorted((aim.kind, aim.code) for aim in draft.aims.all()) == wanted:
            return draft
    now = at or timezone.now()
    return create_default(slug=_free_slug(now.year), opens_at=now + timedelta(days=1), by=by, aims=wanted)


def _free_slug(year: int) -> str:
    """``experts-2027``, or with the first number that is free behind it."""
    base = f"experts-{year}"
    taken = set(ExpertCall.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbers if slug not in taken)


def refuse_if_locked(call: ExpertCall) -> None:
    """Raises `Refused` when the rules may no longer change: people wrote their application by them."""
    if not call.is_draft:
        raise Refused(_("The call is published: its rules no longer change."))


@transaction.atomic
def save_rule_texts(*, rule: VettingRule, texts: dict[str, tuple[str, str]], by: User) -> None:
    """Write the words of a rule: language → (label, what counts as evidence). Raises `NotAllowed`, `Refused`."""
    require("expertise.manage_calls", by)
    refuse_if_locked(rule.call)
    for language, (label, guidance) in texts.items():
        if label.strip():
            values = {"label": label.strip(), "guidance": guidance.strip()}
            VettingRuleText.objects.update_or_create(rule=rule, language=language, defaults=values)
        else:
            VettingRuleText.objects.filter(rule=rule, language=language).delete()
    record(actor=by, verb="expert_call.rules_changed", target=rule.call, new={"rule": str(rule)})


@transaction.atomic
def publish(*, call: ExpertCall, by: User) -> ExpertCall:
    """Publish a draft. Raises `NotAllowed`; `Refused` when it is none; `Incomplete` with what is missing."""
    require("expertise.manage_calls", by, call)
    return calls.publish(call, by=by, verb="expert_call.published", missing=call_check.missing)


@transaction.atomic
def close(*, call: ExpertCall, by: User | None, reason: str = "") -> ExpertCall:
    """Close a published call, by a person with the reason or (``by`` None) by its date. Raises `Refused`."""
    if by is not None:
        require("expertise.manage_calls", by, call)
    return calls.close(call, by=by, verb="expert_call.closed", reason=reason)


def keep_in_time(now: datetime | None = None) -> int:
    """Close the calls whose date is past. Safe to repeat. Returns how many were closed."""
    now = now or timezone.now()
    closed = calls.close_passed(ExpertCall, lambda call: close(call=call, by=None), now)
    # Whoever reads the page a minute after the opening sees it open.
    if ExpertCall.objects.filter(
        state=ExpertCall.State.PUBLISHED, opens_at__lte=now, opens_at__gt=now - timedelta(minutes=2)
    ).exists():
        bump_content()
    return closed
