"""Decisions: an officer prepares those of a round, the head decides them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.activity.services import record

from .. import ranking as pure
from .. import states
from ..models import Application, Decision, Round
from ..money import money_of, takes_of
from ..queries_process import money_by_version
from .ranking import IN_ORDER, order, places_left
from .transition import Refused

OPEN = (states.RANKED, states.RESERVE)
"""Files a decision can be prepared for: ranked ones, and those of the reserve list taken up later."""


@dataclass(frozen=True)
class Choice:
    """What an officer proposes for one file."""

    outcome: str
    reason: str = ""
    feedback: str = ""


@transaction.atomic
def prepare(*, round: Round, choices: Mapping[int, Choice], by: Any) -> list[Decision]:
    """Prepare decisions of a round, by the key of the application; all of them or none.

    Raises NotAllowed, or Refused: a file that is not ranked or already decided; one below the threshold
    that is not a no; more Parties than places, or more money than the round has; a file put before a
    better ranked one without a reason.
    """
    files = {
        row.pk: row
        for row in Application.objects.select_for_update(of=("self",))
        .filter(round=round, state__in=IN_ORDER, score__isnull=False)
        .select_related("country", "call", "decision")
        .order_by("pk")
    }
    for key, choice in choices.items():
        _refuse_choice(files.get(key), choice, round, by)
    placed = order(round, list(files.values()))
    _refuse_whole(round, files, placed, choices)
    ranks = {int(row.candidate.key): row.rank for row in placed}
    return [
        _write(files[key], round, choice, ranks[key], by)
        for key, choice in choices.items()
        if _differs(files[key], choice)
    ]


def _existing(application: Application) -> Decision | None:
    return getattr(application, "decision", None)


def _differs(application: Application, choice: Choice) -> bool:
    old = _existing(application)
    return old is None or (old.outcome, old.reason, old.feedback) != (
        choice.outcome,
        choice.reason.strip(),
        choice.feedback.strip(),
    )


def _refuse_choice(application: Application | None, choice: Choice, round: Round, by: Any) -> None:
    if application is None:
        raise Refused(_("A file of this list is not in this round."))
    require("applications.prepare", by, application)
    words = {"reference": application.ref}
    if application.state not in OPEN:
        raise Refused(_("%(reference)s is not ranked: no decision can be prepared.") % words)
    old = _existing(application)
    if old is not None and old.is_decided and not old.is_released:
        raise Refused(_("%(reference)s is decided: only its announcement is left.") % words)
    if choice.outcome not in Decision.Outcome.values:
        raise Refused(_("Choose selected, reserve list or not selected for %(reference)s.") % words)
    below = application.score < round.call.threshold
    if below and choice.outcome != Decision.Outcome.NOT_SELECTED:
        raise Refused(
            _("%(reference)s is below the threshold of %(threshold)s points.")
            % {**words, "threshold": round.call.threshold}
        )


def _refuse_whole(
    round: Round,
    files: Mapping[int, Application],
    placed: Sequence[pure.Placed],
    choices: Mapping[int, Choice],
) -> None:
    """What holds for the round as a whole, earlier decisions included."""
    outcomes, reasons = {}, {}
    for key, row in files.items():
        old = _existing(row)
        if key in choices:
            outcomes[str(key)], reasons[str(key)] = choices[key].outcome, choices[key].reason
        elif old is not None:
            outcomes[str(key)], reasons[str(key)] = old.outcome, old.reason
    chosen = [int(key) for key, outcome in outcomes.items() if outcome == Decision.Outcome.SELECTED]
    if len(chosen) > round.places:
        raise Refused(
            _("%(chosen)s Parties are selected for %(places)s places.")
            % {"chosen": len(chosen), "places": round.places}
        )
    new = sum(1 for key in chosen if files[key].state != states.SELECTED)
    left = places_left(round.call)
    if new > left:
        raise Refused(_("Only %(left)s places are left in the whole call.") % {"left": left})
    if any(choice.outcome == Decision.Outcome.SELECTED for choice in choices.values()):
        _refuse_beyond_money(round, [files[key] for key in chosen])
    ranks = {row.candidate.key: row.rank for row in placed}
    for key, passed in pure.overtaken(placed, outcomes).items():
        if not reasons[key].strip():
            raise Refused(
                _("Say why rank %(rank)s comes before rank %(passed)s.")
                % {"rank": ranks[key], "passed": ", ".join(str(number) for number in passed)}
            )


def _refuse_beyond_money(round: Round, chosen: list[Application]) -> None:
    """The round decides within its own money and what is left of the year's in its call."""
    asked = sum(takes_of(chosen, money_by_version([row.current_version_id for row in chosen])).values(), Decimal(0))
    if asked > round.money:
        raise Refused(
            _("The selected Parties ask for USD %(asked)s; the round has USD %(money)s.")
            % {"asked": asked, "money": round.money}
        )
    available = money_of(round).available
    if asked > available:
        raise Refused(
            _(
                "The selected Parties ask for USD %(asked)s; assistances and decisions of the other rounds "
                "of the year leave USD %(money)s of the money of the call."
            )
            % {"asked": asked, "money": available}
        )


