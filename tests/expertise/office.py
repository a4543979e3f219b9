"""The Secretariat at work with experts: applications at each step, calls, gatherings, in one line each."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from expertise.models import Attendance, Candidacy, Expert, ExpertCall, Gathering, GatheringText, VettingCheck
from expertise.services import calls, candidacies, gatherings, vetting
from portal.accounts.models import User
from tests.accounts import factories as people

from .person import draft


def default_call(slug: str = "experts-call", *, by: User | None = None, **more: Any) -> ExpertCall:
    """A draft with the default texts and rules, open since yesterday."""
    return calls.create_default(slug=slug, opens_at=timezone.now() - timedelta(days=1), by=by, **more)


def published_call(slug: str = "experts-call", **more: Any) -> ExpertCall:
    """The same, published by an officer."""
    return calls.publish(call=default_call(slug, **more), by=people.officer())


def applied(expert: Expert | None = None, call: ExpertCall | None = None) -> Candidacy:
    """A complete application that was sent, in a call with the default rules."""
    made = draft(expert)
    made.call = call or ExpertCall.objects.filter(slug="experts-call").first() or published_call()
    made.save(update_fields=["call"])
    return again(candidacies.submit(candidacy=made, by=made.expert.user))


def reviewed(officer: User, expert: Expert | None = None, call: ExpertCall | None = None) -> Candidacy:
    """Under review, nothing answered yet."""
    return again(vetting.open_review(candidacy=applied(expert, call), by=officer))


def answered(officer: User, answer: str = "yes", candidacy: Candidacy | None = None) -> Candidacy:
    """Under review, every rule answered alike."""
    made = candidacy or reviewed(officer)
    for rule in made.call.rules.all():
        vetting.answer_rule(candidacy=made, rule=rule, answer=answer, evidence="The file", by=officer)
    return again(made)


def proposed(officer: User, outcome: str = "admitted", candidacy: Candidacy | None = None) -> Candidacy:
    """Proposed: to admit with every yes, to decline with a reason and a word."""
    made = answered(officer, candidacy=candidacy)
    words = ("", "") if outcome == "admitted" else ("Places", "Apply again next year.")
    return again(vetting.propose(candidacy=made, outcome=outcome, reason=words[0], feedback=words[1], by=officer))


def again(candidacy: Candidacy) -> Candidacy:
    """As it stands in the database."""
    return Candidacy.objects.select_related("call", "expert__user", "profile").get(pk=candidacy.pk)


def answer_of(candidacy: Candidacy, kind: str) -> VettingCheck:
    return candidacy.checks.get(rule__kind=kind)


def gathering(kind: str = "training", *, days: int = 10, **fields: Any) -> Gathering:
    """A draft in both languages, beginning in so many days, for three hours."""
    begins = timezone.now() + timedelta(days=days)
    made = Gathering.objects.create(kind=kind, starts_at=begins, ends_at=begins + timedelta(hours=3), **fields)
    for language, title in (("en", "Training on the tools"), ("fr", "Formation aux outils")):
        GatheringText.objects.create(gathering=made, language=language, title=title, summary="", agenda="1. Welcome")
    return made


def invited(made: Gathering, *experts: Expert, officer: User) -> list[Attendance]:
    """Members put on the list."""
    gatherings.invite(gathering=made, experts=experts, by=officer)
    return list(made.attendances.order_by("pk"))
