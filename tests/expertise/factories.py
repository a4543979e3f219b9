"""Experts, their profiles and calls for experts, in one line each."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from expertise import states
from expertise.models import (
    Availability,
    Candidacy,
    Expert,
    ExpertCall,
    ExpertCallText,
    KnownActivity,
    KnownCountry,
    Nationality,
    Profile,
    SpokenLanguage,
)
from tests.accounts import factories as people


def expert(**fields: Any) -> Expert:
    """A member of the roster with an account and a current profile; columns of `Expert` can be given.

    ``nationality`` (three letters, default MUS), ``activities`` ({code: level}), ``languages`` ({code: level}),
    ``countries`` (codes) fill the profile.
    """
    nationality = fields.pop("nationality", "MUS")
    activities = fields.pop("activities", {"1.1": 3})
    languages = fields.pop("languages", {"en": 3})
    countries = fields.pop("countries", ())
    user = fields.pop("user", None) or people.expert()
    country = fields.pop("residence", None) or people.country(nationality)
    today = timezone.localdate()
    values = {
        "name": user.name,
        "state": states.ACTIVE,
        "residence": country,
        "region": country.region,
        "admitted_on": today - timedelta(days=200),
        "term_ends_on": today + timedelta(days=1200),
        "confirmed_on": today - timedelta(days=30),
        "availability_confirmed_on": today - timedelta(days=30),
        "is_public": True,
        **fields,
    }
    made = Expert.objects.create(user=user, **values)
    made.profile = profile(made, nationality=nationality, activities=activities, languages=languages)
    made.save(update_fields=["profile"])
    for place, code in enumerate(countries):
        KnownCountry.objects.create(profile=made.profile, position=place, country=code)
    return made


def profile(
    of: Expert,
    *,
    nationality: str = "MUS",
    activities: dict[str, int] | None = None,
    languages: dict[str, int] | None = None,
    **fields: Any,
) -> Profile:
    """A profile with a nationality, activities and languages."""
    made = Profile.objects.create(
        expert=of,
        number=of.profiles.count() + 1,
        **{
            "family_name": of.name or "Somebody",
            "given_name": "A",
            "residence": of.residence.iso3 if of.residence else nationality,
            "headline": "Adviser on culture in the digital environment",
            "biography": "Has worked on cultural policy for the digital environment.",
            "years_of_experience": 12,
            "modes": "on_site remote",
            "ties_declared": True,
            "conduct_accepted": True,
            "data_accepted": True,
            **fields,
        },
    )
    Nationality.objects.create(profile=made, country=nationality)
    for place, (code, level) in enumerate((activities or {}).items()):
        KnownActivity.objects.create(
            profile=made,
            position=place,
            activity=code,
            level=str(level),
            evidence_kind="mission",
            evidence="A mission",
        )
    for place, (code, level) in enumerate((languages or {}).items()):
        SpokenLanguage.objects.create(
            profile=made, position=place, language=code, reading=str(level), speaking=str(level), working=str(level)
        )
    return made


def available(of: Expert, starts_on: date, ends_on: date, days_per_month: int = 10) -> Availability:
    """A period of availability."""
    return Availability.objects.create(expert=of, starts_on=starts_on, ends_on=ends_on, days_per_month=days_per_month)


def expert_call(**fields: Any) -> ExpertCall:
    """A published, rolling call for experts in both languages."""
    number = ExpertCall.objects.count() + 1
    values = {
        "slug": f"experts-{number}",
        "state": ExpertCall.State.PUBLISHED,
        "opens_at": timezone.now() - timedelta(days=10),
        **fields,
    }
    call = ExpertCall.objects.create(**values)
    for language, title in (("en", "Call for experts"), ("fr", "Appel à experts")):
        ExpertCallText.objects.create(call=call, language=language, title=title, summary=title, body=title)
    return call


def candidacy(of: Expert | None = None, call: ExpertCall | None = None, **fields: Any) -> Candidacy:
    """A draft of a person who is no member yet."""
    of = of or expert(state=states.CANDIDATE, admitted_on=None, term_ends_on=None, is_public=False)
    return Candidacy.objects.create(expert=of, call=call or expert_call(), **fields)
