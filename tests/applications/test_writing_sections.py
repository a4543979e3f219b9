"""The page of a section: what is typed is saved, valid or not."""

import time

import pytest
from django.urls import reverse
from django.utils.html import escape

from applications import states
from applications.models import Partner
from applications.sections import BY_CODE, SECTIONS
from portal.collaboration.models import Section
from portal.collaboration.questions import HARD_LIMIT
from tests.accounts import factories as people

from .factories import complete_application, fill, open_call
from .writing import address, form_of, open_version, section_url, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
MIXED = "ديباجة \u202bنص\u202c 👩🏽‍🎨 — né à Nyíregyháza <b>&amp;</b> 文化"


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def draft(focal):
    return complete_application(focal.memberships.get().country, open_call(), by=focal)


@pytest.fixture
def empty(focal):
    from applications.services.drafts import start_or_resume

    return start_or_resume(call=open_call(), country=focal.memberships.get().country, by=focal)[0]


@pytest.mark.parametrize("code", [section.code for section in SECTIONS if not section.files])
def test_every_section_is_shown_empty_and_saved_empty(client, focal, empty, code):
    client = signed_in(focal)
    page = client.get(section_url(empty, code))
    assert page.status_code == 200
    assert str(BY_CODE[code].title) in page.content.decode()
    assert client.post(section_url(empty, code), form_of(empty, code)).status_code == 302


@pytest.mark.parametrize("code", [section.code for section in SECTIONS if not section.files])
def test_a_full_section_posted_back_unchanged_changes_nothing(focal, draft, code):
    client = signed_in(focal)
    before = form_of(draft, code)
    response = client.post(section_url(draft, code), before)
    assert response.status_code == 302
    assert form_of(draft, code) == before
    assert not Section.objects.filter(revision__gt=0).exists()


def test_a_half_filled_section_is_saved_and_leads_on(focal, empty):
    client = signed_in(focal)
    response = client.post(section_url(empty, "context"), {"revision": 0, "context": "So far", "next": "continue"})
    assert response["Location"] == section_url(empty, "stand")
    assert open_version(empty).context == "So far"
    saved = Section.objects.get()
    assert (saved.code, saved.revision, saved.saved_by) == ("context", 1, focal)


def test_save_and_leave_leads_to_the_file(focal, empty):
    data = {"revision": 0, "months": "many", "next": "leave"}
    response = signed_in(focal).post(section_url(empty, "workplan"), data)
    assert response["Location"] == address(empty)


def test_what_does_not_fit_is_kept_shown_again_and_told(focal, empty):
    client = signed_in(focal)
    data = {"revision": 0, "start": "spring 2027", "months": "about a year", "method": "Well", "next": "continue"}
    response = client.post(section_url(empty, "workplan"), data)
    text = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in text
    assert 'role="alert"' in text
    assert 'href="#id_months"' in text
    again = client.get(section_url(empty, "workplan")).content.decode()
    for page in (text, again):
        assert 'value="spring 2027"' in page
        assert 'value="about a year"' in page
    version = open_version(empty)
    assert (version.start, version.months, version.method) == (None, None, "Well")


def test_correcting_it_clears_what_was_kept(focal, empty):
    client = signed_in(focal)
    client.post(section_url(empty, "workplan"), {"revision": 0, "months": "a year"})
    client.post(section_url(empty, "workplan"), {"revision": 1, "months": "14"})
    assert open_version(empty).months == 14
    assert Section.objects.get().unparsed == {}


def test_missing_answers_are_told_only_when_asked_for(focal, empty):
    client = signed_in(focal)
    assert 'role="alert"' not in client.get(section_url(empty, "gender")).content.decode()
    text = client.get(section_url(empty, "gender") + "?check=1").content.decode()
    assert "Describe the situation" in text
    assert 'href="#id_gender_situation"' in text


