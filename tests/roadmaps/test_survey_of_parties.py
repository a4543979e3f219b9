"""The survey of Parties: asked by private link, answered once, told by letter, shown in the state of play."""

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from portal.surveys.models import Link
from portal.ui.pages import shelf, store
from roadmaps.models import StageRecord, SurveyReply, SurveyRound
from roadmaps.services import survey
from roadmaps.services.survey import Letter
from roadmaps.survey import sheet as survey_sheet
from tests.accounts import factories as people

from . import factories_national as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def nothing_kept():
    store.clear()
    shelf.clear()
    yield
    shelf.clear()


@pytest.fixture
def officer():
    return people.officer()


@pytest.fixture
def paths(monkeypatch):
    """The addresses of the forms that were sent, by e-mail address: nobody else ever sees them."""
    seen = {}
    real = survey.post

    def post(**said):
        if said.get("email"):
            seen.setdefault(said["email"], []).append(said["links"]["link"])
        return real(**said)

    monkeypatch.setattr(survey, "post", post)
    return seen


def opened(officer):
    return survey.open_round(year=TODAY().year, due=TODAY() + timedelta(days=30), by=officer)


ANSWERS = {
    "stage": "drafting", "done": "Two consultations.", "activities": ["1.1", "2.4"], "progress": "A draft.",
    "challenges": "Data.", "needs": "Training.", "send": "1",
}  # fmt: skip


def test_every_party_with_a_focal_point_is_asked_once(officer):
    focal = people.focal_point(people.country("UGA"))
    people.focal_point(people.country("UGA"))
    people.country("ZWE")
    round = opened(officer)
    assert [reply.country.iso3 for reply in round.replies.all()] == ["UGA"]
    message = Message.objects.get(code="roadmap.survey_asked")
    assert message.secret
    assert round.replies.get().link.email in {focal.email, *people.User.objects.values_list("email", flat=True)}


def test_an_answer_by_link_joins_the_state_of_play_with_its_date_and_source(officer, paths, client):
    focal = people.focal_point(people.country("UGA"))
    round = opened(officer)
    path = paths[focal.email][0]
    assert "At which stage is your national roadmap" in client.get(path).content.decode()
    answer = client.post(path, {**ANSWERS, "files": [make.upload("roadmap.pdf")]})
    assert answer.status_code == 302
    reply = round.replies.get()
    assert (reply.stage, reply.activities, reply.on, reply.files.count()) == ("drafting", "1.1 2.4", TODAY(), 1)
    record = StageRecord.objects.get()
    assert (record.stage, record.source, record.on) == ("drafting", "survey", TODAY())
    assert "told by the Party in a survey" in Client().get("/en/roadmaps/").content.decode()
    assert Message.objects.filter(code="roadmap.survey_answered", to=officer).exists()


def test_a_second_answer_is_not_taken(officer, paths, client):
    focal = people.focal_point(people.country("UGA"))
    opened(officer)
    path = paths[focal.email][0]
    client.post(path, ANSWERS)
    assert client.post(path, {**ANSWERS, "stage": "completed"}).status_code == 410
    assert SurveyReply.objects.get().stage == "drafting"


