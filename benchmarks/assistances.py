"""Sixty assistances under way for the board: plans, steps, missions with days, money, risks, acts in the log."""

import random
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from expertise.models import Expert
from portal.accounts.models import User
from portal.activity.models import Entry
from portal.activity.services import record
from portal.reference.models import Country
from roadmaps.assistance import steps
from roadmaps.models import Assistance, Commitment, DaysWorked, Envelope, EnvelopeLine, Mission, Risk, StepProgress
from roadmaps.selection import states
from roadmaps.services.assistance.plans import make_first

ASSISTANCES = 60


def fill_board(officer: User, *, seed: int = 2005) -> int:
    """Bring the assistances up to sixty, each with all that the board looks at. Returns how many there are."""
    dice, today = random.Random(seed), timezone.localdate()
    known = Assistance.objects.filter(state=Assistance.State.OPEN).count()
    parties = Country.objects.filter(party=True, developing=True).exclude(assistances__isnull=False).order_by("iso3")
    Assistance.objects.bulk_create(
        Assistance(reference=f"DCA-{today.year}-{party.iso3}-901", country=party, starts_on=today,
                   ends_on=today + timedelta(days=400))
        for party in parties[: max(ASSISTANCES - known, 0)]
    )  # fmt: skip
    experts = list(Expert.objects.on_roster().order_by("pk")[:ASSISTANCES])
    for place, assistance in enumerate(Assistance.objects.select_related("country").order_by("pk")[:ASSISTANCES]):
        begun = dice.randrange(1, 500)
        assistance.starts_on, assistance.ends_on = today - timedelta(days=begun), today + timedelta(days=540 - begun)
        assistance.opened_at, assistance.officer = timezone.now() - timedelta(days=begun), officer
        assistance.save()
        make_first(assistance=assistance, by=officer)
        _live(assistance, experts[place % len(experts)], dice)
        act = record(actor=officer, verb="assistance.step_begun", target=assistance)
        Entry.objects.filter(pk=act.pk).update(at=timezone.now() - timedelta(days=dice.randrange(60)))
    return Assistance.objects.filter(state=Assistance.State.OPEN).count()


def _live(assistance: Assistance, expert: Expert, dice: random.Random) -> None:
    """Some steps done, a mission under way with its days, an envelope that is partly spent, two risks."""
    today = timezone.localdate()
    done = dice.randrange(1, 8)
    StepProgress.objects.bulk_create(
        StepProgress(assistance=assistance, step=code, started_on=assistance.starts_on,
                     done_on=today if place < done else None)
        for place, code in enumerate(steps.CODES[: done + 1])
    )  # fmt: skip
    mission = Mission.objects.create(
        assistance=assistance, expert=expert, title="Support to the national team", state=states.UNDER_WAY,
        starts_on=assistance.starts_on, ends_on=assistance.ends_on, days=25,
    )  # fmt: skip
    DaysWorked.objects.bulk_create(
        DaysWorked(mission=mission, on=today - timedelta(days=dice.randrange(90)), days=1, what="Work")
        for _number in range(6)
    )
    envelope = Envelope.objects.create(assistance=assistance, days=30, amount=30000)
    for number in range(4):
        line = EnvelopeLine.objects.create(envelope=envelope, title=f"Line {number}", amount=7500, position=number)
        usd = Decimal(dice.randrange(1, 7500))
        Commitment.objects.create(line=line, title="Hall", amount=usd, usd=usd, on=today)
    Risk.objects.bulk_create(
        Risk(assistance=assistance, title="Turnover", review_on=today + timedelta(days=dice.randrange(-20, 90)))
        for _number in range(2)
    )