def test_the_summary_says_the_same_words_as_the_field(focal, draft):
    data = form_of(draft, "activities") | {"order-1.1": "2"}
    text = signed_in(focal).post(section_url(draft, "activities"), data).content.decode()
    words = "Activity 2.1: order 2 is already used by 1.1"
    assert text.count(words) == 2
    assert 'href="#id_order-2.1"' in text


def test_text_of_every_script_and_emoji_comes_back_as_it_was_typed(focal, empty):
    client = signed_in(focal)
    client.post(section_url(empty, "context"), {"revision": 0, "context": MIXED})
    assert open_version(empty).context == MIXED
    assert escape(MIXED) in client.get(section_url(empty, "context")).content.decode()
    assert escape(MIXED) in client.get(address(empty, "check")).content.decode()


def test_a_hundred_thousand_characters_are_refused_shown_again_and_not_cut(focal, empty):
    client = signed_in(focal)
    client.post(section_url(empty, "context"), {"revision": 0, "context": "Before", "next": "leave"})
    long = "x" * (HARD_LIMIT + 1)
    data = {"revision": 1, "context": long, "needs": "Kept", "next": "leave"}
    response = client.post(section_url(empty, "context"), data)
    assert response.status_code == 422
    assert long in response.content.decode()
    assert 'role="alert"' in response.content.decode()
    version = open_version(empty)
    assert (version.context, version.needs) == ("Before", "Kept")


def test_a_cell_over_the_limit_leaves_the_stored_rows(focal, draft):
    client = signed_in(focal)
    data = form_of(draft, "partners") | {"partners-0-name": "y" * (HARD_LIMIT + 1)}
    response = client.post(section_url(draft, "partners"), data)
    assert response.status_code == 422
    assert Partner.objects.order_by("position").first().name == "Partner 0"


def test_a_text_over_its_length_is_saved_and_told(focal, empty):
    client = signed_in(focal)
    text = client.post(section_url(empty, "context"), {"revision": 0, "context": "z" * 5001}).content.decode()
    assert "shorten it" in text
    assert len(open_version(empty).context) == 5001


def test_a_row_is_added_without_a_script(focal, empty):
    client = signed_in(focal)
    data = {"revision": 0, "partners-0-name": "Union of musicians", "add_row": "partners"}
    response = client.post(section_url(empty, "partners"), data)
    assert response["Location"].endswith("?add=partners#partners")
    page = client.get(section_url(empty, "partners") + "?add=partners").content.decode()
    assert 'value="Union of musicians"' in page
    assert 'name="partners-1-name"' in page


def test_a_row_is_removed_without_a_script(focal, draft):
    data = form_of(draft, "partners") | {"partners-1-remove": "1"}
    signed_in(focal).post(section_url(draft, "partners"), data)
    assert list(Partner.objects.order_by("position").values_list("name", flat=True)) == ["Partner 0", "Partner 2"]


def test_a_cell_that_does_not_fit_is_shown_again_in_its_row(focal, draft):
    data = form_of(draft, "budget") | {"budget-2-asked_usd": "plenty"}
    text = signed_in(focal).post(section_url(draft, "budget"), data).content.decode()
    assert 'value="plenty"' in text
    assert 'href="#id_budget-2-asked_usd"' in text


def test_the_four_steps_are_always_shown_in_order(focal, empty):
    client = signed_in(focal)
    client.post(section_url(empty, "stand"), {"revision": 0, "stages-2-step": "R3", "stages-2-state": "done"})
    text = client.get(section_url(empty, "stand")).content.decode()
    assert [text.index(f"Label of process_step R{n}") for n in range(1, 5)] == sorted(
        text.index(f"Label of process_step R{n}") for n in range(1, 5)
    )
    assert form_of(empty, "stand")["stages-2-state"] == "done"


def test_a_forged_choice_or_activity_is_not_stored_as_an_answer(focal, empty):
    client = signed_in(focal)
    client.post(section_url(empty, "party"), {"revision": 0, "language": "xx"})
    client.post(section_url(empty, "activities"), {"revision": 0, "activities": ["9.9"], "order-9.9": "1"})
    version = open_version(empty)
    assert version.language == ""
    assert not version.activitychoice_set.exists()


