"""The vetting of a candidacy: an officer checks each rule and proposes, the head decides."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.accounts.services import Refused
from portal.activity.process import move
from portal.activity.services import record

from .. import states
from ..models import Candidacy, VettingCheck, VettingRule
from ..notices_office import tell_expert
from . import letters
from .membership import admit

NO_PROPOSAL = {"outcome": "", "reason": "", "feedback": "", "proposed_by": None, "proposed_at": None}


def _locked(candidacy: Candidacy) -> Candidacy:
    """The row under a lock, with its person and call. The given object is not used further."""
    return (
        Candidacy.objects.select_for_update(of=("self",)).select_related("expert__user", "call").get(pk=candidacy.pk)
    )


def _refuse_unless_under_review(candidacy: Candidacy) -> None:
    if candidacy.state != states.UNDER_REVIEW:
        words = {"state": candidacy.labels.staff}
        raise Refused(_("This is now “%(state)s”: the change is no longer possible.") % words)


@transaction.atomic
def open_review(*, candidacy: Candidacy, by: Any) -> Candidacy:
    """Take an application into review; a check of each rule of its call stands ready, answer unknown.

    Raises `NotAllowed` (not an officer, or involved), `Refused` when it is not waiting for it.
    """
    locked = _locked(candidacy)
    move(states.CANDIDACY, record=locked, to=states.UNDER_REVIEW, by=by)
    VettingCheck.objects.bulk_create(
        (VettingCheck(candidacy=locked, rule=rule) for rule in locked.call.rules.all()), ignore_conflicts=True
    )
    tell_expert(
        expert=locked.expert,
        code="candidacy.review_opened",
        key=f"candidacy.review_opened:{locked.pk}",
        target=locked,
        context={"call": title_of(locked)},
    )
    return locked


def title_of(candidacy: Candidacy) -> str:
    """The title of its call in the person's language."""
    language = candidacy.expert.user.language if candidacy.expert.user else candidacy.language
    titles = dict(candidacy.call.texts.values_list("language", "title"))
    return titles.get(language) or next(iter(titles.values()), candidacy.call.slug)


@transaction.atomic
def answer_rule(*, candidacy: Candidacy, rule: VettingRule, answer: str, evidence: str, by: Any) -> VettingCheck:
    """Answer one rule, with what the answer rests on; "not known" needs none.

    A proposal made on other answers is taken back. Raises `NotAllowed`, or `Refused`: not under review, a
    rule of another call, an answer without evidence.
    """
    locked = _locked(candidacy)
    require("expertise.vet", by, locked)
    _refuse_unless_under_review(locked)
    if rule.call_id != locked.call_id or answer not in VettingCheck.Answer.values:
        raise Refused(_("Choose yes, no or not known."))
    if answer != VettingCheck.Answer.UNKNOWN and not evidence.strip():
        raise Refused(_("Write what the answer rests on."))
    check, _made = VettingCheck.objects.get_or_create(candidacy=locked, rule=rule)
    old = {"answer": check.answer, "evidence": check.evidence}
    check.answer, check.evidence = answer, evidence.strip()[:2000]
    check.checked_by, check.checked_at = by, timezone.now()
    check.save()
    if locked.proposed_at is not None and old["answer"] != answer:
        Candidacy.objects.filter(pk=locked.pk).update(**NO_PROPOSAL)
    new = {"answer": check.answer, "evidence": check.evidence}
    record(actor=by, verb="candidacy.rule_answered", target=locked, old=old, new={"rule": str(rule), **new})
    return check


def _open_rules(candidacy: Candidacy, *answers: str) -> list[str]:
    """Required rules whose answer is one of these, or that have none."""
    given = dict(candidacy.checks.values_list("rule_id", "answer"))
    rules = candidacy.call.rules.filter(required=True)
    return [str(rule) for rule in rules if given.get(rule.pk, VettingCheck.Answer.UNKNOWN) in answers]