def _write(application: Application, round: Round, choice: Choice, rank: int, by: Any) -> Decision:
    old = _existing(application)
    decision, _made = Decision.objects.update_or_create(
        application=application,
        defaults={
            "round": round,
            "outcome": choice.outcome,
            "rank": rank,
            "score": application.score,
            "reason": choice.reason.strip(),
            "feedback": choice.feedback.strip(),
            "prepared_by": by,
            "prepared_at": timezone.now(),
            "decided_by": None,
            "decided_at": None,
            "released_by": None,
            "released_at": None,
        },
    )
    record(
        actor=by,
        verb="application.decision_prepared",
        target=application,
        old={"outcome": old.outcome} if old else None,
        new={"outcome": choice.outcome, "rank": rank},
        reason=decision.reason,
    )
    return decision


def _locked(decision: Decision) -> Decision:
    Application.objects.select_for_update().get(pk=decision.application_id)
    found = (
        Decision.objects.select_related("application__country", "application__call").filter(pk=decision.pk).first()
    )
    if found is None:
        raise Refused(_("This decision has been given back meanwhile."))
    return found


@transaction.atomic
def decide(*, decisions: Iterable[Decision], by: Any, seen: Mapping[int, str] | None = None) -> list[Decision]:
    """The head decides what was prepared, as it stands; all of them or none.

    ``seen`` says, by key, when what the head has read was prepared (ISO; empty for not known). Raises
    NotAllowed (not the head, own country, the same person who prepared), or Refused when one is decided
    already, was prepared anew since it was read, or its file is no longer open.
    """
    decided = []
    for given in sorted(decisions, key=lambda row: row.application_id):
        decision = _locked(given)
        application = decision.application
        require("applications.decide", by, application)
        if decision.is_decided:
            raise Refused(_("%(reference)s is decided already.") % {"reference": application.ref})
        read = (seen or {}).get(decision.pk, "")
        if read and read != decision.prepared_at.isoformat():
            raise Refused(
                _("%(reference)s was prepared anew since you read it: look again.") % {"reference": application.ref}
            )
        if application.state not in OPEN:
            raise Refused(_("%(reference)s is no longer open to a decision.") % {"reference": application.ref})
        decision.decided_by, decision.decided_at = by, timezone.now()
        decision.save(update_fields=["decided_by", "decided_at"])
        record(
            actor=by,
            verb="application.decided",
            target=application,
            new={"outcome": decision.outcome},
            reason=decision.reason,
        )
        decided.append(decision)
    return decided


@transaction.atomic
def send_back(*, decision: Decision, by: Any, reason: str) -> None:
    """The head gives a prepared decision back to the officers. Raises NotAllowed or Refused."""
    locked = _locked(decision)
    require("applications.decide", by, locked.application)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    if locked.is_decided:
        raise Refused(_("It is decided: it cannot be given back."))
    record(
        actor=by,
        verb="application.decision_sent_back",
        target=locked.application,
        old={"outcome": locked.outcome},
        reason=reason,
    )
    locked.delete()
