"""The pages of an expert: written section by section, lost nowhere, shown to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expertise import ports, states
from expertise.models import Availability, Candidacy, Expert, KnownField, Profile, SpokenLanguage
from expertise.ports import TrackRecord
from expertise.services import candidacies, visibility
from expertise.waiting_person import files, of_person
from tests.accounts import factories as people
from tests.accounts.factories import PASSWORD

from . import factories as make
from .person import applicant, at, begun, complete, draft, form_of, member, pdf, signed_in, upload, vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vocabulary(db):
    vocabulary()


@pytest.fixture
def expert():
    return member()


@pytest.fixture
def browser(expert):
    return signed_in(expert.user)


def section(code):
    return at("section", code)


# --- Sections -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "code",
    ["identity", "presentation", "activities", "fields", "languages", "countries", "career", "education",
     "publications", "files", "declaration"],
)  # fmt: skip
def test_every_section_opens_and_what_it_shows_is_what_it_saves(expert, browser, code):
    assert browser.get(section(code)).status_code == 200
    if code == "files":
        return
    data = form_of(Profile.objects.get(pk=expert.profile_id), code)
    before = form_of(Profile.objects.get(pk=expert.profile_id), code)
    assert browser.post(section(code), data).status_code == 302
    assert form_of(Profile.objects.get(pk=expert.profile_id), code) == before


def test_an_unknown_section_is_not_there_and_nobody_has_anothers(browser):
    assert browser.get(section("secrets")).status_code == 404
    assert signed_in(people.officer()).get(section("identity")).status_code == 404
    assert Client().get(section("identity")).status_code == 302


def test_what_is_half_typed_or_wrong_is_kept_and_told(expert, browser):
    data = form_of(expert.profile, "presentation") | {"years_of_experience": "a dozen", "headline": ""}
    page = browser.post(section("presentation"), data)
    assert page.status_code == 200
    assert "Years of experience: give a whole number from 0 to 70" in page.content.decode()
    assert 'value="a dozen"' in browser.get(section("presentation")).content.decode()
    assert "Say in one line what you do" in browser.get(section("presentation") + "?check=1").content.decode()


def test_ticked_fields_become_rows_by_which_experts_are_found(expert, browser):
    data = form_of(expert.profile, "fields") | {"fields": ["statistics", "law"]}
    browser.post(section("fields"), data)
    assert list(KnownField.objects.values_list("field", flat=True)) == ["law", "statistics"]


def test_rows_are_added_without_a_script_and_what_was_typed_stays(expert, browser):
    data = form_of(expert.profile, "languages")
    data |= {"languages-0-reading": "2", "add_row": "languages"}
    answered = browser.post(section("languages"), data)
    assert answered["Location"].endswith("?add=languages#languages")
    assert SpokenLanguage.objects.get().reading == "2"
    assert 'name="languages-1-language"' in browser.get(answered["Location"]).content.decode()


@pytest.mark.parametrize(
    ("code", "change", "words"),
    [
        ("languages", {"languages-1-language": "en", "languages-1-reading": "1", "languages-1-speaking": "1",
                       "languages-1-working": "1"}, "Line 2 says the same as line 1"),
        ("career", {"posts-0-year_to": "2001"}, "its last year comes before its first"),
        ("publications", {"publications-0-title": "A law", "publications-0-link": "javascript:x"},
         "begin the link with https://"),
        ("identity", {"nationalities-1-country": "MUS"}, "Line 2 says the same as line 1"),
    ],
)  # fmt: skip
def test_rows_that_contradict_each_other_are_told_beside_them(expert, browser, code, change, words):
    page = browser.post(section(code), form_of(expert.profile, code) | change)
    assert words in page.content.decode()


def test_somebody_who_works_in_no_language_is_asked_for_one(expert, browser):
    browser.post(section("languages"), form_of(expert.profile, "languages") | {"languages-0-working": "1"})
    assert "at least one language you work in well" in browser.get(section("languages") + "?check=1").content.decode()


def test_the_page_saves_by_itself_and_says_so(expert, browser):
    data = form_of(expert.profile, "presentation") | {"headline": "Another line"}
    answered = browser.post(section("presentation"), data, headers={"accept": "application/json"})
    assert answered.json()["revision"] == 1
    assert "Saved at" in answered.json()["saved_at_text"]
    assert Profile.objects.get(pk=expert.profile_id).headline == "Another line"


def test_two_windows_never_overwrite_each_other(expert, browser):
    data = form_of(expert.profile, "presentation")
    browser.post(section("presentation"), data | {"headline": "First window"})
    clash = browser.post(section("presentation"), data | {"headline": "Second window"})
    assert clash.status_code == 409
    text = clash.content.decode()
    assert "First window" in text
    assert "Second window" in text
    assert Profile.objects.get(pk=expert.profile_id).headline == "First window"


def test_a_session_lost_while_writing_loses_nothing(expert):
    stranger = Client()
    data = form_of(expert.profile, "presentation") | {"headline": "Typed before the session ended"}
    lost = stranger.post(section("presentation"), data)
    assert lost.status_code == 403
    assert "Typed before the session ended" in lost.content.decode()
    kept = lost.context["typed"]
    entered = {"login": expert.user.email, "password": PASSWORD}
    stranger.post(reverse("accounts:resume"), {"target": section("presentation"), "typed": kept, **entered})
    text = stranger.get(section("presentation")).content.decode()
    assert "What you had typed is here again" in text
    assert "Typed before the session ended" in text
    assert Profile.objects.get(pk=expert.profile_id).headline == "Adviser on culture in the digital environment"


def test_a_cv_is_added_listed_read_back_and_removed(expert, browser):
    answered = browser.post(section("files"), {"kind": "evidence", "title": "Report", "file": upload("report.pdf")})
    assert answered.status_code == 302
    code = expert.profile.files.get(kind="evidence").code
    assert "Report" in browser.get(section("files")).content.decode()
    read = browser.get(at("file", code))
    assert read["Content-Disposition"].startswith("attachment")
    assert signed_in(make.expert(nationality="UGA").user).get(at("file", code)).status_code == 404
    assert browser.post(at("remove_file", code)).status_code == 302
    assert browser.get(at("file", code)).status_code == 404


def test_a_cv_with_scripts_is_refused_beside_the_field(browser):
    page = browser.post(section("files"), {"kind": "cv", "title": "", "file": upload("cv.pdf", pdf("app.alert(1)"))})
    assert page.status_code == 422
    assert "contains scripts" in page.content.decode()


def test_the_whole_profile_names_what_is_missing_with_its_place(expert, browser):
    Profile.objects.filter(pk=expert.profile_id).update(headline="")
    text = browser.get(at("profile")).content.decode()
    assert "1 answer is missing or needs a change." in text
    assert "/en/workspace/expert/profile/presentation/?check=1#id_headline" in text


# --- Candidacy ----------------------------------------------------------------------------------
def test_a_newcomer_applies_from_the_home_to_the_receipt_without_a_script():
    call, user = make.expert_call(), people.newcomer()
    browser = signed_in(user)
    assert "Call for experts" in browser.get(at("home")).content.decode()
    begin = at("begin", call.slug)
    assert browser.get(begin).status_code == 200
    assert not Candidacy.objects.exists()
    assert browser.post(begin)["Location"] == at("candidacy", call.slug)
    assert browser.post(begin)["Location"] == at("candidacy", call.slug)
    tasks = browser.get(at("candidacy", call.slug)).content.decode()
    assert "0 of 9 sections are complete." in tasks
    data = {
        "given_name": "Ama", "family_name": "Mensah", "residence": "UGA", "time_zone": "Africa/Kampala",
        "nationalities-0-country": "GAB", "revision": "0", "next": "continue",
    }  # fmt: skip
    people.country("UGA"), people.country("GAB")
    assert browser.post(section("identity"), data)["Location"] == section("presentation")
    expert = Expert.objects.get()
    assert (expert.name, expert.residence.iso3) == ("Ama Mensah", "UGA")


def test_motivation_and_referees_are_written_checked_and_sent():
    one = draft(referees=0)
    browser, url = signed_in(one.expert.user), at("motivation", one.call.slug)
    data = {
        "revision": "0", "next": "check", "motivation": "To help.",
        "named_referees-0-name": "A", "named_referees-0-email": "a", "named_referees-0-relation": "x",
        "named_referees-0-language": "en",
    }  # fmt: skip
    page = browser.post(url, data)
    assert "give a whole address" in page.content.decode()
    data |= {"revision": "1", "named_referees-0-email": "a@example.org", "named_referees-1-name": "B",
             "named_referees-1-email": "b@example.org", "named_referees-1-relation": "y",
             "named_referees-1-language": "fr"}  # fmt: skip
    assert browser.post(url, data)["Location"] == at("check", one.call.slug)
    check = browser.get(at("check", one.call.slug)).content.decode()
    assert "Every section is complete." in check
    assert browser.post(at("send", one.call.slug))["Location"] == at("candidacy", one.call.slug)
    assert Candidacy.objects.get().state == states.APPLIED
    after = browser.get(at("candidacy", one.call.slug)).content.decode()
    assert "It is the Secretariat’s turn" in after
    assert browser.get(url)["Location"] == at("candidacy", one.call.slug)
    assert "To help." in browser.get(at("check", one.call.slug)).content.decode()


def test_an_incomplete_application_is_not_sent_and_leads_to_what_is_missing():
    one = draft(referees=0)
    browser = signed_in(one.expert.user)
    assert browser.post(at("send", one.call.slug))["Location"] == at("check", one.call.slug)
    assert "Referees: this call asks for 2" in browser.get(at("check", one.call.slug)).content.decode()


def test_a_call_that_is_closed_a_draft_or_anothers_application_is_not_there():
    one = draft()
    hidden = make.expert_call(state="draft")
    stranger = signed_in(people.newcomer())
    for name in ("candidacy", "motivation", "check", "withdraw"):
        assert stranger.get(at(name, one.call.slug)).status_code == 404
    assert stranger.get(at("begin", hidden.slug)).status_code == 404
    closed = make.expert_call(state="closed")
    assert "This call is closed." in stranger.get(at("begin", closed.slug)).content.decode()
    assert stranger.post(at("begin", closed.slug)).status_code == 422


def test_withdrawing_is_a_page_with_a_button():
    one = draft()
    candidacies.submit(candidacy=one, by=one.expert.user)
    browser = signed_in(one.expert.user)
    assert browser.get(at("withdraw", one.call.slug)).status_code == 200
    assert Candidacy.objects.get().state == states.APPLIED
    browser.post(at("withdraw", one.call.slug), {"reason": ""})
    assert Candidacy.objects.get().state == states.WITHDRAWN


# --- Availability, readers, ties, confirmation --------------------------------------------------
def periods(*rows, **more):
    data = dict(more)
    for number, (first, last, days) in enumerate(rows):
        data |= {
            f"periods-{number}-starts_on": first, f"periods-{number}-ends_on": last,
            f"periods-{number}-days_per_month": days,
        }  # fmt: skip
    return data


def ahead(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_availability_is_saved_in_rows_and_shown_by_month(expert, browser):
    data = periods((ahead(0), ahead(100), "8"))
    assert browser.post(at("availability"), data)["Location"] == at("home")
    assert Availability.objects.get().days_per_month == 8
    assert ": 8 days a month" in browser.get(at("home")).content.decode()
    assert browser.get(at("confirm")).content.decode().count(">8</td>") >= 3


def test_overlapping_periods_are_told_at_their_row_and_stay_typed(browser):
    page = browser.post(at("availability"), periods((ahead(0), ahead(50), "8"), (ahead(50), ahead(90), "3")))
    text = page.content.decode()
    assert page.status_code == 422
    assert "Periods 1 and 2 share days" in text
    assert 'href="#id_periods-1-starts_on"' in text
    assert f'value="{ahead(90)}"' in text
    assert not Availability.objects.exists()


def test_a_day_that_is_no_day_is_told_and_stays_typed(browser):
    page = browser.post(at("availability"), periods(("next May", ahead(90), "many")))
    text = page.content.decode()
    assert 'value="next May"' in text
    assert "give a day, such as" in text
    assert "give 1 to 31 days a month" in text


def test_another_period_is_asked_for_without_a_script_and_nothing_is_lost(browser):
    data = periods((ahead(0), ahead(9), "2"), add_row="periods")
    text = browser.post(at("availability"), data).content.decode()
    assert f'value="{ahead(9)}"' in text
    assert 'name="periods-1-starts_on"' in text


def test_the_confirmation_page_shows_the_profile_in_short_with_its_links_and_one_button(expert, browser):
    text = browser.get(at("confirm")).content.decode()
    assert text.count("My profile and my availability are true") == 1
    assert section("presentation") in text
    assert at("availability") in text
    assert browser.post(at("confirm"))["Location"] == at("home")
    assert Expert.objects.get().confirmed_on == timezone.localdate()


def test_who_is_no_member_has_nothing_to_confirm():
    assert signed_in(applicant().user).get(at("confirm")).status_code == 404


def test_readers_are_chosen_and_each_sees_what_was_opened(expert, browser):
    data = dict.fromkeys(visibility.Part.values, "parties") | {"biography": "public", "career": "secretariat"}
    assert browser.post(at("readers"), data | {"is_public": "on"})["Location"] == at("readers")
    public = browser.get(at("preview", "public")).content.decode()
    party = browser.get(at("preview", "parties")).content.decode()
    assert "Has worked on cultural policy" in public
    assert "Short biography" in party
    assert "Curriculum vitae" not in public
    assert "Curriculum vitae" in party
    for text in (public, party):
        assert "Adviser</bdi>" not in text
        assert expert.user.email not in text
    assert browser.get(at("preview", "secretariat")).status_code == 404


def test_a_private_part_cannot_be_made_public_by_a_forged_form(browser):
    data = dict.fromkeys(visibility.Part.values, "parties") | {"gender": "public"}
    assert browser.post(at("readers"), data).status_code == 422


def test_ties_are_declared_and_ended_by_buttons(expert, browser):
    people.country("UGA")
    assert browser.post(at("ties"), {"country": "UGA", "reason": "Spouse"}).status_code == 302
    assert browser.post(at("ties"), {"country": "UGA", "reason": "Spouse"}).status_code == 422
    assert browser.post(at("end_tie", "uga")).status_code == 302
    assert browser.post(at("end_tie", "uga")).status_code == 404


def test_leave_renewal_and_retirement_from_the_home(expert, browser):
    browser.post(at("leave"))
    assert Expert.objects.get().state == states.ON_LEAVE
    assert "On leave." in browser.get(at("home")).content.decode()
    browser.post(at("leave"))
    assert Expert.objects.get().state == states.ACTIVE
    browser.post(at("ask_renewal"))
    assert Expert.objects.get().renewal_asked_at is None
    Expert.objects.update(term_ends_on=timezone.localdate() + timedelta(days=60))
    assert "Ask for another term" in browser.get(at("home")).content.decode()
    browser.post(at("ask_renewal"))
    assert "You asked for another term" in browser.get(at("home")).content.decode()
    assert browser.post(at("retire"), {"reason": ""}).status_code == 422
    assert browser.post(at("retire"), {"reason": "Rest"})["Location"] == at("home")
    assert browser.get(at("home")).status_code == 200  # still signed in, though the role has ended


def test_erasing_asks_to_be_sure(expert, browser):
    assert "cannot be undone" in browser.get(at("erase")).content.decode()
    assert browser.post(at("erase")).status_code == 422
    assert browser.post(at("erase"), {"sure": "1"})["Location"] == at("home")
    assert Expert.objects.get().erased_at is not None
    assert browser.get(at("home")).status_code == 200
    assert browser.get(at("profile")).status_code == 404


# --- Home, what waits, figures ------------------------------------------------------------------
def test_the_home_says_how_often_one_was_considered_and_why_not_chosen_in_aggregate(expert, browser, monkeypatch):
    monkeypatch.setattr(
        ports.track_record, "_provider", lambda ids: {pk: TrackRecord(considered=4, called=1) for pk in ids}
    )
    monkeypatch.setattr(ports.not_chosen, "_providers", [lambda pk: [("Another language was needed", 2)]])
    text = browser.get(at("home")).content.decode()
    assert "Another language was needed" in text
    assert "2 times" in text


def test_a_profile_can_be_begun_before_any_call_is_open():
    browser = signed_in(people.newcomer())
    assert "No call for experts is open now" in browser.get(at("home")).content.decode()
    browser.post(at("begin_profile"))
    browser.post(at("begin_profile"))
    assert Expert.objects.get().state == states.CANDIDATE
    assert browser.get(section("identity")).status_code == 200


def titles(user):
    return [item.title for item in of_person(user, "en")]


def test_what_waits_for_a_member_and_for_who_applies():
    today = timezone.localdate()
    fine = make.expert()
    assert titles(fine.user) == []
    due = make.expert(confirmed_on=today - timedelta(days=360), availability_confirmed_on=None, nationality="UGA")
    assert titles(due.user) == ["Confirm your profile in the Expert Facility", "Say when you can work"]
    ending = make.expert(term_ends_on=today + timedelta(days=60), nationality="GAB")
    assert titles(ending.user) == ["Ask for another term in the Expert Facility, if you wish to go on"]
    one = draft()
    assert titles(one.expert.user) == ["Write your application to the Expert Facility"]
    candidacies.submit(candidacy=one, by=one.expert.user)
    (item,) = of_person(one.expert.user, "en")
    assert (item.mine, item.whose) == (False, "the Secretariat")
    assert [row.words for row in files(fine.user, "en")] == ["Active"]
    assert list(files(people.newcomer(), "en")) == []


def queries(django_assert_num_queries, browser, url, number):
    browser.get(url)
    with django_assert_num_queries(number):
        assert browser.get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_the_same_number_of_queries_however_much_there_is(django_assert_num_queries, rows):
    expert = make.expert(
        activities={f"1.{n}": 3 for n in range(1, rows + 1)}, languages=dict.fromkeys(("en", "fr", "es")[:rows], 3)
    )
    complete(expert)
    for number in range(rows):
        first = timezone.localdate() + timedelta(days=100 * number)
        make.available(expert, first, first + timedelta(days=50))
    browser = signed_in(expert.user)
    queries(django_assert_num_queries, browser, at("home"), 15)
    queries(django_assert_num_queries, browser, at("profile"), 11)
    queries(django_assert_num_queries, browser, at("confirm"), 11)
    queries(django_assert_num_queries, browser, at("preview", "parties"), 12)
    queries(django_assert_num_queries, browser, section("languages"), 10)


@pytest.mark.parametrize("rows", [2, 4])
def test_an_application_is_opened_and_checked_with_the_same_number_of_queries(django_assert_num_queries, rows):
    one = draft(referees=rows)
    browser = signed_in(one.expert.user)
    queries(django_assert_num_queries, browser, at("candidacy", one.call.slug), 12)
    queries(django_assert_num_queries, browser, at("check", one.call.slug), 12)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_nominations_asks_the_same_number_of_queries(django_assert_num_queries, rows):
    from expertise.services.nominations import nominate

    uganda, call = people.country("UGA"), make.expert_call()
    focal = people.focal_point(uganda)
    for number in range(rows):
        nominate(
            call=call, voice="party", country=uganda, name="A", email=f"n{number}@example.org", reason="x", by=focal
        )
    queries(django_assert_num_queries, signed_in(focal), at("nominations"), 8)


@pytest.mark.parametrize("name", ["home", "profile", "availability", "readers", "ties", "confirm", "retire", "erase"])
def test_every_page_is_there_in_french_without_a_word_of_english(browser, name):
    from django.utils import translation

    with translation.override("fr"):
        url = at(name)
    text = browser.get(url).content.decode()
    assert '<html lang="fr"' in text
    assert "Expert Facility" not in text
    assert text.count("<h1>") == 1


def test_begun_profiles_are_one_a_person():
    user = people.newcomer()
    assert begun(user).pk == begun(user).pk
    assert Expert.objects.count() == 1


def test_a_preview_has_the_headline_only_for_who_may_read_the_presentation(expert, browser):
    Profile.objects.filter(pk=expert.profile_id).update(headline="Writes rules of funds", biography="Wrote rules.")
    expert.visibilities.all().delete()
    assert "Writes rules of funds" not in browser.get(at("preview", "public")).content.decode()
    assert "Writes rules of funds" in browser.get(at("preview", "parties")).content.decode()