@transaction.atomic
def propose(*, candidacy: Candidacy, outcome: str, reason: str, feedback: str, by: Any) -> Candidacy:
    """An officer proposes to admit or to decline. A new proposal replaces one not decided.

    Every required rule is answered; admitting asks for a yes to each (unknown is no yes), declining for the
    reason and for a word to the person. Raises `NotAllowed` or `Refused`.
    """
    locked = _locked(candidacy)
    require("expertise.vet", by, locked)
    _refuse_unless_under_review(locked)
    if outcome not in Candidacy.Outcome.values:
        raise Refused(_("Choose to admit or to decline."))
    if unknown := _open_rules(locked, VettingCheck.Answer.UNKNOWN):
        raise Refused(_("Not answered yet: %(rules)s.") % {"rules": "; ".join(unknown)})
    if outcome == Candidacy.Outcome.ADMITTED:
        if lacking := _open_rules(locked, VettingCheck.Answer.NO):
            raise Refused(_("Answered with no: %(rules)s.") % {"rules": "; ".join(lacking)})
        _refuse_when_full(locked)
    elif not reason.strip() or not feedback.strip():
        raise Refused(_("Declining needs the reason, and a word to the person."))
    locked.outcome, locked.reason, locked.feedback = outcome, reason.strip()[:2000], feedback.strip()[:5000]
    locked.proposed_by, locked.proposed_at = by, timezone.now()
    locked.save(update_fields=["outcome", "reason", "feedback", "proposed_by", "proposed_at"])
    record(actor=by, verb="candidacy.proposed", target=locked, new={"outcome": outcome}, reason=locked.reason)
    return locked


def _refuse_when_full(candidacy: Candidacy) -> None:
    """Raises `Refused` when the places of the call are taken."""
    places = candidacy.call.places
    if places and candidacy.call.candidacies.filter(state=states.ADMITTED).count() >= places:
        raise Refused(_("All %(places)s places of this call are taken.") % {"places": places})


@transaction.atomic
def send_back(*, candidacy: Candidacy, by: Any, reason: str) -> Candidacy:
    """The head gives a proposal back to the officers. Raises `NotAllowed`, or `Refused` without one or a reason."""
    locked = _locked(candidacy)
    require("expertise.decide_candidacy", by, locked)
    _refuse_unless_under_review(locked)
    if locked.proposed_at is None:
        raise Refused(_("Nothing is proposed yet."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    old = {"outcome": locked.outcome}
    Candidacy.objects.filter(pk=locked.pk).update(**NO_PROPOSAL)
    record(actor=by, verb="candidacy.sent_back", target=locked, old=old, reason=reason)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def decide(*, candidacy: Candidacy, by: Any, seen: str = "", at: datetime | None = None) -> Candidacy:
    """The head decides what was proposed: the person is told, a letter made, and whoever is admitted is a member.

    ``seen`` says when what the head has read was proposed (ISO; empty for not known). Raises `NotAllowed`
    (not the head, involved, or the writer of the proposal), or `Refused`: nothing proposed, proposed anew
    since it was read, no place left.
    """
    locked = _locked(candidacy)
    require("expertise.decide_candidacy", by, locked)
    _refuse_unless_under_review(locked)
    if locked.proposed_at is None:
        raise Refused(_("Nothing is proposed yet."))
    if seen and seen != locked.proposed_at.isoformat():
        raise Refused(_("It was proposed anew since you read it: look again."))
    admitted = locked.outcome == Candidacy.Outcome.ADMITTED
    if admitted:
        type(locked.call).objects.select_for_update().get(pk=locked.call_id)  # its places are counted under this lock
        _refuse_when_full(locked)
    now = at or timezone.now()
    move(
        states.CANDIDACY,
        record=locked,
        to=locked.outcome,
        by=by,
        reason=locked.feedback,
        at=now,
        also={"decided_by": by, "decided_at": now},
    )
    if admitted:
        admit(candidacy=locked, by=by, at=now)
    letters.order(candidacy=locked)
    tell_expert(
        expert=locked.expert,
        code=f"candidacy.{locked.outcome}",
        key=f"candidacy.decided:{locked.pk}",
        target=locked,
        context={"call": title_of(locked), "feedback": locked.feedback},
    )
    return locked
