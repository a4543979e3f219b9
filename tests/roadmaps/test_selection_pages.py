"""The pages of a selection and a mission, lived by the Party and the expert; what they lose, show and hide."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from applications.models import Tie
from expertise.models import Curriculum, Visibility
from portal.accounts.ports import waiting
from roadmaps.assistance import waiting as under_way
from roadmaps.models import Appraisal, Considered, Mission, MissionReport, Offer, Shortlist
from roadmaps.selection import states
from roadmaps.selection import waiting as waits
from roadmaps.selection import waiting_office as office_waits
from roadmaps.services.selection import offers
from tests.accounts import factories as people
from tests.documents.factories import stored_file, upload

from . import factories as make
from . import scene
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture
def browse(client):
    """Open a page as somebody."""

    def go(user, name, *args, data=None, language="en", **extra):
        client.force_login(user)
        address = reverse(name, args=args).replace("/en/", f"/{language}/", 1)
        return client.get(address, **extra) if data is None else client.post(address, data, **extra)

    return go


def ranks(shortlist, *places, **more):
    rows = list(shortlist.considered.select_related("expert"))
    values = {f"rank-{row.expert.code}": str(place) for row, place in zip(rows, places, strict=True)}
    return {**values, "act": "rank", **more}


def page_of(need):
    return need.assistance.reference, need.code


def test_a_party_ranks_on_one_page_and_loses_nothing_typed_when_a_rank_is_given_twice(browse):
    at = scene.scene()
    shortlist = scene.shared(at)
    code = at.experts[0].code
    given = ranks(shortlist, 1, 1, 2, comment="On the whole good", **{f"comment-{code}": "Knows us"})
    answer = browse(at.focal, "roadmaps:selection", *page_of(at.need), data=given)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Two experts have rank 1" in html
    assert "On the whole good" in html
    assert "Knows us" in html
    assert f'name="rank-{code}" value="1" id="id_rank-{code}_1" checked' in html
    assert html.startswith("<!doctype html>")
    assert "<title>Error:" in html
    answer = browse(at.focal, "roadmaps:selection", *page_of(at.need), data=ranks(shortlist, 2, 1, 3))
    assert answer.status_code == 302
    shortlist.refresh_from_db()
    assert shortlist.state == states.ANSWERED


def test_asking_for_others_without_a_reason_keeps_the_ranks_typed(browse):
    at = scene.scene()
    shortlist = scene.shared(at)
    given = {**ranks(shortlist, 1, 2, 3), "act": "others", "others": " "}
    answer = browse(at.focal, "roadmaps:selection", *page_of(at.need), data=given)
    assert answer.status_code == 422
    assert answer.content.decode().count(" checked") == 3
    browse(at.focal, "roadmaps:selection", *page_of(at.need), data={**given, "others": "Nobody speaks Luganda"})
    shortlist.refresh_from_db()
    assert (shortlist.state, shortlist.comment) == (states.MORE_ASKED, "Nobody speaks Luganda")


def test_a_party_sees_no_expert_before_the_shortlist_is_shared(browse):
    at = scene.scene()
    scene.proposed(at)
    html = browse(at.focal, "roadmaps:selection", *page_of(at.need)).content.decode()
    assert str(at.experts[0]) not in html
    assert "Experts are sought" in html


def test_a_party_reads_the_parts_open_to_parties_and_no_others(browse):
    at = scene.scene()
    expert = at.experts[0]
    expert.profile.city = "Port Louis"
    expert.profile.phone = "+230 555"
    expert.profile.save()
    Curriculum.objects.create(profile=expert.profile, stored_file=stored_file(), code="CV1")
    Visibility.objects.create(expert=expert, part="residence", audience="secretariat")
    Visibility.objects.create(expert=expert, part="biography", audience="parties")
    scene.shared(at)
    html = browse(at.focal, "roadmaps:selection", *page_of(at.need)).content.decode()
    assert "Has worked on cultural policy" in html
    for kept in ("Port Louis", "+230 555", expert.user.email):
        assert kept not in html
    assert browse(at.focal, "roadmaps:cv", *page_of(at.need), expert.code).status_code == 200
    Visibility.objects.create(expert=expert, part="cv", audience="secretariat")
    assert browse(at.focal, "roadmaps:cv", *page_of(at.need), expert.code).status_code == 404


def test_points_that_would_tell_what_the_secretariat_alone_knows_are_not_shown_to_the_party(browse):
    at = scene.scene()
    scene.shared(at)
    Considered.objects.update(
        points=[
            {"code": code, "value": 0.5, "weight": 5} for code in ("activity", "track", "balance", "region", "load")
        ]
    )
    shown = browse(at.focal, "roadmaps:selection", *page_of(at.need)).context["cards"][0].points
    assert [point.code for point in shown] == ["activity", "load"]
    assert shown[1].words == ""


def test_a_field_office_reads_the_page_and_has_no_button(browse):
    at = scene.scene()
    scene.shared(at)
    html = browse(people.field_office(at.party), "roadmaps:selection", *page_of(at.need)).content.decode()
    assert str(at.experts[0]) in html
    assert 'name="act"' not in html


def test_an_expert_declares_accepts_and_the_party_confirms_on_their_pages(browse):
    at = scene.scene()
    offer = scene.offered(at)
    who = offer.expert.user
    html = browse(who, "roadmaps:offer", offer.code).content.decode()
    assert 'value="accept"' not in html
    browse(who, "roadmaps:offer", offer.code, data={"act": "declare", "conflict": "no"})
    browse(who, "roadmaps:offer", offer.code, data={"act": "accept", "answer": "Gladly"})
    assert "Confirm for the Party" in browse(at.focal, "roadmaps:selection", *page_of(at.need)).content.decode()
    browse(at.focal, "roadmaps:confirm", *page_of(at.need), data={})
    offer.refresh_from_db()
    assert (offer.state, offer.party_by, offer.answer) == (states.ACCEPTED, at.focal, "Gladly")


def test_an_interest_without_words_keeps_the_answer_and_says_what_to_do(browse):
    at = scene.scene()
    offer = scene.offered(at)
    answer = browse(offer.expert.user, "roadmaps:offer", offer.code, data={"act": "declare", "conflict": "yes"})
    assert answer.status_code == 422
    assert 'value="yes" id="id_conflict_yes" checked' in answer.content.decode()


def test_days_and_files_that_are_refused_come_back_with_their_words(browse):
    at = scene.scene()
    mission = scene.begun(at)
    who = mission.expert.user
    given = {"on": timezone.localdate().isoformat(), "days": "0.7", "what": "A long call"}
    answer = browse(who, "roadmaps:days", mission.code, data=given)
    assert answer.status_code == 422
    assert "A long call" in answer.content.decode()
    assert browse(who, "roadmaps:days", mission.code, data={**given, "days": "0.5"}).status_code == 302
    answer = browse(who, "roadmaps:hand_over", mission.code, 1, data={"file": upload("x.pdf", b"MZ not a pdf")})
    assert answer.status_code == 422
    assert "not accepted" in answer.content.decode()
    assert browse(who, "roadmaps:hand_over", mission.code, 1, data={"file": upload()}).status_code == 302


def test_the_report_saves_by_itself_and_an_old_window_is_told_so(browse):
    mission = scene.begun(scene.scene())
    who = mission.expert.user
    json_wanted = {"HTTP_ACCEPT": "application/json"}
    answer = browse(who, "roadmaps:report", mission.code, data={"done": "One", "revision": "0"}, **json_wanted)
    assert json.loads(answer.content)["revision"] == 1
    answer = browse(who, "roadmaps:report", mission.code, data={"done": "Two", "revision": "0"}, **json_wanted)
    assert answer.status_code == 409
    answer = browse(who, "roadmaps:report", mission.code, data={"done": "Two", "revision": "0"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "One" in html
    assert "Two" in html
    settled = {"done": "Two", "choose-done": "theirs", "revision": "1", "next": "leave"}
    browse(who, "roadmaps:report", mission.code, data=settled)
    assert MissionReport.objects.get().done == "One"


def test_the_others_read_the_report_once_it_is_sent_and_never_before(browse):
    at = scene.scene()
    mission = scene.written(at)
    assert browse(at.focal, "roadmaps:report", mission.code).status_code == 404
    browse(
        mission.expert.user,
        "roadmaps:report",
        mission.code,
        data={"done": "Interviews.", "results": "A plan.", "revision": "1", "next": "send"},
    )
    assert "A plan." in browse(at.focal, "roadmaps:report", mission.code).content.decode()


def test_an_appraisal_is_read_on_the_page_only_after_giving_the_own(browse):
    at = scene.scene()
    mission = scene.reported(at)
    who = mission.expert.user
    scene.appraised(mission, "expert", who)
    page = browse(at.focal, "roadmaps:appraisal", mission.code)
    assert "Words of expert" not in page.content.decode()
    marks = {f"mark-{code}": "3" for code in scene.marks("party")}
    answer = browse(at.focal, "roadmaps:appraisal", mission.code, data={**marks, "mark-time": "", "comment": "Good"})
    assert answer.status_code == 422
    assert "Good" in answer.content.decode()
    assert not Appraisal.objects.filter(side="party").exists()
    browse(at.focal, "roadmaps:appraisal", mission.code, data={**marks, "comment": "Good"})
    assert "Words of expert" in browse(at.focal, "roadmaps:appraisal", mission.code).content.decode()


def test_an_expert_reads_how_often_considered_and_why_not_in_figures_only(browse):
    at = scene.scene()
    scene.agreed(at)
    loser = at.experts[1]
    other = scene.scene()
    other.experts = [loser]
    other.focal = at.focal
    scene.proposed(other)  # a draft no Party has seen
    answer = browse(loser.user, "roadmaps:missions")
    assert answer.context["considered"] == 1
    assert answer.context["reasons"] == [("The Party preferred another expert", 1)]
    html = answer.content.decode()
    assert str(at.experts[0]) not in html
    assert at.need.title not in html
    assert "Uganda" not in html


def test_an_expert_does_not_step_back_without_a_reason_and_the_words_stay(browse):
    mission = scene.agreed(scene.scene())
    who = mission.expert.user
    assert browse(who, "roadmaps:step_back", mission.code, data={"reason": " "}).status_code == 422
    assert browse(who, "roadmaps:step_back", mission.code, data={"reason": "A new post"}).status_code == 302
    mission.refresh_from_db()
    assert mission.state == states.CANCELLED


def test_pages_are_whole_in_french(browse):
    at = scene.scene()
    mission = scene.reported(at)
    for user, name, args in [
        (at.focal, "roadmaps:assistances", ()),
        (at.focal, "roadmaps:assistance", (at.need.assistance.reference,)),
        (at.focal, "roadmaps:selection", page_of(at.need)),
        (at.focal, "roadmaps:appraisal", (mission.code,)),
        (mission.expert.user, "roadmaps:mission", (mission.code,)),
        (mission.expert.user, "roadmaps:missions", ()),
        (mission.expert.user, "roadmaps:offer", (mission.offer.code,)),
    ]:
        answer = browse(user, name, *args, language="fr")
        html = answer.content.decode()
        assert answer.status_code == 200, name
        assert 'lang="fr"' in html
        for english in ("Whose turn", "Next:", "It is your turn", "Sent on"):
            assert english not in html, (name, english)


def test_the_words_of_a_need_and_of_an_expert_carry_their_language():
    at = scene.scene()
    scene.shared(at)
    with translation.override("fr"):
        page = reverse("roadmaps:selection", args=[at.need.assistance.reference, at.need.code])
    client = Client()
    client.force_login(at.focal)
    text = client.get(page).text
    assert f'<h1><span lang="en">{at.need.title}</span></h1>' in text
    assert '<p lang="en">Adviser on culture' in text


# --- What waits ---------------------------------------------------------------------------------
def fresh(user):
    """The person as the next request reads them: nothing kept from the one before."""
    return type(user).objects.get(pk=user.pk)


def of(user):
    return [(row.title, row.mine) for row in waiting.collect(fresh(user), "en")]


def asked_to_appraise(user):
    return any(title.startswith("Give your appraisal") for title, _mine in of(user))


def test_what_waits_moves_from_side_to_side_with_its_date():
    at = scene.scene()
    who = at.experts[0].user
    assert ("Propose experts for 1 need", True) in of(at.officer)
    shortlist = scene.shared(at)
    mine = next(row for row in waiting.collect(fresh(at.focal), "en") if row.mine)
    assert (mine.title, mine.due) == (f"Rank the experts for “{at.need.title}”", shortlist.due)
    scene.ranked_on(shortlist, at)
    assert ("Make the offer for 1 ranked need", True) in of(at.officer)
    offer = scene.offered(at)
    told = [row.next for row in waiting.collect(fresh(at.focal), "en") if row.title.startswith("Expert for")]
    assert told == ["The expert accepts or declines"], "what the expert is asked is not said to the Party"
    answer = next(row for row in waiting.collect(fresh(who), "en") if row.mine)
    assert (answer.title, answer.due) == (f"Answer the offer “{at.need.title}”", offer.due)
    offers.declare(offer=offer, conflict=False, by=who)
    offers.accept(offer=offer, by=who)
    assert ("Confirm the choice of 1 expert", True) in of(at.officer)
    assert (f"Confirm the expert for “{at.need.title}”", True) in of(at.focal)
    offers.confirm(offer=offer, side="party", by=at.focal)
    assert not any("expert" in title for title, mine in of(at.focal) if mine)
    offers.confirm(offer=offer, side="secretariat", by=at.officer)
    assert ("Prepare 1 mission", True) in of(at.officer)


def test_appraisals_wait_for_each_side_until_given():
    at = scene.scene()
    mission = scene.reported(at)
    who = mission.expert.user
    for person in (at.focal, who):
        assert asked_to_appraise(person)
    assert ("Appraise 1 mission", True) in of(at.officer)
    scene.appraised(mission, "party", at.focal)
    assert not asked_to_appraise(at.focal)


def test_nothing_waits_for_an_officer_on_the_own_country():
    at = scene.scene()
    scene.shared(at)
    tied = people.officer()
    Tie.objects.create(person=tied, country=at.party)
    assert not any("need" in title or "expert" in title for title, _mine in of(tied))


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_and_the_files_cost_the_same_queries_for_one_and_for_three(number):
    party = people.country("UGA")
    focal, officer, expert = people.focal_point(party), people.officer(), scene.expert()
    for _one in range(number):
        assistance = make.assistance(party)
        make.shortlist(make.need(assistance), state=states.WITH_PARTY, due=day(4))
        make.offer(make.need(assistance), expert, starts_on=day(100), ends_on=day(110))
        make.mission(assistance, expert)
        make.mission(assistance, expert, state=states.REPORTED)
    own = (
        office_waits.for_officers,
        waits.of_party,
        waits.of_expert,
        waits.files,
        under_way.of_party,
        under_way.files,
    )
    cost = {}
    for part, user in {"focal": focal, "officer": officer, "expert": expert.user}.items():
        assert any(list(provider(fresh(user), "en")) for provider in own)
        again = fresh(user)
        with CaptureQueriesContext(connection) as queries:
            for provider in own:
                list(provider(again, "en"))
        cost[part] = len(queries)
    assert cost == {"focal": 13, "officer": 8, "expert": 10}


@pytest.mark.parametrize("number", [1, 3])
def test_lists_and_pages_cost_the_same_queries_for_one_and_for_three(number, client, django_assert_num_queries):
    party = people.country("UGA")
    focal, expert = people.focal_point(party), scene.expert()
    assistance = make.assistance(party)
    need = make.need(assistance)
    many = [scene.expert(activities={"1.1": 2}) for _one in range(number)]
    shortlist = make.shortlist(need, *many, state=states.WITH_PARTY, due=day(4))
    for _one in range(number):
        make.offer(make.need(assistance), expert, starts_on=day(100), ends_on=day(110))
        make.mission(assistance, expert)
    assert shortlist.considered.count() == number
    pages = [
        (focal, reverse("roadmaps:assistances"), 8),
        (focal, reverse("roadmaps:assistance", args=[assistance.reference]), 18),
        (focal, reverse("roadmaps:selection", args=[assistance.reference, need.code]), 32),
        (expert.user, reverse("roadmaps:missions"), 11),
    ]
    for user, address, cost in pages:
        client.force_login(user)
        client.get(address)
        with django_assert_num_queries(cost):
            assert client.get(address).status_code == 200


def test_nothing_of_a_closed_selection_can_be_answered_again(browse):
    at = scene.scene()
    mission = scene.agreed(at)
    assert Shortlist.objects.get().state == states.CLOSED
    answer = browse(at.focal, "roadmaps:selection", *page_of(at.need), data={"act": "others", "others": "Others"})
    assert answer.status_code == 422
    assert Offer.objects.get().state == states.AGREED
    assert Mission.objects.get() == mission
