"""Shortlists: prepared by the Secretariat, ranked by the Party, or others asked for."""

import pytest
from django.utils import timezone

from applications.models import Tie
from expertise import states as expert_states
from expertise.models import DeclaredTie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from roadmaps.models import Considered, Shortlist
from roadmaps.selection import states
from roadmaps.services.selection import in_time, offers, shortlists
from tests.accounts import factories as people

from . import scene
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def test_the_best_placed_are_proposed_without_a_word_and_their_points_are_kept():
    at = scene.scene()
    shortlist = scene.proposed(at, at.experts[0], at.experts[1], overrides={})
    rows = list(shortlist.considered.all())
    assert [row.expert for row in rows] == at.experts[:2]
    assert rows[0].score > rows[1].score
    assert {"code", "value", "weight"} == set(rows[0].points[0])


def test_somebody_placed_lower_needs_a_reason_which_the_party_reads():
    at = scene.scene()
    with pytest.raises(Refused, match="comes before better placed"):
        scene.proposed(at, at.experts[2], overrides={at.experts[2].pk: "  "})
    shortlist = scene.proposed(at, at.experts[2], overrides={at.experts[2].pk: "Knows the ministry."})
    assert shortlist.considered.get().override == "Knows the ministry."


@pytest.mark.parametrize("bar", ["nationality", "tie", "team", "on leave"])
def test_a_barred_expert_is_refused_even_with_a_reason(bar):
    at = scene.scene()
    expert = at.experts[0]
    if bar == "nationality":
        expert.profile.nationality_set.update(country="UGA")
    elif bar == "tie":
        DeclaredTie.objects.create(expert=expert, country=at.party, reason="A sister")
    elif bar == "team":
        people.membership(expert.user, at.party)
    else:
        type(expert).objects.filter(pk=expert.pk).update(state=expert_states.ON_LEAVE)
    with pytest.raises(Refused, match="barred"):
        scene.proposed(at, expert)
    assert not Considered.objects.exists()


def test_an_officer_who_is_an_expert_does_not_propose_themself_nor_act_on_a_choice_they_are_part_of():
    at = scene.scene()
    officer = people.officer()
    at.experts[0].user = officer
    at.experts[0].save(update_fields=["user"])
    with pytest.raises(NotAllowed, match="among the experts"):
        shortlists.propose(need=at.need, experts=at.experts, overrides={}, by=officer)
    shortlist = scene.shared(at)
    assert shortlist.state == states.WITH_PARTY
    with pytest.raises(NotAllowed, match="among the experts"):
        shortlists.propose(need=at.need, experts=at.experts[1:], overrides={}, by=officer)


def test_an_officer_with_a_tie_and_a_superuser_prepare_nothing():
    at = scene.scene()
    tied = people.officer()
    Tie.objects.create(person=tied, country=at.party)
    for person in (tied, people.superuser(), at.focal):
        with pytest.raises(NotAllowed):
            shortlists.propose(need=at.need, experts=at.experts, overrides={}, by=person)


def test_a_draft_is_written_anew_until_it_is_shared():
    at = scene.scene()
    first = scene.proposed(at)
    second = scene.proposed(at, at.experts[0])
    assert first == second
    assert Considered.objects.count() == 1
    scene.shared(at)
    with pytest.raises(Refused, match="with the Party"):
        scene.proposed(at)


def test_sharing_needs_a_date_ahead_and_tells_the_party():
    at = scene.scene()
    shortlist = scene.proposed(at, due=timezone.localdate())
    with pytest.raises(Refused, match="date ahead"):
        shortlists.share(shortlist=shortlist, by=at.officer)
    shortlists.share(shortlist=shortlist, by=at.officer, due=day(5))
    shortlist.refresh_from_db()
    assert (shortlist.state, shortlist.due) == (states.WITH_PARTY, day(5))
    assert Message.objects.get(code="shortlist.shared").to == at.focal


def test_an_expert_who_was_barred_since_the_draft_stops_the_sharing():
    at = scene.scene()
    shortlist = scene.proposed(at)
    DeclaredTie.objects.create(expert=at.experts[1], country=at.party, reason="New")
    with pytest.raises(Refused, match="barred"):
        shortlists.share(shortlist=shortlist, by=at.officer)


