"""The office: opening an assistance, the page of a selection, missions and their spreadsheet."""

import io

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications import states as application_states
from applications.models import Tie
from portal.accounts.services.refusals import Refused
from portal.documents.models import Job
from portal.documents.services import running
from roadmaps.models import Assistance, Considered, Mission, Offer, Shortlist
from roadmaps.selection import states
from roadmaps.services.selection import offers
from tests.accounts import factories as people
from tests.applications.factories import complete_application

from . import factories as make
from . import scene
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def at_office(client, user, name, *args, data=None):
    client.force_login(user)
    address = reverse(f"admin:roadmaps_{name}", args=args)
    return client.get(address) if data is None else client.post(address, data)


def test_an_officer_opens_an_assistance_from_the_list_of_selected_applications(client):
    application = complete_application(people.country("UGA"), state=application_states.SELECTED)
    officer = people.officer()
    html = at_office(client, officer, "assistances").content.decode()
    assert reverse("admin:roadmaps_open", args=[application.ref]) in html
    given = {"starts_on": day(3).isoformat(), "ends_on": day(1).isoformat(), "officer": officer.pk}
    answer = at_office(client, officer, "open", application.ref, data=given)
    assert answer.status_code == 422
    assert "ends before it begins" in answer.content.decode()
    given["ends_on"] = day(400).isoformat()
    at_office(client, officer, "open", application.ref, data=given)
    at_office(client, officer, "open", application.ref, data=given)  # a second click
    assistance = Assistance.objects.get()
    assert (assistance.application, assistance.officer) == (application, officer)
    assert (
        reverse("admin:roadmaps_open", args=[application.ref])
        not in at_office(client, officer, "assistances").content.decode()
    )


def test_an_officer_with_a_tie_reads_why_the_button_is_missing(client):
    application = complete_application(people.country("UGA"), state=application_states.SELECTED)
    officer = people.officer()
    Tie.objects.create(person=officer, country=application.country)
    assert "You have a tie to this Party" in at_office(client, officer, "assistances").content.decode()
    at_office(client, officer, "open", application.ref, data={"starts_on": day(3), "ends_on": day(400)})
    assert not Assistance.objects.exists()


def test_a_shortlist_that_is_refused_keeps_ticks_reasons_and_note(client):
    at = scene.scene()
    last = at.experts[2].code
    given = {"expert": [last], f"override-{last}": "", "note": "For you", "due": day(9).isoformat(), "act": "share"}
    answer = at_office(client, at.officer, "selection", at.need.code, data=given)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "For you" in html
    assert f'id="expert-{last}" checked' in html
    assert not Considered.objects.exists()
    given[f"override-{last}"] = "Knows the region"
    assert at_office(client, at.officer, "selection", at.need.code, data=given).status_code == 302
    assert Shortlist.objects.get().state == states.WITH_PARTY


def test_a_date_that_is_none_says_so_and_keeps_the_draft_back(client):
    at = scene.scene()
    given = {"expert": [at.experts[0].code], "due": "2027-02-31", "act": "share"}
    answer = at_office(client, at.officer, "selection", at.need.code, data=given)
    assert answer.status_code == 422
    assert "date ahead" in answer.content.decode()


def test_barred_experts_are_named_with_their_bar_and_have_no_box(client):
    at = scene.scene()
    at.experts[0].profile.nationality_set.update(country="UGA")
    html = at_office(client, at.officer, "selection", at.need.code).content.decode()
    assert "national of Uganda" in html
    assert f'value="{at.experts[0].code}"' not in html


def test_the_office_makes_the_offer_to_the_first_and_asks_why_for_another(client):
    at = scene.scene()
    scene.ranked(at)
    given = {
        "expert": at.experts[1].code,
        "starts_on": at.need.starts_on.isoformat(),
        "ends_on": at.need.ends_on.isoformat(),
        "days": "10",
        "due": day(9).isoformat(),
        "message": "Please come",
    }
    answer = at_office(client, at.officer, "offer", at.need.code, data=given)
    assert answer.status_code == 422
    assert "Please come" in answer.content.decode()
    at_office(client, at.officer, "offer", at.need.code, data={**given, "expert": at.experts[0].code})
    assert Offer.objects.get().expert == at.experts[0]


