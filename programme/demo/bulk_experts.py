"""Experts and needs in numbers, for measuring: made in bulk, the same for the same seed.

A benchmark of the roster and one of the matching show the same world: 2 000 experts, 500 needs.
"""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from expertise import states
from expertise.models import (
    Availability,
    Expert,
    KnownActivity,
    KnownCountry,
    KnownField,
    KnownTheme,
    Nationality,
    Profile,
    SpokenLanguage,
)
from portal.reference.codes import new_code
from portal.reference.models import Country, Term
from portal.reference.sortkeys import sort_key
from roadmaps.models import Assistance, Mission, Need
from roadmaps.selection import states as mission_states

BATCH = 500
LANGUAGES = ("en", "fr", "es", "ar", "pt", "sw")
MODES = ("on_site remote", "remote", "on_site")


def _codes(name: str) -> list[str]:
    return list(Term.objects.filter(list=name, active=True).order_by("position").values_list("code", flat=True))


def make_experts(count: int = 2000, *, seed: int = 2005) -> list[Expert]:
    """Active members with a profile, rows of every kind and availability for a year; a fifth have a mission."""
    dice = random.Random(seed)
    countries = list(Country.objects.filter(party=True, kind="state").order_by("iso3"))
    today = timezone.localdate()
    experts = [_expert(dice, number, dice.choice(countries), today) for number in range(count)]
    Expert.objects.bulk_create(experts, batch_size=BATCH)
    profiles = [_profile(dice, expert) for expert in experts]
    Profile.objects.bulk_create(profiles, batch_size=BATCH)
    for expert, profile in zip(experts, profiles, strict=True):
        expert.profile = profile
    Expert.objects.bulk_update(experts, ["profile"], batch_size=BATCH)
    _rows(dice, experts, [country.iso3 for country in countries])
    _times(dice, experts, today)
    return experts


def _expert(dice: random.Random, number: int, country: Country, today: date) -> Expert:
    name = f"Expert {number:04}"
    return Expert(
        code=new_code(),
        state=states.ACTIVE,
        name=name,
        name_key=sort_key(name),
        residence=country,
        region=country.region,
        gender=dice.choice(("woman", "man", "")),
        admitted_on=today - timedelta(days=dice.randrange(1, 1400)),
        term_ends_on=today + timedelta(days=dice.randrange(30, 1400)),
        confirmed_on=today - timedelta(days=dice.randrange(1, 700)),
        availability_confirmed_on=today - timedelta(days=dice.randrange(1, 300)),
        is_public=dice.random() < 0.8,
    )


def _profile(dice: random.Random, expert: Expert) -> Profile:
    return Profile(
        expert=expert,
        family_name=expert.name,
        given_name="Bench",
        residence=expert.residence.iso3 if expert.residence else "",
        gender=expert.gender,
        headline="Adviser on culture in the digital environment",
        biography="Has worked on cultural policy for the digital environment for many years.",
        years_of_experience=dice.randrange(5, 40),
        modes=dice.choice(MODES),
        ties_declared=True,
        conduct_accepted=True,
        data_accepted=True,
    )


def _rows(dice: random.Random, experts: list[Expert], countries: list[str]) -> None:
    activities, themes, fields = _codes("activity"), _codes("theme"), _codes("expertise_field")
    made: dict[Any, list[Any]] = {}

    def add(model: Any, profile: Any, codes: list[str], column: str, **more: Any) -> None:
        rows = made.setdefault(model, [])
        for position, code in enumerate(codes):
            given = {name: value() for name, value in more.items()}
            rows.append(model(profile=profile, position=position, **{column: code}, **given))

    def level() -> str:
        return str(dice.randrange(1, 4))

    for expert in experts:
        profile = expert.profile
        own = expert.residence.iso3 if expert.residence else countries[0]
        add(Nationality, profile, [own, *dice.sample(countries, dice.choice((0, 0, 0, 1)))], "country")
        add(KnownActivity, profile, dice.sample(activities, dice.randrange(2, 6)), "activity", level=level,
            evidence_kind=lambda: dice.choice(("mission", "publication", "law", "post", "")))  # fmt: skip
        add(KnownTheme, profile, dice.sample(themes, dice.randrange(1, 3)), "theme")
        add(KnownField, profile, dice.sample(fields, dice.randrange(1, 5)), "field")
        add(KnownCountry, profile, dice.sample(countries, dice.randrange(1, 7)), "country")
        add(SpokenLanguage, profile, dice.sample(LANGUAGES, dice.randrange(1, 4)), "language", reading=level,
            speaking=level, working=level)  # fmt: skip
    for model, rows in made.items():
        model.objects.bulk_create(rows, batch_size=BATCH)


def _times(dice: random.Random, experts: list[Expert], today: date) -> None:
    Availability.objects.bulk_create(
        (
            Availability(expert=expert, starts_on=today, ends_on=today + timedelta(days=365),
                         days_per_month=dice.randrange(2, 16))
            for expert in experts
            if dice.random() < 0.9
        ),
        batch_size=BATCH,
    )  # fmt: skip
    Mission.objects.bulk_create(
        (
            Mission(expert=expert, title="Support to a team", state=dice.choice(mission_states.MISSION.codes),
                    starts_on=today - timedelta(days=20), ends_on=today + timedelta(days=dice.randrange(20, 90)),
                    days=dice.randrange(5, 20))
            for expert in experts
            if dice.random() < 0.2
        ),
        batch_size=BATCH,
    )  # fmt: skip


def make_needs(count: int = 500, *, seed: int = 2005) -> list[Need]:
    """Open needs of fifty Parties, in the months to come."""
    dice = random.Random(seed)
    parties = list(Country.objects.filter(party=True, developing=True).order_by("iso3")[:50])
    activities, themes, fields = _codes("activity"), _codes("theme"), _codes("expertise_field")
    today = timezone.localdate()
    assistances = [
        Assistance(reference=f"DCA-{today.year}-{party.iso3}-900", country=party, starts_on=today,
                   ends_on=today + timedelta(days=400))
        for party in parties
    ]  # fmt: skip
    Assistance.objects.bulk_create(assistances, batch_size=BATCH)
    needs = [
        Need(
            assistance=dice.choice(assistances),
            title=f"Expertise {number:03}",
            description="Somebody who has done such work.",
            activities=" ".join(dice.sample(activities, dice.randrange(1, 4))),
            themes=" ".join(dice.sample(themes, dice.randrange(0, 2))),
            fields=" ".join(dice.sample(fields, dice.randrange(0, 3))),
            languages=" ".join(dice.sample(LANGUAGES, dice.randrange(1, 3))),
            mode=dice.choice(Need.Mode.values),
            starts_on=today + timedelta(days=dice.randrange(10, 60)),
            ends_on=today + timedelta(days=dice.randrange(90, 200)),
            days=dice.randrange(5, 30),
        )
        for number in range(count)
    ]
    return Need.objects.bulk_create(needs, batch_size=BATCH)
