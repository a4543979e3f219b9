"""Comments on what several people write: the same on an application and on a national roadmap."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from applications.models import Application
from applications.services.drafts import start_or_resume
from portal.accounts import ports as accounts_ports
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.models import Comment
from portal.collaboration.services import answer_comment, settle_comment, write_comment
from portal.messaging.models import Message
from roadmaps.models import Measure, Roadmap
from tests.accounts import factories as people
from tests.applications.factories import open_call
from tests.roadmaps import factories_national as make

pytestmark = [pytest.mark.django_db]
signed_in = make.signed_in


@pytest.fixture
def party():
    return people.country("UGA")


@pytest.fixture
def focal(party):
    return people.focal_point(party)


@pytest.fixture
def signatory(party):
    return people.signatory(party)


@pytest.fixture
def roadmap(party, focal):
    return make.complete(party)


@pytest.fixture
def draft(party, focal) -> Application:
    make.small_vocabulary()
    return start_or_resume(call=open_call(), country=party, by=focal)[0]


def url(record) -> str:
    if isinstance(record, Roadmap):
        return make.address("comments")
    return reverse("applications:comments", args=[record.ref])


def told(code: str) -> set[int]:
    return set(Message.objects.filter(code=code).values_list("to", flat=True))


@pytest.fixture(params=["roadmap", "draft"])
def record(request):
    return request.getfixturevalue(request.param)


def first_place(record) -> str:
    return "identity" if isinstance(record, Roadmap) else "context"


def test_a_signatory_comments_a_section_and_the_writers_are_told(record, focal, signatory):
    client = signed_in(signatory)
    answer = client.post(url(record), {"act": "write", "place": first_place(record), "text": "Say since when."})
    assert (answer.status_code, answer["Location"]) == (302, url(record))
    comment = Comment.objects.get()
    assert (comment.record, comment.by, comment.place) == (record, signatory, first_place(record))
    assert told("comment.written") == {focal.pk}
    assert "Say since when." in signed_in(focal).get(url(record)).content.decode()


def test_the_comment_stands_on_the_page_of_its_section_and_not_on_another(record, focal, signatory):
    write_comment(record=record, place=first_place(record), text="Say since when.", by=signatory)
    client = signed_in(focal)
    name = "roadmaps:section" if isinstance(record, Roadmap) else "applications:section"
    key = "uga" if isinstance(record, Roadmap) else record.ref
    other = "vision" if isinstance(record, Roadmap) else "gender"
    assert "Say since when." in client.get(reverse(name, args=[key, first_place(record)])).content.decode()
    assert "Say since when." not in client.get(reverse(name, args=[key, other])).content.decode()


def test_open_comments_stand_on_the_check_page_and_hold_nothing_back(record, focal, signatory):
    write_comment(record=record, place=first_place(record), text="Say since when.", by=signatory)
    page = make.address("check") if isinstance(record, Roadmap) else reverse("applications:check", args=[record.ref])
    assert "1 comment is open." in signed_in(focal).get(page).content.decode()


def test_an_answer_is_told_to_who_asked_and_settling_too(record, focal, signatory):
    comment = write_comment(record=record, place=first_place(record), text="Say since when.", by=signatory)
    client = signed_in(focal)
    client.post(url(record), {"act": "answer", "comment": comment.pk, "text": "Since 1998."})
    assert told("comment.answered") == {signatory.pk}
    client.post(url(record), {"act": "settle", "comment": comment.pk})
    comment.refresh_from_db()
    assert comment.settled_by == focal
    assert told("comment.settled") == {signatory.pk}
    with pytest.raises(Refused, match="settled"):
        answer_comment(comment=comment, text="More", by=signatory)
    client.post(url(record), {"act": "reopen", "comment": comment.pk})
    comment.refresh_from_db()
    assert comment.settled_at is None


def test_settled_from_the_section_one_is_back_on_it(roadmap, focal, signatory):
    comment = write_comment(record=roadmap, place="identity", text="x", by=signatory)
    answer = signed_in(focal).post(url(roadmap), {"act": "settle", "comment": comment.pk, "back": "1"})
    assert answer["Location"] == make.address("section", "identity") + "#comments"


def test_who_reads_only_settles_their_own_comments_and_no_other(record, focal, signatory):
    own = write_comment(record=record, place=first_place(record), text="Mine", by=signatory)
    other = write_comment(record=record, place=first_place(record), text="Not mine", by=focal)
    settle_comment(comment=own, by=signatory)
    with pytest.raises(NotAllowed):
        settle_comment(comment=other, by=signatory)


@pytest.mark.parametrize(("text", "words"), [("  ", "Write the comment."), ("x" * 5001, "Shorten it")])
def test_no_words_and_too_many_are_refused_and_what_was_typed_stays(record, focal, text, words):
    answer = signed_in(focal).post(url(record), {"act": "write", "place": first_place(record), "text": text})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert text.strip() in html
    assert not Comment.objects.exists()


def test_a_page_the_record_has_not_is_refused(record, focal):
    with pytest.raises(Refused, match="Choose what"):
        write_comment(record=record, place="nowhere", text="x", by=focal)


def test_a_comment_of_another_record_is_not_found_here(roadmap, draft, focal):
    comment = write_comment(record=draft, place="context", text="x", by=focal)
    answer = signed_in(focal).post(url(roadmap), {"act": "settle", "comment": comment.pk})
    assert answer.status_code == 404


def test_another_party_neither_reads_nor_writes(record):
    stranger = people.focal_point(people.country("ZWE"))
    assert signed_in(stranger).get(url(record)).status_code == 404
    with pytest.raises(NotAllowed):
        write_comment(record=record, place=first_place(record), text="x", by=stranger)


def test_the_secretariat_does_not_read_what_a_party_says_to_itself_on_an_application(draft):
    officer = people.officer()
    assert signed_in(officer).get(url(draft)).status_code == 404
    with pytest.raises(NotAllowed):
        write_comment(record=draft, place="context", text="x", by=officer)


def test_an_officer_and_the_field_office_comment_a_measure_of_a_roadmap(roadmap, party, focal):
    measure = Measure.objects.filter(edition__roadmap=roadmap).first()
    for person in (people.officer(), people.field_office(party)):
        write_comment(record=roadmap, place=f"measure-{measure.key}", text="Which law?", by=person)
        assert signed_in(person).get(url(roadmap)).status_code == 200
    html = signed_in(focal).get(make.address("measure", measure.key)).content.decode()
    assert html.count("Which law?</bdi>") == 2


def test_a_field_office_of_another_country_is_refused(roadmap):
    with pytest.raises(NotAllowed):
        write_comment(record=roadmap, place="identity", text="x", by=people.field_office(people.country("ZWE")))


def test_after_the_validation_comments_are_read_and_no_longer_written(party, focal):
    roadmap = make.validated(party, by=focal)
    assert signed_in(focal).get(url(roadmap)).status_code == 200
    with pytest.raises(Refused, match="validated"):
        write_comment(record=roadmap, place="identity", text="x", by=focal)


def test_a_comment_on_a_measure_that_left_is_still_read(roadmap, focal, signatory):
    measure = Measure.objects.filter(edition__roadmap=roadmap).first()
    write_comment(record=roadmap, place=f"measure-{measure.key}", text="Which law?", by=signatory)
    measure.delete()
    html = signed_in(focal).get(url(roadmap)).content.decode()
    assert "Which law?" in html
    assert "No longer in the text" in html


def waiting(person) -> list[str]:
    rows = accounts_ports.waiting.collect(person, "en")
    return [row.title for row in rows if "comment" in row.title]


def test_it_waits_for_the_writers_then_for_who_asked_then_for_nobody(record, focal, signatory):
    comment = write_comment(record=record, place=first_place(record), text="Say since when.", by=signatory)
    assert len(waiting(focal)) == 1
    assert not waiting(signatory)
    answer_comment(comment=comment, text="Since 1998.", by=focal)
    assert not waiting(focal)
    assert len(waiting(signatory)) == 1
    settle_comment(comment=comment, by=signatory)
    assert not waiting(signatory)


def test_what_a_person_wrote_is_given_out_on_request(roadmap, focal):
    write_comment(record=roadmap, place="identity", text="My words", by=focal)
    parts = dict(accounts_ports.personal_data.collect(focal))
    assert "My words" in str(parts["Your comments"])


def listed(user, query=""):
    return signed_in(user).get(reverse("admin:collaboration_comment_changelist") + query)


def test_the_office_lists_the_open_comments_on_roadmaps_each_sees_their_own(roadmap, draft, party, focal, signatory):
    asked = write_comment(record=roadmap, place="identity", text="Since when?", by=signatory)
    write_comment(record=draft, place="context", text="Between ourselves", by=signatory)
    done = write_comment(record=roadmap, place="vision", text="Too long", by=signatory)
    settle_comment(comment=done, by=focal)
    for reader in (people.officer(), people.head(), people.field_office(party)):
        text = listed(reader).text
        assert "Since when?" in text
        assert f"{url(roadmap)}#comment-{asked.pk}" in text
        assert "Between ourselves" not in text
        assert "Too long" not in text
        assert "Too long" in listed(reader, "?state=settled").text
    assert "Since when?" not in listed(people.field_office(people.country("ZWE"))).text
    assert listed(focal).status_code in {302, 403, 404}


def test_the_office_asks_which_comments_wait_for_me_and_of_which_party(roadmap, party, focal):
    officer = people.officer()
    mine = write_comment(record=roadmap, place="identity", text="Since when?", by=officer)
    assert "Since when?" not in listed(officer, "?state=waiting").text
    answer_comment(comment=mine, text="Since 1998.", by=focal)
    assert "Since when?" in listed(officer, "?state=waiting").text
    assert "Since when?" in listed(officer, "?party=Uganda").text
    assert "Since when?" not in listed(officer, "?party=Zimbabwe").text


def test_the_list_of_the_office_costs_the_same_however_many_there_are(
    roadmap, focal, signatory, django_assert_num_queries
):
    officer = people.officer()
    write_comment(record=roadmap, place="identity", text="x", by=signatory)
    listed(officer)
    with CaptureQueriesContext(connection) as first:
        listed(officer)
    for _each in range(6):
        comment = write_comment(record=roadmap, place="vision", text="x", by=signatory)
        answer_comment(comment=comment, text="y", by=focal)
    with django_assert_num_queries(len(first)):
        listed(officer)


def test_the_page_of_comments_costs_the_same_however_many_there_are(
    roadmap, focal, signatory, django_assert_num_queries
):
    client = signed_in(focal)
    for _each in range(2):
        write_comment(record=roadmap, place="identity", text="x", by=signatory)
    client.get(url(roadmap))
    with django_assert_num_queries(QUERIES):
        client.get(url(roadmap))
    for _each in range(8):
        comment = write_comment(record=roadmap, place="vision", text="x", by=signatory)
        answer_comment(comment=comment, text="y", by=focal)
    with django_assert_num_queries(QUERIES):
        client.get(url(roadmap))


QUERIES = 12


def in_french(person, address: str, **typed):
    """Post on the French page of this address; nothing typed reads it."""
    client = signed_in(person)
    page = address.replace("/en/", "/fr/", 1)
    return client.post(page, typed) if typed else client.get(page)


def test_a_comment_has_the_language_of_the_page_it_was_written_on_not_of_its_authors_account(
    roadmap, focal, signatory
):
    assert signatory.language == "en"
    in_french(signatory, url(roadmap), act="write", place="identity", text="Depuis quand ?")
    comment = Comment.objects.get()
    assert comment.language == "fr"
    signed_in(focal).post(url(roadmap), {"act": "answer", "comment": comment.pk, "text": "Since 1998."})
    assert comment.answers.get().language == "en"
    section = reverse("roadmaps:section", args=["uga", "identity"])
    for page in (url(roadmap), section):
        english = signed_in(focal).get(page).content.decode()
        assert '<bdi lang="fr">Depuis quand ?</bdi>' in english
        assert "<bdi>Since 1998.</bdi>" in english
        french = in_french(focal, page).content.decode()
        assert "<bdi>Depuis quand ?</bdi>" in french
        assert '<bdi lang="en">Since 1998.</bdi>' in french


def test_the_list_of_the_office_says_the_language_of_a_comment(roadmap, signatory):
    with translation.override("fr"):
        write_comment(record=roadmap, place="identity", text="Depuis quand ?", by=signatory)
    assert '<bdi lang="fr">Depuis quand ?</bdi>' in listed(people.officer()).text


def test_a_comment_from_before_is_given_the_language_of_its_authors_account(roadmap, focal, signatory):
    type(signatory).objects.filter(pk=signatory.pk).update(language="fr")
    of_french = write_comment(record=roadmap, place="identity", text="x", by=signatory)
    of_nobody = write_comment(record=roadmap, place="identity", text="y", by=focal)
    Comment.objects.update(language="")
    Comment.objects.filter(pk=of_nobody.pk).update(by=None)
    import_module("portal.collaboration.migrations.0003_comment_language").tell(apps, None)
    assert dict(Comment.objects.values_list("pk", "language")) == {of_french.pk: "fr", of_nobody.pk: ""}
