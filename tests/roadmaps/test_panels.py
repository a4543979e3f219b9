"""What this floor tells the floor of the experts: why others were chosen, missions and selections in the office."""

import pytest
from django.urls import reverse

from expertise import ports
from roadmaps.models import Considered
from roadmaps.selection import states
from roadmaps.selection.load import not_chosen
from tests.accounts import factories as people
from tests.expertise import factories as experts

from . import factories as make

pytestmark = pytest.mark.usefixtures("vocabulary")


def considered(expert, why_not, state=states.CLOSED):
    make.shortlist(make.need(), expert, state=state)
    Considered.objects.filter(expert=expert, why_not="").update(why_not=why_not)


def test_an_expert_reads_in_sums_why_others_were_chosen_the_most_frequent_first():
    expert = experts.expert()
    for reason in ("language", "dates", "dates"):
        considered(expert, reason)
    considered(expert, "balance", state=states.DRAFT)
    considered(experts.expert(), "balance")
    expected = [("The dates did not fit", 2), ("Another working language was needed", 1)]
    assert not_chosen(expert.pk) == expected
    assert ports.not_chosen.collect(expert.pk) == expected


def test_the_expert_reads_them_on_the_home_page(client):
    expert = experts.expert()
    considered(expert, "dates")
    client.force_login(expert.user)
    text = client.get(reverse("expertise:home")).content.decode()
    assert "The dates did not fit" in text


def test_the_page_of_an_expert_in_the_office_leads_to_missions_and_selections(client):
    expert = experts.expert()
    considered(expert, "dates")
    mission = make.mission(expert=expert, title="A/B of the team")
    client.force_login(people.officer())
    text = client.get(reverse("admin:expertise_expert_page", args=[expert.code])).content.decode()
    assert reverse("admin:roadmaps_mission", args=[mission.code]) in text
    assert reverse("admin:roadmaps_selection", args=[Considered.objects.get().shortlist.need.code]) in text
    assert "The dates did not fit" in text


def test_an_expert_without_a_past_is_told_so_in_the_office(client):
    client.force_login(people.officer())
    expert = experts.expert()
    text = client.get(reverse("admin:expertise_expert_page", args=[expert.code])).content.decode()
    assert "No mission yet." in text
    assert "Never considered." in text