def test_two_officers_who_offer_at_once_make_one_offer_and_the_second_hears_why():
    at = scene.scene()
    scene.ranked(at)
    values = {"starts_on": at.need.starts_on, "ends_on": at.need.ends_on, "days": 5, "due": day(9)}
    offers.make(need=at.need, expert=at.experts[0], by=at.officer, **values)
    other = {"reason": "Free earlier", "passed_over": "dates", **values}
    with pytest.raises(Refused, match="open already"):
        offers.make(need=at.need, expert=at.experts[1], by=people.officer(), **other)
    with pytest.raises(IntegrityError), transaction.atomic():  # the last line of defence is the database
        make.offer(at.need, at.experts[1])


def test_the_missions_are_narrowed_searched_and_taken_away_as_a_spreadsheet(client):
    officer = people.officer()
    late = make.mission(starts_on=day(-40), ends_on=day(-1), title="=Late work")
    make.mission(state=states.PREPARED)
    page = at_office(client, officer, "missions")
    assert page.context["count"] == 2
    assert {tab["query"]: tab["count"] for tab in page.context["tabs"]}["view=late"] == 1
    client.force_login(officer)
    address = reverse("admin:roadmaps_missions")
    narrowed = client.get(f"{address}?view=late").context
    assert narrowed["count"] == 1
    assert [tab["query"] for tab in narrowed["tabs"] if tab["current"]] == ["view=late"]
    assert client.get(f"{address}?q={late.expert.name}").context["count"] == 1
    assert client.get(f"{address}?state=nonsense&kind=%00").status_code == 200
    client.post(reverse("admin:roadmaps_missions_export") + "?view=late")
    job = Job.objects.get(kind="roadmaps.missions")
    running.run(job.pk)
    job.refresh_from_db()
    rows = list(openpyxl.load_workbook(io.BytesIO(job.result.open().read())).active.values)
    assert len(rows) == 2
    assert rows[1][1] == "'=Late work"


def test_a_field_office_reads_its_own_countries_and_has_no_button(client):
    at = scene.scene()
    scene.shared(at)
    other = make.mission(make.assistance(people.country("ZWE")))
    field = people.field_office(at.party)
    html = at_office(client, field, "selection", at.need.code).content.decode()
    assert "Share with the Party" not in html
    assert at_office(client, field, "mission", other.code).status_code == 404
    assert at_office(client, field, "missions").context["count"] == 0


def test_the_secretariats_appraisal_on_its_page_keeps_what_was_typed_when_a_mark_is_missing(client):
    at = scene.scene()
    mission = scene.reported(at)
    scene.appraised(mission, "expert", mission.expert.user)
    given = {f"mark-{code}": "4" for code in scene.marks("secretariat")}
    answer = at_office(
        client, at.officer, "appraise", mission.code, data={**given, "mark-time": "", "comment": "Fine"}
    )
    assert answer.status_code == 422
    assert "Fine" in answer.content.decode()
    assert "Words of expert" not in answer.content.decode()
    at_office(client, at.officer, "appraise", mission.code, data={**given, "comment": "Fine"})
    assert "Words of expert" in at_office(client, at.officer, "mission", mission.code).content.decode()
    assert "Words of expert" not in at_office(client, people.superuser(), "mission", mission.code).content.decode()


def test_an_expert_for_a_mission_is_named_by_code_or_by_a_name_only_one_has(client):
    officer, expert = people.officer(), scene.expert("Aminata Sylla")
    given = {
        "kind": "training",
        "title": "Training of trainers",
        "language": "fr",
        "starts_on": day(10).isoformat(),
        "ends_on": day(20).isoformat(),
        "days": "5",
    }
    answer = at_office(client, officer, "mission_new", data={**given, "expert": "Nobody"})
    assert "Nobody on the roster" in answer.content.decode()
    at_office(client, officer, "mission_new", data={**given, "expert": "aminata sylla"})
    assert Mission.objects.get().expert == expert


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_of_the_office_cost_the_same_queries_for_one_and_for_three(
    number, client, django_assert_num_queries
):
    party, officer = people.country("UGA"), people.officer()
    assistance = make.assistance(party)
    need = make.need(assistance)
    make.shortlist(need, *[scene.expert() for _one in range(number)], state=states.ANSWERED)
    for _one in range(number):
        make.offer(need, scene.expert(), state=states.DECLINED)
        mission = make.mission(assistance)
    client.force_login(officer)
    pages = [
        (reverse("admin:roadmaps_assistances"), 10),
        (reverse("admin:roadmaps_assistance", args=[assistance.reference]), 26),
        (reverse("admin:roadmaps_selection", args=[need.code]), 22),
        (reverse("admin:roadmaps_missions"), 8),
        (reverse("admin:roadmaps_mission", args=[mission.code]), 14),
    ]
    for address, cost in pages:
        client.get(address)
        with django_assert_num_queries(cost):
            assert client.get(address).status_code == 200