def test_what_is_missing_is_told_and_nothing_typed_is_lost(officer, paths, client):
    focal = people.focal_point(people.country("UGA"))
    opened(officer)
    answer = client.post(paths[focal.email][0], {**ANSWERS, "stage": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the stage of the roadmap" in text
    assert "Two consultations." in text
    assert "choose them again" in text
    assert not StageRecord.objects.exists()


def test_a_file_that_is_no_document_stores_nothing(officer, paths, client):
    focal = people.focal_point(people.country("UGA"))
    opened(officer)
    wrong = SimpleUploadedFile("roadmap.pdf", b"MZ\x90\x00this is a program", "application/pdf")
    answer = client.post(paths[focal.email][0], {**ANSWERS, "files": [wrong]})
    assert answer.status_code == 422
    assert "roadmap.pdf:" in answer.content.decode()
    assert SurveyReply.objects.get().on is None


def test_the_form_is_in_the_language_of_the_focal_point(officer, paths, client):
    focal = people.focal_point(people.country("GAB"), language="fr")
    opened(officer)
    assert paths[focal.email][0].startswith("/fr/")
    assert "À quel stade" in client.get(paths[focal.email][0]).content.decode()


def test_a_closed_survey_takes_no_answer(officer, paths, client):
    focal = people.focal_point(people.country("UGA"))
    round = opened(officer)
    survey.close_round(round=round, by=officer)
    assert client.get(paths[focal.email][0]).status_code == 410


def test_who_has_not_answered_is_reminded_once_a_day(officer, paths, client):
    answered, waiting = people.focal_point(people.country("UGA")), people.focal_point(people.country("ZWE"))
    round = opened(officer)
    client.post(paths[answered.email][0], ANSWERS)
    with pytest.raises(Refused, match="Nobody is to be reminded"):
        survey.remind(round=round, by=officer)  # asked today
    for reply in round.replies.all():
        type(reply.link).objects.filter(pk=reply.link_id).update(created_at=timezone.now() - timedelta(days=3))
    assert survey.remind(round=round, by=officer) == 1
    with pytest.raises(Refused, match="Nobody is to be reminded"):
        survey.remind(round=round, by=officer)
    assert len(paths[waiting.email]) == 2


def test_a_reminder_is_offered_only_while_somebody_is_to_be_reminded(officer):
    people.focal_point(people.country("UGA"))
    round = opened(officer)
    client, page = make.signed_in(officer), reverse("admin:roadmaps_survey", args=[TODAY().year])
    assert 'value="remind"' not in client.get(page).text
    answer = client.post(page, {"act": "remind"}, follow=True)
    assert "Nobody is to be reminded" in answer.text
    assert not Entry.objects.filter(verb="survey_of_parties.reminded").exists()
    Link.objects.filter(pk=round.replies.get().link_id).update(created_at=timezone.now() - timedelta(days=3))
    assert 'value="remind"' in client.get(page).text


def test_of_two_surveys_opened_at_the_same_instant_one_is_refused(officer, monkeypatch):
    opened(officer)
    monkeypatch.setattr(SurveyRound.objects, "filter", lambda **asked: SurveyRound.objects.none())  # none seen yet
    for year in (TODAY().year, TODAY().year + 1):
        with pytest.raises(Refused, match="at the same moment"):
            survey.open_round(year=year, due=TODAY() + timedelta(days=30), by=officer)
    monkeypatch.undo()
    assert SurveyRound.objects.count() == 1


def test_asking_another_address_takes_the_first_link_back(officer, paths, client):
    focal = people.focal_point(people.country("UGA"))
    round = opened(officer)
    survey.ask(
        round=round, country=focal.memberships.get().country, name="Ada", email="ada@example.org", language="fr",
        by=officer,
    )  # fmt: skip
    assert client.get(paths[focal.email][0]).status_code == 410
    assert client.get(paths["ada@example.org"][0]).status_code == 200


def test_a_letter_joins_the_state_of_play_with_its_own_date(officer):
    country = people.country("UGA")
    round = opened(officer)
    letter = Letter(date(2026, 1, 7), "CLT/26/12", {"stage": "validated", "activities": "1.1"})
    survey.record_letter(round=round, country=country, letter=letter, by=officer)
    record = StageRecord.objects.get()
    assert (record.stage, record.source, record.on, record.note) == (
        "validated", "letter", date(2026, 1, 7), "CLT/26/12",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": None}, "Give the date"),
        ({"on": date(2999, 1, 1)}, "in the future"),
        ({"reference": "  "}, "reference of the letter"),
        ({"given": {"stage": "soon"}}, "is not a stage"),
        ({"given": {"stage": "drafting", "activities": "1.1 9.9"}}, "“9.9” is not an activity"),
    ],
)
def test_a_letter_in_disorder_is_refused_in_words(officer, changed, words):
    values = {"on": date(2026, 1, 7), "reference": "CLT/26/12", "given": {"stage": "drafting"}, **changed}
    with pytest.raises(Refused, match=words):
        survey.record_letter(
            round=opened(officer), country=people.country("UGA"), letter=Letter(**values), by=officer
        )
    assert not StageRecord.objects.exists()


def test_only_an_officer_runs_the_survey(officer):
    round = opened(officer)
    for person in (people.head(), people.focal_point(people.country("UGA"))):
        with pytest.raises(NotAllowed):
            survey.close_round(round=round, by=person)


@pytest.mark.parametrize(
    ("year", "days", "words"),
    [(0, -1, "must be to come"), (5, 9, "the one before or the next one")],
)
def test_a_round_in_disorder_is_refused(officer, year, days, words):
    with pytest.raises(Refused, match=words):
        survey.open_round(year=TODAY().year + year, due=TODAY() + timedelta(days=days), by=officer)


def test_one_round_is_open_at_a_time(officer):
    opened(officer)
    with pytest.raises(Refused, match="already a survey"):
        opened(officer)
    with pytest.raises(Refused, match="still open"):
        survey.open_round(year=TODAY().year - 1, due=TODAY() + timedelta(days=9), by=officer)


def sheet(*rows):
    book = openpyxl.Workbook()
    book.active.append(list(survey_sheet.NAMES))
    for row in rows:
        book.active.append([row.get(name, "") for name in survey_sheet.NAMES])
    data = io.BytesIO()
    book.save(data)
    return SimpleUploadedFile("letters.xlsx", data.getvalue())


GOOD = {"iso3": "UGA", "on": "2026-01-07", "reference": "CLT/1", "stage": "drafting", "activities": "1.1, 2.4"}


def send_sheet(officer, *rows):
    client = make.signed_in(officer)
    return client.post(reverse("admin:roadmaps_survey_import", args=[TODAY().year]), {"file": sheet(*rows)})


def test_a_page_of_the_office_with_an_error_says_so_in_its_title(officer):
    opened(officer)
    answer = send_sheet(officer, {**GOOD, "iso3": "XXX"})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text


def test_letters_in_a_spreadsheet_are_stored_all_together(officer):
    people.country("UGA")
    people.country("ZWE")
    opened(officer)
    answer = send_sheet(officer, GOOD, {**GOOD, "iso3": "zwe", "stage": "completed"})
    assert answer.status_code == 302
    assert dict(SurveyReply.objects.values_list("country__iso3", "stage")) == {"UGA": "drafting", "ZWE": "completed"}
    assert SurveyReply.objects.get(country__iso3="UGA").activities == "1.1 2.4"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**GOOD, "iso3": "XXX"}, "“XXX” is not the three-letter code of a Party"),
        ({**GOOD, "iso3": "ZWE", "activities": "7.7"}, "“7.7” is not an activity"),
        ({**GOOD, "iso3": "ZWE", "stage": "finished"}, "“finished” is not a stage"),
        ({**GOOD, "iso3": "ZWE", "on": "last week"}, "“last week” is not a date"),
        (GOOD, "stands twice"),
    ],
)
def test_a_sheet_with_a_wrong_line_stores_nothing_and_names_it(officer, row, words):
    people.country("UGA")
    people.country("ZWE")
    opened(officer)
    answer = send_sheet(officer, GOOD, row)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(words.replace(".", r"\."), text)
    assert not SurveyReply.objects.exclude(on=None).exists()


