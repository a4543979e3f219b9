"""Offers: made to the Party's first, interests declared, accepted or declined; the agreement of both sides."""

import pytest

from applications.models import Assessment, Tie
from expertise.models import DeclaredTie
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from roadmaps.models import Considered, Mission, Need, Offer, Shortlist
from roadmaps.selection import states
from roadmaps.services.mission import missions
from roadmaps.services.selection import in_time, offers, shortlists
from tests.accounts import factories as people

from . import factories as make
from . import scene
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def test_an_offer_goes_to_the_partys_first_and_tells_the_expert_in_their_language():
    at = scene.scene()
    at.experts[0].user.language = "fr"
    at.experts[0].user.save()
    offer = scene.offered(at)
    message = Message.objects.get(code="offer.made")
    assert message.to == offer.expert.user
    assert f"/fr/workspace/expert/offers/{offer.code}/" in message.body


def test_nothing_is_offered_before_the_party_has_ranked():
    at = scene.scene()
    scene.shared(at)
    with pytest.raises(Refused, match="not ranked"):
        scene.offered(at)


def test_another_one_than_the_partys_first_needs_a_word_and_a_reason():
    at = scene.scene()
    scene.ranked(at)
    with pytest.raises(Refused, match="comes first"):
        scene.offered(at, at.experts[1])
    with pytest.raises(Refused, match="comes first"):
        scene.offered(at, at.experts[1], reason="Free earlier.", passed_over="declined")
    offer = scene.offered(at, at.experts[1], reason="Free earlier.", passed_over="dates")
    assert offer.reason == "Free earlier."


def test_once_the_first_declines_the_second_is_asked_without_a_reason():
    at = scene.scene()
    offers.decline(offer=scene.offered(at), reason="On another mission.", by=at.experts[0].user)
    assert scene.offered(at, at.experts[1]).expert == at.experts[1]
    with pytest.raises(Refused, match="open already"):
        scene.offered(at, at.experts[2], reason="x", passed_over="dates")


def test_a_need_has_one_open_offer_and_a_double_click_makes_one():
    at = scene.scene()
    assert scene.offered(at) == scene.offered(at)
    assert Message.objects.filter(code="offer.made").count() == 1


def test_two_offers_for_the_same_days_are_never_open_for_one_expert():
    at, other = scene.scene(), scene.scene()
    other.experts, other.focal = at.experts, at.focal
    scene.offered(at)
    scene.ranked(other)
    with pytest.raises(Refused, match="same days"):
        scene.offered(other)
    assert scene.offered(other, starts_on=day(200), ends_on=day(230), outside_reason="").expert == at.experts[0]


def test_dates_outside_the_availability_or_over_a_mission_need_a_reason():
    at = scene.scene()
    scene.ranked(at)
    at.experts[0].availabilities.update(ends_on=day(40))
    with pytest.raises(Refused, match="outside the availability"):
        scene.offered(at)
    at.experts[0].availabilities.update(ends_on=day(400))
    make.mission(expert=at.experts[0], starts_on=at.need.starts_on, ends_on=at.need.ends_on)
    with pytest.raises(Refused, match="has a mission in this time"):
        scene.offered(at)
    assert scene.offered(at, outside_reason="Both can be done from home.").outside_reason


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_on": day(50), "ends_on": day(40)}, "before it begins"),
        ({"starts_on": day(-2)}, "today or later"),
        ({"days": 900}, "no more than"),
        ({"due": day(0)}, "date ahead"),
        ({"due": day(900)}, "date ahead"),
    ],
)
def test_an_offer_with_impossible_dates_is_refused(values, words):
    at = scene.scene()
    scene.ranked(at)
    with pytest.raises(Refused, match=words):
        scene.offered(at, **values)


def test_interests_are_declared_before_accepting():
    at = scene.scene()
    offer = scene.offered(at)
    with pytest.raises(Refused, match="interest"):
        offers.accept(offer=offer, by=offer.expert.user)
    offers.declare(offer=offer, conflict=False, by=offer.expert.user)
    offers.accept(offer=offer, answer="With pleasure.", by=offer.expert.user)
    offers.accept(offer=offer, answer="With pleasure.", by=offer.expert.user)
    offer.refresh_from_db()
    assert (offer.state, offer.answer) == (states.ACCEPTED, "With pleasure.")
    assert Message.objects.filter(code="offer.accepted").count() == 2  # the officer and the focal point, once


