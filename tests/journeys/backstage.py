"""Makes in seconds, by the portal's own services, what a journey would type for minutes.

    python -m tests.journeys.backstage draft GHA en        a complete draft of a Party
    python -m tests.journeys.backstage submitted GHA en    and it is submitted
    python -m tests.journeys.backstage expert UGA en       see `backstage_experts`
    python -m tests.journeys.backstage assistance KEN en   see `backstage_assistance`

Prints one JSON object: the addresses of its people, the code and the reference of the file.
"""

import json
import os
import sys
from typing import Any

# A story of the demonstration in each language lends its words to another Party.
LENDERS = {"en": "UGA", "fr": "MDG"}


def main(stage: str, iso3: str, language: str) -> dict[str, Any]:
    """Make a focal point of this Party and its file; `stage` is draft or submitted."""
    from applications.models import Call
    from portal.accounts.models import User
    from programme.demo.play import Play
    from programme.demo.stories import Story, all_stories

    from .driving import DOMAIN

    lender = next(story for story in all_stories() if story.iso3 == LENDERS[language])
    story = Story({**lender.told, "iso3": iso3})
    officer = User.objects.get(email=f"officer@{DOMAIN}")
    focal = _person(f"focal.{iso3.lower()}", language, iso3, officer)
    call = Call.objects.get(slug="open-call")
    play = Play(story, call, {f"focal.{iso3.lower()}": focal, "officer": officer, "officer2": officer})
    play.start()
    play.write()
    if stage == "submitted":
        play.submit()
    file = play.application
    return {"focal": focal.email, "ref": file.ref, "state": file.state}


def _person(account: str, language: str, iso3: str, officer: Any) -> Any:
    """A confirmed writer of the Party, made once."""
    from portal.accounts.models import User
    from portal.accounts.services.memberships import claim_party, confirm_claim
    from portal.accounts.services.people import create_person
    from portal.reference.models import Country

    from .driving import DOMAIN, PASSWORD

    email = f"{account}@{DOMAIN}"
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    person = create_person(email=email, name=f"Focal Point {iso3}", password=PASSWORD, language=language)
    country = Country.objects.get(iso3=iso3)
    place = claim_party(
        user=person, country=country, kind="writer", institution="Ministry of Culture", title="Adviser"
    )
    confirm_claim(membership=place, by=officer)
    return person


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from django.utils import translation

    from . import backstage_assistance, backstage_experts

    _stage, _iso3, _language = sys.argv[1:]
    with translation.override(_language):
        of_experts = backstage_experts.STAGES.get(_stage)
        if _stage == "assistance":
            print(json.dumps(backstage_assistance.ready(_iso3)))
        else:
            print(json.dumps(of_experts(_language) if of_experts else main(_stage, _iso3, _language)))