def test_the_party_ranks_each_expert_once_with_comments():
    at = scene.scene()
    shortlist = scene.shared(at)
    keys = [row.pk for row in shortlist.considered.all()]
    with pytest.raises(Refused, match="rank from 1 to 3"):
        shortlists.rank(shortlist=shortlist, ranks={keys[0]: 1}, by=at.focal)
    with pytest.raises(Refused, match="Two experts have rank 1"):
        shortlists.rank(shortlist=shortlist, ranks=dict.fromkeys(keys, 1), by=at.focal)
    ranks = {keys[0]: 2, keys[1]: 1, keys[2]: 3}
    shortlists.rank(shortlist=shortlist, ranks=ranks, comments={keys[1]: "Speaks Swahili"}, by=at.focal)
    shortlist.refresh_from_db()
    assert shortlist.state == states.ANSWERED
    assert shortlist.answered_by == at.focal
    first = shortlist.considered.get(party_rank=1)
    assert (first.pk, first.party_comment) == (keys[1], "Speaks Swahili")
    assert Message.objects.get(code="shortlist.ranked").to == at.officer


def test_the_same_ranking_pressed_twice_is_one_and_another_one_is_refused():
    at = scene.scene()
    shortlist = scene.ranked(at)
    ranks = dict(shortlist.considered.values_list("pk", "party_rank"))
    shortlists.rank(shortlist=shortlist, ranks=ranks, by=at.focal)
    assert Message.objects.filter(code="shortlist.ranked").count() == 1
    keys = list(ranks)
    with pytest.raises(Refused, match="no longer possible"):
        shortlists.rank(
            shortlist=shortlist, ranks={**ranks, keys[0]: ranks[keys[1]], keys[1]: ranks[keys[0]]}, by=at.focal
        )


def test_only_a_focal_point_of_the_party_ranks_and_not_one_who_is_among_the_experts():
    at = scene.scene()
    shortlist = scene.shared(at)
    ranks = {row.pk: place for place, row in enumerate(shortlist.considered.all(), start=1)}
    for person in (people.signatory(at.party), people.focal_point(people.country("ZWE")), at.officer):
        with pytest.raises(NotAllowed):
            shortlists.rank(shortlist=shortlist, ranks=ranks, by=person)
    people.membership(at.experts[0].user, at.party)
    with pytest.raises(NotAllowed, match="among the experts"):
        shortlists.rank(shortlist=shortlist, ranks=ranks, by=at.experts[0].user)


def test_the_party_asks_for_others_with_a_reason_and_the_next_shortlist_has_the_next_number():
    at = scene.scene()
    shortlist = scene.shared(at, at.experts[0])
    with pytest.raises(Refused, match="miss"):
        shortlists.ask_for_others(shortlist=shortlist, reason="", by=at.focal)
    shortlists.ask_for_others(shortlist=shortlist, reason="Nobody speaks Luganda.", by=at.focal)
    assert Message.objects.get(code="shortlist.others_asked").to == at.officer
    again = scene.proposed(at, at.experts[1])
    assert again.number == 2
    shortlist.refresh_from_db()
    assert shortlist.state == states.CLOSED
    assert shortlist.considered.get().why_not == "preference"


def test_experts_the_party_ranked_are_asked_before_others_are_proposed():
    at = scene.scene()
    scene.ranked(at)
    with pytest.raises(Refused, match="make an offer first"):
        scene.proposed(at)
    for expert in at.experts:
        offer = scene.offered(at, expert)
        offers.decline(offer=offer, reason="No time.", by=expert.user)
    at.experts.append(scene.expert())
    assert scene.proposed(at, at.experts[-1]).number == 2


def test_there_is_a_word_before_the_date_and_to_both_sides_after_it_each_once():
    at = scene.scene()
    shortlist = scene.shared(at)
    Shortlist.objects.filter(pk=shortlist.pk).update(due=day(2))
    for _time in range(2):
        in_time.remind()
    assert [row.to for row in Message.objects.filter(code="shortlist.reminder")] == [at.focal]
    Shortlist.objects.filter(pk=shortlist.pk).update(due=day(-1))
    for _time in range(2):
        in_time.remind()
    assert {row.to for row in Message.objects.filter(code="shortlist.late")} == {at.focal, at.officer}
    assert Message.objects.filter(code="shortlist.late").count() == 2
