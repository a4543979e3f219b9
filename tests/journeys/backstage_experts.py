"""What the journey of an expert does not type: the account, the rest of the profile, a need of an assistance."""

from datetime import timedelta
from typing import Any

# The profile in each language, as `programme.demo.persons` reads it; the rest is typed.
TOLD: dict[str, dict[str, Any]] = {
    "en": {
        "given_name": "Aroha",
        "family_name": "Tamatea",
        "language": "en",
        "headline": "Writes rules for public funds that reach creators who publish online",
        "years": 14,
        "biography": "For fourteen years I have written the rules of public funds for culture.",
        "training": "Training of trainers on the Convention, Apia, 2023.",
        "modes": ["remote", "on_site"],
        "fields": ["policy"],
        "themes": ["T1"],
        "domains": ["music"],
        "languages": {"en": 333, "fr": 221},
        "posts": [{"title": "Adviser", "employer": "Harbour Fund", "country": "NZL", "from": 2012}],
    },
    "fr": {
        "given_name": "Noémie",
        "family_name": "Castellane",
        "language": "fr",
        "headline": "Écrit les règles d’aides publiques qui atteignent celles et ceux qui créent en ligne",
        "years": 12,
        "biography": "Depuis douze ans j’écris les règles d’aides publiques à la culture.",
        "training": "Formation de formateurs à la Convention, Bruxelles, 2023.",
        "modes": ["remote", "on_site"],
        "fields": ["policy"],
        "themes": ["T1"],
        "domains": ["music"],
        "languages": {"fr": 333, "en": 333},
        "posts": [{"title": "Conseillère", "employer": "Fonds du Port", "country": "BEL", "from": 2013}],
    },
}  # fmt: skip
NEEDS = {
    "en": ("Rules of the fund for creators online", "Somebody who has written such rules before."),
    "fr": ("Règles du fonds pour la création en ligne", "Une personne qui a déjà écrit de telles règles."),
}
TYPED = ("identity", "activities", "declaration")


def expert(language: str) -> dict[str, Any]:
    """Somebody who has an account and nothing else, and a need that will suit them."""
    from portal.accounts.services.people import create_person

    from .driving import DOMAIN, PASSWORD

    told = TOLD[language]
    name = f"{told['given_name']} {told['family_name']}"
    address = f"candidate.{language}@{DOMAIN}"
    create_person(email=address, name=name, password=PASSWORD, language=language)
    return {"address": address, "name": name, **need(language)}


def profile(language: str) -> dict[str, Any]:
    """All sections of the profile that are not typed, with a curriculum vitae; gives the code of the expert."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from expertise.models import Expert
    from expertise.sections import SECTIONS
    from expertise.services import files
    from expertise.services import profile as profiles
    from programme.demo import paper
    from programme.demo.acting import Posted, row_texts
    from programme.demo.persons import Person

    from .driving import DOMAIN

    expert = Expert.objects.select_related("user").get(user__email=f"candidate.{language}@{DOMAIN}")
    person = Person("candidate", TOLD[language])
    for section in SECTIONS:
        told = None if section.code in TYPED or section.files else person.answers(section.code)
        if told is not None:
            profiles.save(
                expert=expert,
                section=section,
                posted=Posted(section, told),
                read_rows=lambda rows, told=told: row_texts(rows, told),
                expected_revision=0,
                by=expert.user,
            )
    upload = SimpleUploadedFile("cv.pdf", paper.one_page("CV", person.name), "application/pdf")
    files.attach(expert=expert, upload=upload, kind="cv", title="Curriculum vitae", by=expert.user)
    return {"code": expert.code}


def need(language: str) -> dict[str, Any]:
    """A need of five days, from today on, of the assistance of Uganda."""
    from django.utils import timezone

    from portal.accounts.models import User
    from roadmaps.models import Assistance
    from roadmaps.services.selection import needs

    from .driving import DOMAIN

    assistance = Assistance.objects.get(country__iso3="UGA", state=Assistance.State.OPEN)
    title, description = NEEDS[language]
    today = timezone.localdate()
    made = needs.add(
        assistance=assistance,
        by=User.objects.get(email=f"officer@{DOMAIN}"),
        title=title,
        description=description,
        activities="1.1",
        themes="T1",
        fields="policy",
        languages=language,
        mode="remote",
        starts_on=today,
        ends_on=today + timedelta(days=60),
        days=5,
    )
    return {"code": made.code, "reference": assistance.reference, "title": title}


STAGES = {"expert": expert, "profile": profile}
