"""The risks of an assistance: noted, carried over from the application, made from a warning, reviewed, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Risk as ApplicationRisk
from portal.accounts.rules import is_officer
from portal.accounts.services.refusals import Refused
from portal.activity.services import record
from portal.collaboration.services import save_record

from ...assistance.board import warnings_of
from ...assistance.early_warnings import Warning
from ...assistance.risk_kinds import KIND_OF, mark_of, next_review
from ...assistance.warning_words import sentence
from ...models import Assistance, Risk, RiskReview
from ...models.risk import Degree
from .guards import lock

DEGREES = {"low": Degree.LOW, "medium": Degree.MEDIUM, "high": Degree.HIGH}
MOST = 100


def carry_over(*, assistance: Assistance) -> int:
    """The risks the application named become the country's, once: nothing is asked twice. Returns how many.

    Each is looked at again so long after the assistance begins or, when that lies behind, after it is entered."""
    begins = max(assistance.starts_on, timezone.localdate(assistance.opened_at))
    version = assistance.application.current_version_id if assistance.application else None
    rows = ApplicationRisk.objects.filter(version=version) if version else ApplicationRisk.objects.none()
    made = [
        Risk(
            assistance=assistance,
            title=row.risk.strip()[:600],
            likelihood=DEGREES.get(row.likelihood, Degree.MEDIUM),
            impact=DEGREES.get(row.impact, Degree.MEDIUM),
            mitigation=row.mitigation.strip()[:4000],
            owner=row.owner.strip()[:200],
            review_on=begins,
        )
        for row in rows
        if row.risk.strip()
    ]
    for one in made:
        one.review_on = next_review(one.score, begins)
    return len(Risk.objects.bulk_create(made))


def _rule(scope: str) -> str:
    return "roadmaps.keep_risks" if scope == Risk.Scope.COUNTRY else "roadmaps.keep_programme_risks"


@transaction.atomic
def save(
    *, assistance: Assistance, risk: Risk | None, values: Mapping[str, Any], expected: int | None = None, by: Any
) -> Risk:
    """Note a risk, or change one. ``values``: scope, kind, title, likelihood, impact, mitigation, owner, review_on.

    Raises `NotAllowed` (the Party keeps the country's, an officer both); `Refused` without a title, for a review in
    the past, for a closed one; `Conflict` when a colleague has changed it meanwhile (``expected`` is the revision
    the writer has seen).
    """
    locked = lock(assistance=assistance, rule=_rule(values["scope"]), by=by)
    row = _fresh(locked, risk, by) if risk is not None else Risk(assistance=locked, noted_by=by)
    if not str(values["title"]).strip():
        raise Refused(_("Name the risk."))
    if values["review_on"] < timezone.localdate() and values["review_on"] != row.review_on:
        raise Refused(_("This day is past: say when the risk is looked at next."))
    if risk is None and locked.risks.filter(closed_at__isnull=True).count() >= MOST:
        raise Refused(_("There are %(most)s open risks: close some first.") % {"most": MOST})
    before = _told(row) if risk is not None else {}
    clean = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    save_record(record=row, values=clean, expected_revision=expected, by=by)
    if _told(row) != before:
        verb = "assistance.risk_changed" if risk is not None else "assistance.risk_noted"
        record(actor=by, verb=verb, target=locked, old=before, new=_told(row))
    return row


def _told(row: Risk) -> dict[str, Any]:
    return {"risk": row.title[:120], "score": row.score, "review": row.review_on.isoformat()}


def _fresh(assistance: Assistance, risk: Risk, by: Any) -> Risk:
    row = Risk.objects.select_for_update(of=("self",)).select_related("assistance").get(
        pk=risk.pk, assistance=assistance
    )  # fmt: skip
    lock(assistance=assistance, rule=_rule(row.scope), by=by)
    if row.closed_at is not None:
        raise Refused(_("This risk is closed."))
    return row


@transaction.atomic
def from_warning(*, assistance: Assistance, code: str, about: str, by: Any) -> Risk:
    """A warning becomes a risk, in one click; twice gives the same one.

    Raises `NotAllowed`; `Refused` when nothing warns of it any more.
    """
    locked = lock(assistance=assistance, rule="roadmaps.keep_programme_risks", by=by)
    mark = mark_of(code, about)
    known = locked.risks.filter(warning=mark, closed_at__isnull=True).first()
    if known is not None:
        return known
    found: Warning | None = next(
        (one for one in warnings_of(locked) if (one.code, one.about) == (code, about) and code in KIND_OF), None
    )
    if found is None:
        raise Refused(_("Nothing warns of this any more."))
    row = Risk.objects.create(
        assistance=locked,
        scope=Risk.Scope.PROGRAMME,
        kind=KIND_OF[code],
        title=sentence(found),
        likelihood=Degree.HIGH,
        owner=str(locked.officer or ""),
        review_on=next_review(Degree.HIGH * Degree.MEDIUM, timezone.localdate()),
        warning=mark,
        noted_by=by,
    )
    record(actor=by, verb="assistance.risk_noted", target=locked, new=_told(row))
    return row


@transaction.atomic
def review(*, risk: Risk, likelihood: int, impact: int, note: str = "", next_on: date, by: Any) -> RiskReview:
    """Look at a risk: what it is now, when it is looked at next. Raises `NotAllowed`; `Refused` for a closed one or a
    next review that is not ahead."""
    row = _fresh(risk.assistance, risk, by)
    if next_on <= timezone.localdate():
        raise Refused(_("Give a day ahead for the next review."))
    made = RiskReview.objects.create(
        risk=row, likelihood=likelihood, impact=impact, note=note.strip()[:2000], by=by, at=timezone.now()
    )
    values = {"likelihood": likelihood, "impact": impact, "review_on": next_on}
    save_record(record=row, values=values, expected_revision=None, by=by)
    record(actor=by, verb="assistance.risk_reviewed", target=row.assistance, new=_told(row))
    return made


@transaction.atomic
def close(*, risk: Risk, reason: str, by: Any) -> Risk:
    """A risk is over. Raises `NotAllowed`; `Refused` without the reason."""
    row = _fresh(risk.assistance, risk, by)
    if not reason.strip():
        raise Refused(_("Say why the risk is over."))
    row.closed_at, row.closed_reason = timezone.now(), reason.strip()[:500]
    row.save(update_fields=["closed_at", "closed_reason"])
    record(
        actor=by, verb="assistance.risk_closed", target=row.assistance, old=_told(row), reason=row.closed_reason
    )  # fmt: skip
    return row


def may_keep(user: Any) -> list[tuple[str, Any]]:
    """The scopes a person may note risks in: officers both, a Party its own."""
    return list(Risk.Scope.choices) if is_officer(user) else [Risk.Scope.choices[0]]