def test_a_declared_interest_bars_sends_the_offer_back_and_its_words_stay_with_the_secretariat():
    at = scene.scene()
    offer = scene.offered(at)
    with pytest.raises(Refused, match="few words"):
        offers.declare(offer=offer, conflict=True, note=" ", by=offer.expert.user)
    offers.declare(offer=offer, conflict=True, note="My firm works for the ministry.", by=offer.expert.user)
    offer.refresh_from_db()
    assert offer.state == states.DECLINED
    assert offer.considered.why_not == Considered.WhyNot.CONFLICT
    assert DeclaredTie.objects.get(expert=offer.expert).country == at.party
    for message in Message.objects.filter(code="offer.conflict"):
        assert "My firm" not in message.body
    assert not Entry.objects.filter(reason__contains="My firm").exists()
    with pytest.raises(Refused, match="no longer be asked"):
        scene.offered(at)


def test_a_bar_that_came_up_since_stops_the_acceptance():
    at = scene.scene()
    offer = scene.offered(at)
    offers.declare(offer=offer, conflict=False, by=offer.expert.user)
    people.membership(offer.expert.user, at.party)
    with pytest.raises(Refused, match="barred"):
        offers.accept(offer=offer, by=offer.expert.user)


def test_only_the_expert_answers():
    at = scene.scene()
    offer = scene.offered(at)
    for person in (at.officer, at.focal, people.superuser(), at.experts[1].user):
        with pytest.raises(NotAllowed):
            offers.declare(offer=offer, conflict=False, by=person)
        with pytest.raises(NotAllowed):
            offers.decline(offer=offer, reason="No", by=person)


def test_declining_needs_a_reason_which_both_sides_read():
    at = scene.scene()
    offer = scene.offered(at)
    with pytest.raises(Refused, match="reason"):
        offers.decline(offer=offer, reason="", by=offer.expert.user)
    offers.decline(offer=offer, reason="A long illness.", by=offer.expert.user)
    assert {row.to for row in Message.objects.filter(code="offer.declined")} == {at.officer, at.focal}
    assert "A long illness." in Message.objects.filter(code="offer.declined").first().body


def test_an_offer_lapses_after_its_date_by_the_portal_itself_and_once():
    at = scene.scene()
    offer = scene.offered(at)
    Offer.objects.filter(pk=offer.pk).update(due=day(2))
    in_time.remind()
    assert Message.objects.get(code="offer.reminder").to == offer.expert.user
    Offer.objects.filter(pk=offer.pk).update(due=day(-1))
    assert (offers.lapse_due(), offers.lapse_due()) == (1, 0)
    offer.refresh_from_db()
    assert offer.state == states.LAPSED
    assert Entry.objects.get(verb="offer.lapsed").actor is None
    with pytest.raises(Refused, match="Not answered"):
        offers.declare(offer=offer, conflict=False, by=offer.expert.user)
    assert scene.offered(at, at.experts[1]).expert == at.experts[1]


def test_an_offer_that_was_taken_back_can_be_made_again_with_other_dates():
    at = scene.scene()
    offer = scene.offered(at)
    with pytest.raises(Refused, match="reason"):
        offers.take_back(offer=offer, reason="", by=at.officer)
    offers.take_back(offer=offer, reason="Wrong dates.", by=at.officer)
    again = scene.offered(at, starts_on=day(45))
    assert again.expert == offer.expert
    assert again.pk != offer.pk


