"""After submission: withdrawing, answering a clarification, reading versions and what changed."""

import pytest

from applications import states
from applications.models import Application, Version
from applications.queries import answers_of
from applications.services.clarification_answer import answer, open_copy
from applications.services.submission import Incomplete
from applications.services.transition import NotAllowed, Refused
from applications.services.withdrawal import withdraw
from applications.store import read_answers
from portal.collaboration.comparing import compare
from portal.collaboration.models import CompletionRequest
from portal.collaboration.services import Point, ask_completion
from portal.messaging.models import Message
from tests.accounts import factories as people

from .factories import complete_application, open_call
from .writing import address, form_of, section_url, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
POINTS = [Point("context", "needs", "outdated", "Give the figure of 2026"), Point("budget", "budget", "incorrect")]


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


def file_in(focal, state):
    return complete_application(focal.memberships.get().country, open_call(), state, by=focal)


@pytest.fixture
def asked(focal):
    file = file_in(focal, states.CLARIFICATION_ASKED)
    ask_completion(record=file, points=POINTS, by=people.officer(), message="Two points")
    return file


# --- withdrawing


@pytest.mark.parametrize("state", states.BEFORE_DECISION)
def test_a_party_withdraws_before_a_decision(focal, state):
    file = file_in(focal, state)
    withdraw(application=file, by=focal, reason="Elections")
    file.refresh_from_db()
    assert file.state == states.WITHDRAWN
    assert file.transitions.latest("pk").reason == "Elections"
    assert Message.objects.filter(code="application.withdrawn", to=focal).count() == 1


@pytest.mark.parametrize("state", [code for code in states.STATES if code not in states.BEFORE_DECISION])
def test_after_a_decision_nothing_is_withdrawn(focal, state):
    file = file_in(focal, state)
    with pytest.raises(Refused):
        withdraw(application=file, by=focal, reason="Late")
    assert Application.objects.get().state == state


def test_a_reason_is_given(focal):
    file = file_in(focal, states.SUBMITTED)
    response = signed_in(focal).post(address(file, "withdraw"), {"reason": " "})
    assert response.status_code == 422
    assert 'href="#id_reason"' in response.content.decode()
    assert Application.objects.get().state == states.SUBMITTED


@pytest.mark.parametrize("maker", [people.newcomer, people.officer, people.superuser, people.head])
def test_nobody_withdraws_for_a_party(focal, maker):
    file = file_in(focal, states.SUBMITTED)
    with pytest.raises(NotAllowed):
        withdraw(application=file, by=maker(), reason="Mine to say")


def test_officers_hear_of_a_submitted_file_not_of_a_draft(focal):
    officer = people.officer()
    withdraw(application=file_in(focal, states.DRAFT), by=focal, reason="No")
    assert not Message.objects.filter(to=officer).exists()
    other = people.focal_point(people.country("ZWE"))
    file = complete_application(people.country("ZWE"), state=states.SUBMITTED, by=other)
    withdraw(application=file, by=other, reason="No")
    assert Message.objects.filter(to=officer, code="application.withdrawn_officers").count() == 1


def test_withdrawing_closes_an_open_clarification(focal, asked):
    withdraw(application=asked, by=focal, reason="Elections")
    assert CompletionRequest.objects.get().state == "closed"


# --- clarification


def test_the_copy_holds_everything_that_was_sent_but_the_declaration(focal, asked):
    sent = asked.current_version
    copy = open_copy(application=asked, by=focal)
    assert (copy.number, copy.is_open) == (2, True)
    before, after = read_answers(sent), read_answers(Version.objects.get(pk=copy.pk))
    assert before["declaration"].pop("declared")
    assert not after["declaration"].pop("declared")
    assert before == after


def test_opening_twice_gives_the_same_copy(focal, asked):
    assert open_copy(application=asked, by=focal) == open_copy(application=asked, by=focal)
    assert asked.versions.count() == 2


def test_staff_go_on_reading_what_was_sent_until_the_answers_are(focal, asked):
    sent = asked.current_version
    open_copy(application=asked, by=focal)
    asked.refresh_from_db()
    assert asked.current_version == sent