def test_two_sources_that_differ_are_shown_to_the_office(officer):
    make.validated()
    round = opened(officer)
    letter = Letter(TODAY(), "CLT/1", {"stage": "completed"})
    survey.record_letter(round=round, country=people.country("UGA"), letter=letter, by=officer)
    client = make.signed_in(officer)
    text = client.get(reverse("admin:roadmaps_surveys")).content.decode()
    assert "Where two sources say two stages" in text
    assert "differs" in client.get(reverse("admin:roadmaps_survey", args=[round.year])).content.decode()


def test_the_office_opens_asks_and_closes(officer):
    people.country("ZWE")
    client = make.signed_in(officer)
    due = TODAY() + timedelta(days=20)
    client.post(reverse("admin:roadmaps_surveys"), {"year": TODAY().year, "due": due.isoformat()})
    round = SurveyRound.objects.get()
    at = reverse("admin:roadmaps_survey", args=[round.year])
    asked = {"act": "ask", "country": "ZWE", "name": "A", "email": "a@example.org", "language": "en"}
    assert client.post(at, {**asked, "email": "nobody"}).status_code == 422
    assert client.post(at, asked).status_code == 302
    assert "a@example.org" in client.get(f"{at}?state=asked").content.decode()
    client.post(at, {"act": "close"})
    round.refresh_from_db()
    assert not round.is_open


@pytest.mark.parametrize("codes", [("UGA",), ("UGA", "ZWE", "GAB")])
def test_the_round_page_asks_as_few_queries_for_many_parties(officer, django_assert_num_queries, codes):
    round = opened(officer)
    for iso3 in codes:
        letter = Letter(TODAY(), "CLT/1", {"stage": "drafting"})
        survey.record_letter(round=round, country=people.country(iso3), letter=letter, by=officer)
    client = make.signed_in(officer)
    at = reverse("admin:roadmaps_survey", args=[round.year])
    client.get(at)
    shelf.clear()
    with django_assert_num_queries(8):
        client.get(at)