def test_the_language_chosen_is_the_language_of_letters(focal, empty):
    signed_in(focal).post(section_url(empty, "party"), {"revision": 0, "language": "fr"})
    empty.refresh_from_db()
    assert empty.language == "fr"


def test_the_script_saves_with_the_same_post(focal, empty):
    client = signed_in(focal)
    response = client.post(
        section_url(empty, "context"), {"revision": 0, "context": "Typed"}, headers={"accept": "application/json"}
    )
    assert response.status_code == 200
    assert response.json()["revision"] == 1
    assert "Saved at" in response.json()["saved_at_text"]


def test_the_script_is_told_of_a_text_that_is_too_long(focal, empty):
    response = signed_in(focal).post(
        section_url(empty, "context"),
        {"revision": 0, "context": "x" * (HARD_LIMIT + 1)},
        headers={"accept": "application/json"},
    )
    assert response.status_code == 422
    assert "not saved" in response.json()["text"]


def test_a_section_that_does_not_exist_is_not_found(focal, empty):
    assert signed_in(focal).get(section_url(empty, "secrets")).status_code == 404


@pytest.mark.parametrize("state", [code for code in states.STATES if code not in ("draft", "clarification_asked")])
def test_a_sent_file_is_read_and_no_longer_written(focal, state):
    file = complete_application(focal.memberships.get().country, open_call(), state, by=focal)
    client = signed_in(focal)
    url = section_url(file, "context")
    assert client.get(url)["Location"] == address(file)
    before = file.current_version.context
    response = client.post(url, {"revision": 0, "context": "Changed"})
    assert response["Location"] == address(file)
    json = client.post(url, {"revision": 0, "context": "Changed"}, headers={"accept": "application/json"})
    assert json.status_code == 422
    file.current_version.refresh_from_db()
    assert file.current_version.context == before


def test_a_signatory_reads_and_does_not_write(focal, draft):
    signatory = people.signatory(draft.country)
    client = signed_in(signatory)
    page = client.get(address(draft)).content.decode()
    assert section_url(draft, "context") not in page
    client.post(section_url(draft, "context"), {"revision": 0, "context": "Mine"})
    assert open_version(draft).context != "Mine"
    assert client.get(address(draft, "read")).status_code == 200


def pages_of(file):
    return [
        address(file),
        address(file, "check"),
        address(file, "read"),
        address(file, "withdraw"),
        address(file, "read_version", 1),
        address(file, "changes", 1, 2),
        address(file, "attachment", "LETTER1"),
        *(section_url(file, code) for code in BY_CODE),
    ]


@pytest.mark.parametrize("maker", [people.newcomer, people.officer, people.superuser, people.assessor, people.head])
def test_a_draft_is_found_by_nobody_but_its_party(draft, maker):
    client = signed_in(maker())
    assert {client.get(url).status_code for url in pages_of(draft)} == {404}


def test_the_code_of_another_party_is_not_found_and_nothing_is_written(draft):
    client = signed_in(people.focal_point(people.country("ZWE")))
    assert {client.get(url).status_code for url in pages_of(draft)} == {404}
    posts = [
        address(draft, "submit"),
        address(draft, "withdraw"),
        address(draft, "begin_answer"),
        address(draft, "paper", "application"),
        address(draft, "remove_file", "LETTER1"),
        *(section_url(draft, code) for code in BY_CODE),
    ]
    data = {"revision": 0, "context": "Forged", "reason": "Forged"}
    assert {client.post(url, data).status_code for url in posts} == {404}
    draft.refresh_from_db()
    assert draft.state == states.DRAFT
    assert open_version(draft).context != "Forged"
    assert draft.current_version.attachments.count() == 1


def test_a_stranger_is_asked_to_sign_in(client, draft):
    response = client.get(address(draft))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_a_lost_session_loses_nothing(client, draft):
    response = client.post(section_url(draft, "context"), {"revision": 0, "context": "Typed for an hour"})
    assert response.status_code == 403
    assert "Typed for an hour" in response.content.decode()