@pytest.mark.parametrize("state", [states.SUBMITTED, states.SCREENING, states.ELIGIBLE, states.DRAFT])
def test_no_copy_is_opened_when_nothing_is_asked(focal, state):
    file = file_in(focal, state)
    with pytest.raises(Refused):
        open_copy(application=file, by=focal)
    assert file.versions.count() == 1


def test_nobody_else_opens_or_answers(asked):
    for person in (people.officer(), people.superuser(), people.signatory(asked.country)):
        with pytest.raises(NotAllowed):
            open_copy(application=asked, by=person)
        with pytest.raises(Refused):
            answer(application=asked, by=person)


def test_only_the_sections_asked_about_are_written(focal, asked):
    client = signed_in(focal)
    client.post(address(asked, "begin_answer"))
    for code, saved in (("context", True), ("budget", True), ("gender", False), ("attachments", False)):
        page = client.get(section_url(asked, code))
        assert (page.status_code == 200) is saved, code
    data = form_of(asked, "gender") | {"gender_actions": "Slipped in"}
    client.post(section_url(asked, "gender"), data)
    assert Version.objects.get(number=2).gender_actions != "Slipped in"


def test_the_points_stand_on_the_pages(focal, asked):
    client = signed_in(focal)
    text = client.get(address(asked)).content.decode()
    assert "2 points to answer" in text
    client.post(address(asked, "begin_answer"))
    text = client.get(address(asked)).content.decode()
    assert "1 point to answer" in text
    text = client.get(section_url(asked, "context")).content.decode()
    assert "Give the figure of 2026" in text
    assert "Outdated" in text
    assert "Needs" in text


def write_answers(focal, asked):
    client = signed_in(focal)
    client.post(address(asked, "begin_answer"))
    client.post(section_url(asked, "context"), form_of(asked, "context") | {"needs": "In 2026: 41 %"})
    client.post(section_url(asked, "declaration"), form_of(asked, "declaration") | {"declared": "1"})
    return client


def test_the_answers_make_a_new_version_and_the_screening_goes_on(focal, asked):
    officer = people.officer()
    client = write_answers(focal, asked)
    assert client.get(address(asked, "check")).status_code == 200
    response = client.post(address(asked, "submit"), {"answers": "1"})
    assert response["Location"] == address(asked)
    asked.refresh_from_db()
    assert asked.state == states.SCREENING
    assert (asked.current_version.number, asked.current_version.needs) == (2, "In 2026: 41 %")
    assert asked.current_version.frozen_by == focal
    assert Version.objects.get(number=1).needs != "In 2026: 41 %"
    assert CompletionRequest.objects.get().state == "answered"
    assert Message.objects.filter(code="application.clarification_answered", to=officer).count() == 1
    assert Message.objects.filter(code="application.answers_received", to=focal).count() == 1


def test_sending_the_answers_twice_makes_one_answer(focal, asked):
    client = write_answers(focal, asked)
    first, second = (client.post(address(asked, "submit"), {"answers": "1"}) for _press in range(2))
    assert first["Location"] == second["Location"]
    assert asked.transitions.filter(to_state=states.SCREENING).count() == 2
    assert Message.objects.filter(code="application.answers_received").count() == 1


def test_answers_without_the_declaration_are_not_sent(focal, asked):
    open_copy(application=asked, by=focal)
    with pytest.raises(Incomplete):
        answer(application=asked, by=focal)
    assert Application.objects.get().state == states.CLARIFICATION_ASKED


def test_answers_without_a_copy_are_refused(focal, asked):
    with pytest.raises(Refused):
        answer(application=asked, by=focal)


def test_the_declaration_waits_for_the_other_sections(focal, asked):
    open_copy(application=asked, by=focal)
    Version.objects.filter(number=2).update(needs="")
    text = signed_in(focal).get(address(asked)).content.decode()
    assert "After the other sections" in text


# --- reading


