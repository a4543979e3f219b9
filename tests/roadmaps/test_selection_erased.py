"""A profile erased while its person is considered, asked or at work."""

import pytest

from expertise import ports
from portal.activity.models import Entry
from portal.messaging.models import Message
from roadmaps.models import Considered, Mission, Need, Offer, Shortlist
from roadmaps.selection import states
from roadmaps.services.selection import erasure, offers, shortlists
from tests.accounts import factories as people

from . import scene

pytestmark = pytest.mark.usefixtures("vocabulary")


def erase(expert):
    return ports.erase.collect(expert=expert, by=expert.user)


def test_it_leaves_a_draft_without_a_trace():
    at = scene.scene()
    shortlist = scene.proposed(at)
    assert erase(at.experts[0])
    assert shortlist.considered.count() == 2
    assert not Message.objects.filter(code="shortlist.expert_left").exists()


def test_it_is_taken_out_of_a_shared_shortlist_with_the_reason_and_a_word_to_both_sides():
    at = scene.scene()
    shortlist = scene.shared(at)
    erase(at.experts[0])
    row = shortlist.considered.get(expert=at.experts[0])
    assert (row.why_not, row.override) == (Considered.WhyNot.LEFT, "")
    assert {one.to for one in Message.objects.filter(code="shortlist.expert_left")} == {at.focal, at.officer}
    keys = [one.pk for one in shortlist.considered.filter(why_not="")]
    shortlists.rank(shortlist=shortlist, ranks={keys[0]: 1, keys[1]: 2}, by=at.focal)
    assert scene.offered(at, at.experts[1]).expert == at.experts[1]


def test_a_shortlist_of_which_nobody_is_left_is_closed():
    at = scene.scene(number=1)
    scene.shared(at)
    erase(at.experts[0])
    assert Shortlist.objects.get().state == states.CLOSED


def test_an_open_offer_is_taken_back_and_the_next_can_be_asked():
    at = scene.scene()
    offer = scene.accepted(at)
    erase(at.experts[0])
    offer.refresh_from_db()
    assert offer.state == states.TAKEN_BACK
    assert scene.offered(at, at.experts[1]).expert == at.experts[1]
    assert Offer.objects.count() == 2


def test_a_mission_not_reported_is_cancelled_and_the_need_is_open_again():
    at = scene.scene()
    mission = scene.begun(at)
    erase(at.experts[0])
    mission.refresh_from_db()
    at.need.refresh_from_db()
    assert (mission.state, at.need.state) == (states.CANCELLED, Need.State.OPEN)
    assert Considered.objects.get(expert=at.experts[0]).why_not == Considered.WhyNot.LEFT


def test_a_reported_mission_stays_and_is_named_among_what_the_record_keeps():
    at = scene.scene()
    mission = scene.reported(at)
    assert any(mission.title in words for words in ports.held.collect(at.experts[0]))
    erase(at.experts[0])
    assert Mission.objects.get().state == states.REPORTED


def test_no_word_of_the_person_stays_in_offers_messages_and_log():
    at = scene.scene()
    offer = scene.offered(at)
    offers.decline(offer=offer, reason="A long illness.", by=offer.expert.user)
    name = str(offer.expert)
    erase(offer.expert)
    offer.refresh_from_db()
    assert (offer.answer, offer.interests) == ("", "")
    for entry in Entry.objects.all():
        assert "illness" not in entry.reason
        assert name not in entry.label
        assert name not in str(entry.new)
    for message in Message.objects.all():
        assert name not in message.subject + message.body
        assert "illness" not in message.body


def test_erasing_twice_does_nothing_more():
    at = scene.scene()
    scene.shared(at)
    assert erase(at.experts[0])
    assert erase(at.experts[0]) == []
    assert erasure.erase(expert=scene.expert(), by=people.officer()) == []