def test_the_choice_is_one_act_of_both_sides_named_in_one_entry():
    at = scene.scene()
    offer = scene.accepted(at)
    offers.confirm(offer=offer, side="secretariat", by=at.officer)
    offers.confirm(offer=offer, side="secretariat", by=at.officer)
    assert not Mission.objects.exists()
    assert Message.objects.get(code="offer.to_confirm").to == at.focal
    offers.confirm(offer=offer, side="party", by=at.focal)
    offers.confirm(offer=offer, side="party", by=at.focal)
    offer.refresh_from_db()
    at.need.refresh_from_db()
    assert (offer.state, at.need.state) == (states.AGREED, Need.State.FILLED)
    entry = Entry.objects.get(verb="offer.agreed")
    assert entry.reason == f"{at.focal} · {at.officer}"
    mission = Mission.objects.get()
    assert (mission.expert, mission.days, mission.state) == (at.experts[0], at.need.days, states.PREPARED)
    assert Shortlist.objects.get().state == states.CLOSED
    whys = dict(Considered.objects.values_list("expert", "why_not"))
    assert whys == {at.experts[0].pk: "", at.experts[1].pk: "preference", at.experts[2].pk: "preference"}
    told = {row.to for row in Message.objects.filter(code="offer.agreed")}
    assert told == {at.focal, at.officer, at.experts[0].user}


def test_those_the_secretariat_passed_over_read_its_word_and_not_the_partys():
    at = scene.scene()
    scene.ranked(at)
    offer = scene.offered(at, at.experts[1], reason="Free earlier.", passed_over="dates")
    offers.declare(offer=offer, conflict=False, by=offer.expert.user)
    offers.accept(offer=offer, by=offer.expert.user)
    offers.confirm(offer=offer, side="party", by=at.focal)
    offers.confirm(offer=offer, side="secretariat", by=at.officer)
    whys = dict(Considered.objects.values_list("expert", "why_not"))
    assert (whys[at.experts[0].pk], whys[at.experts[2].pk]) == ("dates", "preference")


def test_nobody_confirms_for_the_other_side_nor_with_a_tie_nor_as_the_expert():
    at = scene.scene()
    offer = scene.accepted(at)
    tied = people.officer()
    Tie.objects.create(person=tied, country=at.party)
    refused = [
        (at.focal, "secretariat"),
        (at.officer, "party"),
        (tied, "secretariat"),
        (people.superuser(), "secretariat"),
        (people.signatory(at.party), "party"),
        (offer.expert.user, "party"),
    ]
    for person, side in refused:
        with pytest.raises(NotAllowed):
            offers.confirm(offer=offer, side=side, by=person)
    assert not Mission.objects.exists()


def test_one_person_as_expert_assessor_and_focal_point_is_barred_and_acts_in_none_of_the_three():
    at = scene.scene()
    person = at.experts[0].user
    people.membership(person, at.party)
    at.need.assistance.application = None
    with pytest.raises(Refused, match="team of Uganda"):
        scene.proposed(at)
    scene.proposed(at, at.experts[1])
    Considered.objects.create(shortlist=Shortlist.objects.get(), expert=at.experts[0], score=1, position=9)
    Shortlist.objects.update(state=states.WITH_PARTY)
    with pytest.raises(NotAllowed, match="among the experts"):
        shortlists.ask_for_others(shortlist=Shortlist.objects.get(), reason="Others", by=person)
    assert not Assessment.objects.exists()


def test_an_expert_who_steps_back_after_the_agreement_reopens_the_need_and_the_next_can_be_asked():
    at = scene.scene()
    mission = scene.agreed(at)
    with pytest.raises(Refused, match="reason"):
        missions.cancel(mission=mission, reason=" ", by=mission.expert.user)
    missions.cancel(mission=mission, reason="A new post.", by=mission.expert.user)
    mission.refresh_from_db()
    at.need.refresh_from_db()
    assert (mission.state, at.need.state) == (states.CANCELLED, Need.State.OPEN)
    shortlist = Shortlist.objects.get()
    assert shortlist.state == states.ANSWERED
    whys = dict(Considered.objects.values_list("expert", "why_not"))
    assert whys == {at.experts[0].pk: "declined", at.experts[1].pk: "", at.experts[2].pk: ""}
    assert {row.to for row in Message.objects.filter(code="mission.cancelled")} == {
        at.officer,
        at.focal,
        mission.expert.user,
    }
    assert scene.offered(at, at.experts[1]).expert == at.experts[1]
