"""A choice of experts at any stage, made by the portal's own services; for the tests of selections and missions."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from expertise.models import Expert
from portal.documents.services import issue_document
from roadmaps.models import Mission, Offer, Shortlist
from roadmaps.selection import appraisals, states
from roadmaps.services.mission import appraising, missions, reports, work
from roadmaps.services.selection import offers, shortlists
from tests.accounts import factories as people
from tests.documents.factories import upload
from tests.expertise import factories as experts

from . import factories as make
from .factories import day


def expert(name: str = "", **fields: Any) -> Expert:
    """A member who is available for the next year."""
    made = experts.expert(**({"name": name} if name else {}), **fields)
    experts.available(made, day(-30), day(400), days_per_month=15)
    return made


def scene(number: int = 3, **need: Any) -> SimpleNamespace:
    """A Party with its focal point, an officer, an open need, and experts who fit; nothing is proposed yet.

    The first of ``experts`` fits best, then the next: levels 3, 2, 1 in the activity that is needed.
    """
    party = people.country("UGA")
    found = [
        expert(activities={"1.1": max(3 - place, 1)}, languages={"en": max(3 - place, 1)}) for place in range(number)
    ]
    return SimpleNamespace(
        party=party,
        focal=people.focal_point(party),
        officer=people.officer(),
        need=make.need(make.assistance(party), **need),
        experts=found,
    )


def proposed(at: SimpleNamespace, *chosen: Expert, **more: Any) -> Shortlist:
    """A draft of these experts, or of all."""
    values = {
        "overrides": {one.pk: "Knows the region." for one in chosen or at.experts},
        "note": "",
        "due": day(10),
        **more,
    }
    return shortlists.propose(need=at.need, experts=list(chosen or at.experts), by=at.officer, **values)


def shared(at: SimpleNamespace, *chosen: Expert) -> Shortlist:
    """With the Party."""
    return shortlists.share(shortlist=proposed(at, *chosen), by=at.officer)


def ranked(at: SimpleNamespace) -> Shortlist:
    """Ranked by the Party in the order of ``experts``."""
    return ranked_on(shared(at), at)


def ranked_on(shortlist: Shortlist, at: SimpleNamespace) -> Shortlist:
    """The Party ranks a shared shortlist in the order of ``experts``."""
    place = {one.pk: number for number, one in enumerate(at.experts, start=1)}
    ranks = {row.pk: place[row.expert_id] for row in shortlist.considered.all()}
    return shortlists.rank(shortlist=shortlist, ranks=ranks, by=at.focal)


def offered(at: SimpleNamespace, to: Expert | None = None, **more: Any) -> Offer:
    """An open offer to the Party's first, or to another one."""
    if not Shortlist.objects.filter(need=at.need).exclude(state=states.CLOSED).exists():
        ranked(at)
    values = {
        "starts_on": at.need.starts_on,
        "ends_on": at.need.ends_on,
        "days": at.need.days,
        "due": day(10),
        **more,
    }
    return offers.make(need=at.need, expert=to or at.experts[0], by=at.officer, **values)


def accepted(at: SimpleNamespace) -> Offer:
    """Accepted by the expert, interests declared."""
    offer = offered(at)
    offers.declare(offer=offer, conflict=False, by=offer.expert.user)
    return offers.accept(offer=offer, by=offer.expert.user)


def agreed(at: SimpleNamespace) -> Mission:
    """Confirmed by both sides: the mission is there."""
    offer = accepted(at)
    offers.confirm(offer=offer, side="party", by=at.focal)
    offers.confirm(offer=offer, side="secretariat", by=at.officer)
    return Mission.objects.get(offer=offer)


def begun(at: SimpleNamespace) -> Mission:
    """Under way since today, its terms issued (without their PDF), with one deliverable."""
    mission = agreed(at)
    today = timezone.localdate()
    Mission.objects.filter(pk=mission.pk).update(starts_on=today, ends_on=today + timedelta(days=60))
    mission.refresh_from_db()
    missions.write_terms(mission=mission, objective="A plan.", tasks="Write it.", by=at.officer)
    work.add_deliverable(mission=mission, title="Draft plan", due=day(30), by=at.officer)
    mission.refresh_from_db()
    Mission.objects.filter(pk=mission.pk).update(terms=issued(mission))
    return missions.begin(mission=mission, by=at.officer)


def issued(mission: Mission) -> Any:
    """An issued document that stands for the PDF."""

    return issue_document(
        kind="terms",
        title="Terms of reference",
        reference=mission.code,
        target=mission,
        language=mission.language,
        build=lambda code: b"%PDF-1.4\n%%EOF\n",
    )


def written(at: SimpleNamespace) -> Mission:
    """Days, deliverable and report are there; nothing is sent."""
    mission = begun(at)
    who = mission.expert.user
    work.write_days(mission=mission, on=timezone.localdate(), days=Decimal("1.5"), what="Interviews", by=who)
    work.hand_over(deliverable=mission.deliverables.get(), upload=upload("plan.pdf"), by=who)
    reports.save(mission=mission, values={"done": "Interviews.", "results": "A plan."}, expected_revision=0, by=who)
    return mission


def reported(at: SimpleNamespace) -> Mission:
    """The report is sent."""
    mission = written(at)
    reports.send(mission=mission, by=mission.expert.user)
    mission.refresh_from_db()
    return mission


def marks(side: str, mark: int = 4) -> dict[str, int]:
    """The same mark for every question of a side."""
    return {question.code: mark for question in appraisals.QUESTIONS[side]}


def appraised(mission: Mission, side: str, by: Any, mark: int = 4) -> Any:
    """The appraisal of a side."""
    return appraising.give(mission=mission, marks=marks(side, mark), comment=f"Words of {side}", again=True, by=by)
