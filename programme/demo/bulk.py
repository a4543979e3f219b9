"""Many records at once, for load tests and benchmarks: plausible in shape, never shown as a demonstration of content.

Rows are written in bulk and pass by the services; the numbers of a seed are always the same.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from applications import scoring, states
from applications.models import (
    ActivityChoice,
    Application,
    Assessment,
    BudgetLine,
    Call,
    Criterion,
    ExpectedResult,
    ExpertiseNeed,
    Partner,
    Risk,
    Round,
    Score,
    Transition,
    Version,
    WorkItem,
)
from portal.accounts.models import User
from portal.activity.models import Entry
from portal.reference.models import Country, Term
from portal.ui.pages import bump_content

BATCH = 500
SENTENCE = "The ministry describes the situation, the need and the intended change in a few measured sentences. "
ENDED = (states.NOT_SELECTED, states.INELIGIBLE, states.WITHDRAWN)
UNDER_WAY = (states.SUBMITTED, states.SCREENING, states.ELIGIBLE, states.ASSESSMENT, states.RANKED, states.SELECTED)
SCORED = (states.RANKED, states.SELECTED, states.NOT_SELECTED)


@transaction.atomic
def make_applications(*, call: Call, count: int, people: dict[str, User], seed: int = 1) -> None:
    """`count` applications of developing Parties to one call, three assessments each.

    A Party has one file under way in a call, so most of them have ended; the newest of each Party is under way.
    """
    chance = random.Random(seed)
    parties = list(Country.objects.filter(party=True, developing=True).order_by("iso3"))
    taken = set(Application.objects.filter(call=call, state__in=states.ACTIVE).values_list("country_id", flat=True))
    rounds = list(Round.objects.filter(call=call).order_by("cut_off"))
    activities = list(
        Term.objects.filter(list="activity", active=True).order_by("code").values_list("code", flat=True)
    )
    now, made = timezone.now(), []
    for number in range(count):
        party = parties[number % len(parties)]
        last = number + len(parties) >= count and party.pk not in taken
        state = chance.choice(UNDER_WAY if last else ENDED)
        begun = now - timedelta(days=chance.randint(20, 900))
        made.append(
            Application(
                reference=f"DCE-{begun.year}-{party.iso3}-{500 + number // len(parties)}B",
                call=call,
                country=party,
                state=state,
                language=chance.choice(["en", "fr"]),
                created_by=people["officer"],
                created_at=begun,
                submitted_at=begun + timedelta(days=10),
                state_changed_at=begun + timedelta(days=15),
                round=chance.choice(rounds),
            )
        )
    Application.objects.bulk_create(made, batch_size=BATCH)
    versions = Version.objects.bulk_create([_version(row, chance) for row in made], batch_size=BATCH)
    for row, version in zip(made, versions, strict=True):
        row.current_version = version
    Application.objects.bulk_update(made, ["current_version"], batch_size=BATCH)
    for rows in _rows(versions, activities, chance):
        type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)
    _history(made, people["officer"])
    _assess(call, made, people, chance)
    bump_content()


def _version(application: Application, chance: random.Random) -> Version:
    long = {
        name: SENTENCE * chance.randint(3, 8)
        for name in ("mandate", "context", "digital_environment", "needs", "stand_summary", "objective",
                     "expected_change", "participation", "coordination", "resources_summary", "expertise_summary",
                     "method", "gender_situation", "gender_actions", "gender_follow_up", "sustainability")
    }  # fmt: skip
    return Version(
        application=application,
        number=1,
        created_at=application.created_at,
        frozen_at=application.submitted_at,
        lead_institution="Ministry responsible for culture",
        language=application.language,
        months=chance.randint(12, 18),
        start=application.submitted_at.date() + timedelta(days=200),
        declared=True,
        **long,
    )


def _rows(versions: list[Version], activities: list[str], chance: random.Random) -> Iterator[list[Any]]:
    """The row tables, one list a kind."""
    chosen = {version.pk: chance.sample(activities, 4) for version in versions}
    yield [
        ActivityChoice(version=v, position=n, activity=code, order=n + 1, reason=SENTENCE * 2)
        for v in versions for n, code in enumerate(sorted(chosen[v.pk]))
    ]  # fmt: skip
    yield [
        ExpectedResult(version=v, position=n, result=SENTENCE, indicator="Number", baseline="0", target="5")
        for v in versions for n in range(3)
    ]  # fmt: skip
    yield [
        Partner(version=v, position=n, name=f"Partner {n + 1}", kind="civil_society", part=SENTENCE, contacted="yes")
        for v in versions for n in range(5)
    ]  # fmt: skip
    yield [
        ExpertiseNeed(version=v, position=n, description=SENTENCE, activity=chosen[v.pk][n], mode="both",
                      days=chance.randint(8, 25))
        for v in versions for n in range(2)
    ]  # fmt: skip
    yield [
        WorkItem(version=v, position=n, step=f"TA{n + 2}", title="Work", month_from=n + 1, month_to=n + 2,
                 produces=SENTENCE)
        for v in versions for n in range(8)
    ]  # fmt: skip
    yield [
        BudgetLine(version=v, position=n, line="Line", asked_usd=Decimal(chance.randint(10, 60) * 100),
                   own_usd=Decimal(chance.randint(5, 40) * 100))
        for v in versions for n in range(4)
    ]  # fmt: skip
    yield [
        Risk(version=v, position=n, risk=SENTENCE, likelihood="medium", impact="high", mitigation=SENTENCE)
        for v in versions for n in range(4)
    ]  # fmt: skip


def _history(made: list[Application], actor: User) -> None:
    Transition.objects.bulk_create(
        [
            Transition(
                application=row, from_state=old, to_state=new, actor=actor, at=row.submitted_at + timedelta(days=n)
            )
            for row in made
            for n, (old, new) in enumerate(((states.DRAFT, states.SUBMITTED), (states.SUBMITTED, row.state)))
        ],
        batch_size=BATCH,
    )
    kind = ContentType.objects.get_for_model(Application)
    Entry.objects.bulk_create(
        [
            Entry(actor=actor, actor_label=actor.name, verb="application.submitted", content_type=kind,
                  object_id=row.pk, label=row.reference, country_id=row.country_id)
            for row in made
        ],
        batch_size=BATCH,
    )  # fmt: skip


def _assess(call: Call, made: list[Application], people: dict[str, User], chance: random.Random) -> None:
    """Three assessments of each file; the score of those ranked is computed as everywhere."""
    assessors = [people[f"assessor{number}"] for number in range(1, 5)]
    criteria = list(Criterion.objects.filter(call=call).order_by("position"))
    assessments, levels = [], []
    for row in made:
        for assessor in chance.sample(assessors, 3):
            mine = [chance.randint(1, call.top_level) for _criterion in criteria]
            levels.append(mine)
            assessments.append(
                Assessment(
                    application=row,
                    version=row.current_version,
                    assessor=assessor,
                    assigned_by=people["officer"],
                    due=row.submitted_at.date() + timedelta(days=21),
                    state=Assessment.State.SUBMITTED,
                    interests_declared_at=row.submitted_at,
                    submitted_at=row.submitted_at + timedelta(days=9),
                    total=scoring.total(list(zip((c.weight for c in criteria), mine, strict=True)), call.top_level),
                )
            )
    assessments = Assessment.objects.bulk_create(assessments, batch_size=BATCH)
    Score.objects.bulk_create(
        (
            Score(assessment=assessment, criterion=criterion, level=level, justification=SENTENCE)
            for assessment, mine in zip(assessments, levels, strict=True)
            for criterion, level in zip(criteria, mine, strict=True)
        ),
        batch_size=BATCH,
    )
    weights = [criterion.weight for criterion in criteria]
    for number, row in enumerate(made):
        if row.state in SCORED:
            marks = [list(zip(weights, mine, strict=True)) for mine in levels[3 * number : 3 * number + 3]]
            row.score = scoring.file_score(marks, call.top_level)
    Application.objects.bulk_update([row for row in made if row.state in SCORED], ["score"], batch_size=BATCH)