def test_what_changed_is_shown_word_by_word(focal, asked):
    client = write_answers(focal, asked)
    client.post(address(asked, "submit"), {"answers": "1"})
    text = client.get(address(asked, "changes", 1, 2)).content.decode()
    assert "<ins>" in text
    assert "<del>" in text
    assert "Context and needs" in text
    assert "Gender equality" not in text


def test_versions_that_do_not_exist_are_not_found(focal, asked):
    client = signed_in(focal)
    open_copy(application=asked, by=focal)
    for name, args in (("read_version", [2]), ("read_version", [9]), ("changes", [1, 1]), ("changes", [1, 2])):
        assert client.get(address(asked, name, *args)).status_code == 404


def test_the_differences_of_rows_and_files_are_named(focal, asked):
    open_copy(application=asked, by=focal)
    second = Version.objects.get(number=2)
    second.partner_set.filter(position=1).update(name="A new union")
    second.budgetline_set.filter(position=2).delete()
    second.attachments.update(code="OTHER", title="New letter")
    old, new = answers_of(asked.current_version).sections, answers_of(second).sections
    changed = {row.number: row for row in compare(old, new)}
    assert [row.kind for _title, rows in changed[6].rows for row in rows] == ["changed"]
    assert [row.kind for _title, rows in changed[10].rows for row in rows] == ["out"]
    assert (changed[14].files_out, changed[14].files_in) == (["Signed letter"], ["New letter"])


def test_a_version_is_read_in_words(focal):
    reading = answers_of(file_in(focal, states.SUBMITTED).current_version)
    texts = {answer.name: answer.text for section in reading.sections for answer in section.answers}
    assert texts["national_commission_informed"] == "Yes"
    assert texts["start"].replace("\u00a0", " ") == "1 March 2027"
    partners = next(section for section in reading.sections if section.code == "partners").tables[0]
    assert partners.rows[0].cells[1].text == "Label of stakeholder_kind civil_society"
    budget = next(section for section in reading.sections if section.code == "budget").tables[0]
    assert budget.totals == ("", "2\u202f700", "300")
    assert reading.activities == ["1.1", "2.1", "3.1"]


@pytest.mark.parametrize("rows", [3, 20])
def test_reading_a_version_takes_few_queries_however_many_rows(focal, django_assert_max_num_queries, rows):
    file = complete_application(focal.memberships.get().country, open_call(), states.SUBMITTED, by=focal, rows=rows)
    answers_of(file.current_version)
    with django_assert_max_num_queries(10):
        answers_of(file.current_version)


def test_words_typed_by_a_party_are_never_markup(focal):
    file = file_in(focal, states.DRAFT)
    Version.objects.filter(pk=file.current_version_id).update(context="<script>alert(1)</script>")
    text = signed_in(focal).get(address(file, "read")).content.decode()
    assert "<script>alert(1)</script>" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("state", [code for code in states.STATES if code != states.DRAFT])
def test_the_page_of_a_file_says_its_state_and_what_comes_next(focal, state):
    file = file_in(focal, state)
    text = signed_in(focal).get(address(file)).content.decode()
    assert str(states.STATES[state].applicant) in text
    assert "Next:" in text


def test_what_waits_names_the_turn(focal):
    from applications import waiting

    file_in(focal, states.DRAFT)
    (row,) = list(waiting.of_party(focal, "en"))
    assert (row.mine, row.action) == (True, "Continue")
    signatory = people.signatory(focal.memberships.get().country)
    (theirs,) = list(waiting.of_party(signatory, "en"))
    assert not theirs.mine
    assert list(waiting.of_party(people.newcomer(), "en")) == []


def test_a_clarification_waits_with_its_date(focal):
    from datetime import date

    from applications import waiting

    file = file_in(focal, states.CLARIFICATION_ASKED)
    ask_completion(record=file, points=POINTS, by=people.officer(), due=date(2027, 1, 15))
    (row,) = list(waiting.of_party(focal, "en"))
    assert (row.mine, row.due, row.action) == (True, date(2027, 1, 15), "Answer")
    (line,) = list(waiting.files(focal, "en"))
    assert line.words == "Clarification asked"