def test_what_was_typed_is_back_after_signing_in(focal, empty):
    from portal.accounts.resume import KEPT

    client = signed_in(focal)
    url = section_url(empty, "partners")
    session = client.session
    typed = [["participation", ["Typed for an hour"]], ["partners-0-name", ["Union"]], ["revision", ["0"]]]
    session[KEPT] = {url: {"typed": typed, "files": [], "at": time.time()}}
    session.save()
    text = client.get(url).content.decode()
    assert "Typed for an hour" in text
    assert 'value="Union"' in text
    assert open_version(empty).participation == ""


def test_signed_in_pages_are_not_stored(focal, draft):
    for url in (address(draft), section_url(draft, "party"), address(draft, "check")):
        assert "no-store" in signed_in(focal).get(url)["Cache-Control"]


def test_the_check_page_names_each_problem_with_a_link(focal, empty):
    text = signed_in(focal).get(address(empty, "check")).content.decode()
    assert f'href="{section_url(empty, "party")}?check=1#id_lead_institution"' in text
    assert f'href="{section_url(empty, "partners")}?check=1#partners"' in text
    assert 'aria-disabled="true"' in text


def test_the_task_list_says_how_far_each_section_is(focal, empty):
    client = signed_in(focal)
    client.post(section_url(empty, "gender"), {"revision": 0, "gender_situation": "Few"})
    client.post(section_url(empty, "workplan"), {"revision": 0, "months": "long"})
    text = client.get(address(empty)).content.decode()
    assert "Begun: 2 answers missing" in text
    assert "One answer needs a change" in text
    assert "After the other sections" in text
    assert "Not begun" in text


def test_a_colleague_who_is_writing_is_named(focal, empty):
    colleague = people.UserFactory(name="Rudo Chikwanha")
    people.membership(colleague, empty.country, is_focal=False)
    signed_in(colleague).post(section_url(empty, "budget"), {"revision": 0, "budget_note": "Soon"})
    client = signed_in(focal)
    assert "Rudo Chikwanha is writing" in client.get(address(empty)).content.decode()
    assert "is writing section 10" in client.get(section_url(empty, "risks")).content.decode()


@pytest.mark.parametrize("rows", [3, 10])
@pytest.mark.parametrize("code", ["party", "partners", "workplan", "activities", "stand"])
def test_a_section_takes_at_most_ten_queries(focal, django_assert_max_num_queries, code, rows):
    file = complete_application(focal.memberships.get().country, open_call(), by=focal, rows=rows)
    client = signed_in(focal)
    client.get(section_url(file, code))
    with django_assert_max_num_queries(10):
        assert client.get(section_url(file, code)).status_code == 200


@pytest.mark.parametrize("rows", [3, 10])
def test_the_task_list_takes_the_same_queries_however_many_rows(focal, django_assert_max_num_queries, rows):
    file = complete_application(focal.memberships.get().country, open_call(), by=focal, rows=rows)
    client = signed_in(focal)
    client.get(address(file))
    with django_assert_max_num_queries(14):
        client.get(address(file))


def test_filling_a_version_twice_gives_the_same_rows(draft):
    version = open_version(draft)
    version.attachments.all().delete()
    fill(version)
    assert version.partner_set.count() == 3


def test_the_words_beside_an_unticked_activity_come_back(focal, empty):
    client = signed_in(focal)
    data = {"revision": 0, "reason-2.4": "To be thought over", "order-2.4": "3", "next": "leave"}
    client.post(section_url(empty, "activities"), data)
    page = client.get(section_url(empty, "activities")).content.decode()
    assert "To be thought over" in page
    assert 'id="id_activities-2.4">' in page  # the box itself is not ticked
    form = form_of(empty, "activities")
    assert form["reason-2.4"] == "To be thought over"
    assert not open_version(empty).activitychoice_set.exists()
