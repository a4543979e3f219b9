"""What the journey of an assistance does not type: the public presentation and the first progress report."""

from typing import Any


def ready(iso3: str) -> dict[str, Any]:
    """Bring an assistance of the demonstration to its last steps; gives its reference and its expert's address."""
    from django.utils import timezone

    from portal.accounts.models import User
    from programme.demo import national
    from roadmaps.models import Assistance, Mission
    from roadmaps.services.national.validation import present

    from .driving import DOMAIN

    people = {user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    told = next(one for one in national.told()["parties"] if one["iso3"] == iso3)
    story = national.National(told, people)
    if story.roadmap.presented_on is None:
        event = story.words["event"]
        present(roadmap=story.roadmap, on=timezone.localdate(), event=event, link="", by=story.focal)
    story.report(national.told()["rounds"][-1], national.PACE["quick"][0])
    assistance = Assistance.objects.get(country__iso3=iso3)
    mission = Mission.objects.select_related("expert__user").get(assistance=assistance)
    return {"reference": assistance.reference, "expert": mission.expert.user.email}
