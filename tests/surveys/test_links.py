"""Links: made once, renewed, taken back, read, erased."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from portal.accounts import ports as accounts_ports
from portal.accounts.services import Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from portal.messaging.services import post
from portal.surveys import ports
from portal.surveys.models import Answer, Key, Link
from portal.surveys.queries import find_link, given_of, links_of, read_link
from portal.surveys.services import Incomplete, Over, answer, create_link, erase_about, renew, revoke
from tests.accounts import factories as people

from .factories import GOOD, PURPOSE, SECTION, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("form")]


def posted(**changes):
    data = QueryDict(mutable=True)
    for name, value in {**GOOD, **changes}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def token_of(path):
    return path.rstrip("/").rpartition("/")[2]


def test_a_link_is_opened_by_its_token_of_which_only_a_hash_is_kept():
    made, path = link(language="fr")
    token = token_of(path)
    assert path.startswith("/fr/survey/")
    assert len(token) >= 40
    assert find_link(token) == made
    assert find_link(token + "x") is None
    kept = [str(value) for row in (*Link.objects.values(), *Key.objects.values()) for value in row.values()]
    kept += [f"{entry.old} {entry.new} {entry.label}" for entry in Entry.objects.all()]
    assert not any(token in text for text in kept)


def test_a_link_is_open_for_sixty_days_unless_said_otherwise():
    made, _path = link()
    assert timedelta(days=59) < made.expires_at - timezone.now() <= timedelta(days=60)
    shorter, _path = link(valid_for=timedelta(days=7))
    assert shorter.expires_at < timezone.now() + timedelta(days=8)


def test_the_log_names_no_person_outside_the_portal():
    made, _path = link(by=people.officer())
    answer(link=made, posted=posted())
    for entry in Entry.objects.all():
        assert "Rosa" not in f"{entry.label} {entry.new} {entry.old}"
        assert "example.org" not in f"{entry.label} {entry.new}"
    assert set(Entry.objects.values_list("verb", flat=True)) == {"survey.asked", "survey.answered"}


def test_a_form_nobody_registered_cannot_be_sent():
    with pytest.raises(LookupError):
        link(purpose="unknown")


def test_the_message_that_carries_a_link_keeps_no_body():
    made, path = link()
    post(
        code="invitation",
        email=made.email,
        language=made.language,
        context={"iso3": "UGA", "inviter": "Ama", "signatory": False, "expires": made.expires_at},
        links={"link": path},
        target=made,
        secret=True,
        secret_until=made.expires_at,
    )
    message = Message.objects.get()
    assert message.body == ""
    assert token_of(path) not in f"{message.subject} {bytes(message.sealed)!r}"


def test_a_reminder_opens_the_same_form_and_leaves_the_first_link_good():
    made, first = link()
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    renewed, second = renew(link=made, by=None)
    assert first != second
    assert find_link(token_of(first)) == find_link(token_of(second)) == made
    assert renewed.is_open
    assert renewed.reminded_at is not None


def test_a_reminder_never_shortens_the_time():
    made, _path = link(valid_for=timedelta(days=200))
    renewed, _path = renew(link=made, by=None)
    assert renewed.expires_at == made.expires_at


def test_an_answered_form_is_neither_reminded_nor_taken_back():
    made, _path = link()
    answer(link=made, posted=posted())
    for act in (renew, revoke):
        with pytest.raises(Refused):
            act(link=made, by=None)


def test_a_form_taken_back_is_not_reminded_nor_taken_back_again():
    made, _path = link()
    assert revoke(link=made, by=people.officer()).revoked_by is not None
    for act in (renew, revoke):
        with pytest.raises(Refused):
            act(link=made, by=None)


def test_answers_come_back_with_their_types_and_reach_the_app_that_asked(form):
    made, _path = link()
    answer(link=made, posted=posted())
    expected = {
        "opinion": "A careful colleague",
        "languages": "en fr",
        "since": 2012,
        "works": [{"title": "The law"}],
    }
    assert given_of([made]) == {made.pk: expected}
    assert form.told == [(made, expected)]
    made.refresh_from_db()
    texts = [reply.text for reply in read_link(made).answers]
    assert texts == ["A careful colleague", "English, French", "2012"]


def test_answers_of_many_links_are_read_in_one_query(django_assert_num_queries):
    made = [link()[0] for _number in range(4)]
    for one in made:
        answer(link=one, posted=posted())
    with django_assert_num_queries(1):
        assert len(given_of(made)) == 4


def test_an_answer_that_is_missing_or_wrong_stores_nothing(form):
    made, _path = link()
    with pytest.raises(Incomplete) as raised:
        answer(link=made, posted=posted(opinion="", since="long ago"))
    assert [problem.field for problem in raised.value.problems] == ["opinion", "since"]
    assert not Answer.objects.exists()
    assert form.told == []
    assert Link.objects.get().is_open


def test_a_rule_of_the_app_is_asked_too():
    with pytest.raises(Incomplete) as raised:
        answer(link=link()[0], posted=posted(opinion="damn"))
    assert raised.value.problems[0].message == "Leave no swear words"


def test_an_answer_is_given_once(form):
    made, _path = link()
    answer(link=made, posted=posted())
    with pytest.raises(Over):
        answer(link=made, posted=posted(opinion="Another opinion"))
    assert given_of([made])[made.pk]["opinion"] == "A careful colleague"
    assert len(form.told) == 1


@pytest.mark.parametrize("days", [61, 366])
def test_an_answer_past_the_day_is_refused(days):
    made, _path = link()
    Link.objects.update(expires_at=timezone.now() - timedelta(days=days - 60))
    with pytest.raises(Over):
        answer(link=made, posted=posted())


def test_an_answer_to_a_form_taken_back_is_refused():
    made, _path = link()
    revoke(link=made, by=None)
    with pytest.raises(Over):
        answer(link=made, posted=posted())
    assert not Answer.objects.exists()


def test_the_app_that_asked_can_say_no(form):
    made, _path = link()
    form.against = "The call is closed."
    with pytest.raises(Over, match=r"The call is closed\."):
        answer(link=made, posted=posted())


def test_what_the_app_refuses_is_not_stored(form):
    made, _path = link()
    form.raises = Refused("The list is full.")
    with pytest.raises(Refused, match=r"The list is full\."):
        answer(link=made, posted=posted())
    assert not Answer.objects.exists()
    assert Link.objects.get().is_open


def test_only_what_is_asked_is_stored():
    made, _path = link()
    answer(link=made, posted=posted(nationality="X", **{"works-7-secret": "Y"}))
    assert set(Answer.objects.values_list("name", flat=True)) == {"opinion", "languages", "since", "works-0-title"}


def test_links_of_a_record_are_its_own():
    made, _path = link()
    link(record=people.country("ZWE"))
    assert list(links_of(people.country("UGA"))) == [made]
    assert list(links_of(people.country("UGA"), "other")) == []


def test_a_person_gets_out_what_they_answered_and_has_it_erased():
    rosa = people.newcomer(email="rosa@example.org")
    mine, _path = link()
    other, _path = link(email="somebody@example.org", name="Else")
    for one in (mine, other):
        answer(link=one, posted=posted())
    held = dict(accounts_ports.personal_data.collect(rosa))["Forms by private link"]
    assert [row["email"] for row in held] == ["rosa@example.org"]
    assert {"question": "opinion", "answer": "A careful colleague"} in held[0]["answers"]
    assert "Forms by private link" in accounts_ports.erase.collect(user=rosa, by=None)
    mine.refresh_from_db()
    assert (mine.name, mine.email) == ("", "")
    assert mine.answered_at is not None
    assert set(Answer.objects.values_list("link", flat=True)) == {other.pk}
    assert accounts_ports.erase.collect(user=rosa, by=None).count("Forms by private link") == 0


def test_an_address_that_is_not_verified_gets_nothing_out():
    link()
    stranger = people.newcomer(email="rosa@example.org", verified=False)
    assert dict(accounts_ports.personal_data.collect(stranger))["Forms by private link"] == []


def test_all_that_was_told_about_a_record_is_erased_with_it():
    answered, _path = link()
    answer(link=answered, posted=posted())
    _waiting, path = link(email="late@example.org")
    assert erase_about(record=people.country("UGA")) == 2
    assert not Answer.objects.exists()
    assert not Link.objects.exclude(email="").exists()
    assert not find_link(token_of(path)).is_open


def test_a_questionnaire_is_registered_once_and_takes_no_files():
    known = ports.questionnaire(PURPOSE)
    ports.register(known)
    assert ports.questionnaires() == [known]
    other = ports.Questionnaire(purpose=PURPOSE, name="x", section=SECTION, readers="", thanks="")
    with pytest.raises(RuntimeError):
        ports.register(other)
    from dataclasses import replace

    with pytest.raises(ValueError):
        ports.register(replace(other, purpose="files", section=replace(SECTION, files=True)))


def test_a_link_to_a_language_the_portal_does_not_speak_is_in_english():
    made, path = create_link(
        record=people.country("UGA"), purpose=PURPOSE, name="", email="x@example.org", by=None, language="xx"
    )
    assert made.language == "en"
    assert path.startswith("/en/")
