"""The national team, stakeholders, consultations, contributions without an account, the ledger."""

import zlib
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.models import Section
from portal.messaging.models import Message
from portal.surveys.models import Link
from portal.surveys.services import answer
from portal.ui.pages import store
from roadmaps.assistance.queries_participation import ledger_of
from roadmaps.models import AttendanceCount, Consultation, ConsultationPhoto, Contribution, Stakeholder, TeamMember
from roadmaps.national.waiting import of_party
from roadmaps.services.national.contributions import ask_contribution, moderate
from tests.accounts import factories as people

from . import factories_national as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def page(focal):
    return make.signed_in(focal)


@pytest.fixture
def roadmap():
    return make.complete()


MEMBER = {"name": "A. Person", "organisation": "Guild of authors", "kind": "civil_society", "part": "member",
          "since": "2026-01-05", "gender": "woman", "ministry": "", "until": ""}  # fmt: skip
LINE = {
    "name": "Radio stations",
    "kind": "private_sector",
    "stake": "partner",
    "interest": "medium",
    "influence": "medium",
}
MEETING = {"title": "Regional meeting", "level": "regional", "place": "Gulu", "time_zone": "Africa/Kampala",
           "starts": "2026-05-04T09:00", "ends": "2026-05-04T12:00", "language": "en"}  # fmt: skip


def chunk(kind, data):
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0")
    + chunk(b"tEXt", b"Location\0Kampala")
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)


def consultation(roadmap, **fields):
    values = {"title": "Meeting", "starts_at": timezone.now() - timedelta(days=9), "place": "Gulu", **fields}
    return Consultation.objects.create(roadmap=roadmap, **values)


def test_a_member_joins_and_the_advice_follows(page, roadmap):
    assert page.post(make.address("team"), MEMBER).status_code == 302
    html = page.get(make.address("team")).content.decode()
    assert "Guild of authors" in html
    assert '<span class="stitch full">Civil society takes part.' in html
    assert '<span class="stitch hollow">The private sector takes part.' in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"until": "2025-01-01"}, "leaves before joining"),
        ({"kind": "nonsense"}, "nonsense"),
        ({"name": ""}, "required"),
    ],
)
def test_a_member_that_makes_no_sense_is_refused_and_stays_typed(page, roadmap, fields, words):
    answered = page.post(make.address("team"), MEMBER | fields)
    assert answered.status_code == 422
    assert words in answered.content.decode()
    assert "Guild of authors" in answered.content.decode()
    assert not TeamMember.objects.exists()


def test_a_team_brings_the_roadmap_to_its_second_stage(page):
    roadmap = make.roadmap()
    page.post(make.address("team"), MEMBER)
    roadmap.refresh_from_db()
    assert roadmap.stage == "consultations"


def test_a_member_is_changed_and_not_another_roadmaps(page, roadmap):
    page.post(make.address("team"), MEMBER)
    one = TeamMember.objects.get()
    page.post(make.address("team") + f"?member={one.pk}", MEMBER | {"revision": "1", "part": "chair"})
    assert TeamMember.objects.get().part == "chair"
    make.roadmap(people.country("ZWE"))
    other = make.signed_in(people.focal_point(people.country("ZWE")))
    assert other.get(make.address("team", iso3="zwe") + f"?member={one.pk}").status_code == 404


def test_the_stakeholder_map_takes_lines_and_lets_them_go(page, roadmap):
    form = {"name": "Film festival", "kind": "private_sector", "stake": "partner", "interest": "high",
            "influence": "low", "note": ""}  # fmt: skip
    page.post(make.address("stakeholders"), form)
    one = Stakeholder.objects.get()
    assert "Film festival" in page.get(make.address("stakeholders")).content.decode()
    page.post(make.address("stakeholders") + f"?line={one.pk}", form | {"remove": "1"})
    assert not Stakeholder.objects.exists()


def test_a_consultation_is_kept_in_its_own_time_with_who_came(page, roadmap):
    counts = {"women-civil_society": "12", "men-civil_society": "9", "young-civil_society": "5"}
    assert '<option value="en" selected>' in page.get(make.address("consultation_new")).content.decode()
    answered = page.post(make.address("consultation_new"), MEETING | counts | {"file": make.upload("minutes.pdf")})
    assert answered.status_code == 302
    one = Consultation.objects.get()
    assert one.starts_at == datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
    assert one.minutes.name == "minutes.pdf"
    assert AttendanceCount.objects.get().women == 12
    html = page.get(make.address("consultation", one.code)).content.decode()
    assert 'value="2026-05-04T09:00"' in html
    assert 'name="women-civil_society" value="12"' in html
    assert page.get(make.address("minutes", one.code)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends": "2026-05-04T08:00"}, "ends before it begins"),
        ({"place": ""}, "Give the place"),
        ({"women-civil_society": "3", "young-civil_society": "4"}, "More young people"),
        ({"women-civil_society": "many"}, "give whole numbers"),
        ({"starts": "2090-05-04T09:00", "ends": "2090-05-04T12:00"}, "still ahead"),
    ],
)
def test_a_consultation_that_makes_no_sense_is_refused_and_stays_typed(page, roadmap, fields, words):
    answered = page.post(make.address("consultation_new"), MEETING | {"women-academia": "7"} | fields)
    assert answered.status_code == 422
    html = answered.content.decode()
    assert words in html
    assert 'name="women-academia" value="7"' in html
    assert not Consultation.objects.exists()


def test_a_consultation_changed_meanwhile_is_not_written_over(page, roadmap):
    page.post(make.address("consultation_new"), MEETING)
    one = Consultation.objects.get()
    where = make.address("consultation", one.code)
    by_colleague = {"summary": "By a colleague", "starts": "2026-03-02T09:00", "women-academia": "3"}
    assert page.post(where, MEETING | {"revision": "1"} | by_colleague).status_code == 302
    mine = {"revision": "1", "summary": "Mine", "starts": "2026-03-01T09:00", "women-academia": "7"}
    minutes = {"file": make.upload("minutes.pdf", b"%PDF-1.4")}
    answer = page.post(where, MEETING | mine | minutes)
    assert answer.status_code == 409
    html = answer.text
    for words in ("Mine", "By a colleague", "1 March 2026, 09:00", "2 March 2026, 09:00", "Your file is not kept"):
        assert words in html
    one.refresh_from_db()
    assert one.summary == "By a colleague"

    settled = MEETING | mine | {"revision": "2", "settle": "1", "choose-starts": "theirs", "choose-counts": "theirs"}
    assert page.post(where, settled).status_code == 302
    one.refresh_from_db()
    assert (one.summary, one.starts_at.day, one.counts.get().women) == ("Mine", 2, 3)


def test_a_member_of_the_team_changed_meanwhile_is_shown_with_both_texts(page, roadmap):
    page.post(make.address("team"), MEMBER)
    one = TeamMember.objects.get()
    where = make.address("team") + f"?member={one.pk}"
    assert 'name="revision" value="1"' in page.get(where).text
    assert page.post(where, MEMBER | {"revision": "1", "part": "chair", "since": "2026-02-01"}).status_code == 302
    answer = page.post(where, MEMBER | {"revision": "1", "part": "observer", "organisation": "Mine"})
    assert answer.status_code == 409
    for words in ("Chair", "Observer", "1 February 2026", "Mine", "Your text"):
        assert words in answer.text
    one.refresh_from_db()
    assert one.part == "chair"
    settled = MEMBER | {"revision": "2", "settle": "1", "part": "observer", "organisation": "Mine"}
    assert page.post(where, settled | {"choose-part": "theirs"}).status_code == 302
    one.refresh_from_db()
    assert (one.part, one.organisation) == ("chair", "Mine")


def test_a_form_without_its_revision_is_not_written_over_a_colleague(page, roadmap):
    page.post(make.address("team"), MEMBER)
    where = make.address("team") + f"?member={TeamMember.objects.get().pk}"
    assert page.post(where, MEMBER | {"part": "observer"}).status_code == 409


def test_the_same_words_twice_disturb_nobody(page, roadmap):
    page.post(make.address("team"), MEMBER)
    where = make.address("team") + f"?member={TeamMember.objects.get().pk}"
    assert page.post(where, MEMBER | {"revision": "0"}).status_code == 302


def test_a_line_of_the_map_changed_meanwhile_is_shown_with_both_texts(page, roadmap):
    page.post(make.address("stakeholders"), LINE)
    one = Stakeholder.objects.get()
    where = make.address("stakeholders") + f"?line={one.pk}"
    assert page.post(where, LINE | {"revision": "1", "influence": "low"}).status_code == 302
    answer = page.post(where, LINE | {"revision": "1", "influence": "high", "note": "To be asked first"})
    assert answer.status_code == 409
    assert "To be asked first" in answer.text
    assert Stakeholder.objects.get().influence == "low"
    assert page.post(where, LINE | {"remove": "1"}).status_code == 302
    assert not Section.objects.filter(object_id=one.pk, content_type__model="stakeholder").exists()


def photo_form(**fields):
    return {"photo-photo": make.upload("hall.png", PNG), "photo-words": "People in a hall", **fields}


def test_a_photo_is_public_with_its_consultation_and_goes_when_it_is_taken_away(page, roadmap):
    one = consultation(roadmap, is_public=True)
    page.post(make.address("photo_add", one.code), photo_form())
    kept = ConsultationPhoto.objects.get()
    visitor = Client()
    assert "People in a hall" in visitor.get(make.address("public")).content.decode()
    data = b"".join(visitor.get(make.address("public_photo", kept.code)).streaming_content)
    assert data.startswith(b"\x89PNG")
    assert b"Kampala" not in data
    Consultation.objects.update(is_public=False)
    store.clear()
    assert visitor.get(make.address("public_photo", kept.code)).status_code == 404
    assert page.get(make.address("photo", one.code, kept.code)).status_code == 200
    page.post(make.address("photo_remove", one.code, kept.code))
    assert not ConsultationPhoto.objects.exists()
    assert page.get(make.address("photo", one.code, kept.code)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"photo-words": " "}, "Say what the photo shows"), ({"photo-photo": ""}, "Choose a file"),
     ({"photo-photo": make.upload("minutes.pdf")}, "Files of this kind")],
)  # fmt: skip
def test_a_photo_that_is_none_or_says_nothing_is_refused(page, roadmap, fields, words):
    one = consultation(roadmap)
    answer = page.post(make.address("photo_add", one.code), photo_form(**fields), follow=True)
    assert words in answer.content.decode()
    assert not ConsultationPhoto.objects.exists()


def test_a_photo_is_found_under_its_own_consultation_only(page, roadmap):
    one, other = consultation(roadmap), consultation(roadmap)
    page.post(make.address("photo_add", one.code), photo_form())
    kept = ConsultationPhoto.objects.get()
    assert page.post(make.address("photo_remove", other.code, kept.code)).status_code == 404
    outsider = make.signed_in(people.focal_point(people.country("ZWE")))
    assert outsider.get(make.address("photo", one.code, kept.code)).status_code == 404


def test_contributions_to_read_wait_for_the_focal_point(page, focal, roadmap):
    Contribution.objects.create(consultation=consultation(roadmap), text="Pay artists.", kind="media")
    titles = [one.title for one in of_party(focal, "en")]
    assert "Read the contributions to the roadmap of Uganda" in titles
    assert "1 contribution to read" in page.get(make.address("consultations")).content.decode()


def test_the_ledger_counts_what_was_held_and_not_what_was_cancelled(roadmap):
    for fields in ({}, {"is_cancelled": True}, {"starts_at": timezone.now() + timedelta(days=3)}):
        AttendanceCount.objects.create(consultation=consultation(roadmap, **fields), kind="academia", women=4, men=6)
    found = ledger_of(roadmap)
    assert (found.meetings, found.total.total, found.by_sector[0].kind) == (1, 10, "academia")


def test_a_contribution_comes_by_link_without_an_account_and_is_shown_once_accepted(page, focal, roadmap):
    one = consultation(roadmap, is_public=True)
    page.post(make.address("contribution_ask", one.code), {"ask-email": "rosa@example.org", "ask-language": "en"})
    message = Message.objects.get(code="roadmap.contribution_asked")
    assert message.secret
    assert message.email == "rosa@example.org"
    answer(
        link=Link.objects.get(), posted={"kind": "women_org", "organisation": "Women in film", "text": "Pay artists."}
    )
    row = Contribution.objects.get()
    assert row.state == "received"
    assert "Pay artists" not in Client().get(make.address("public")).content.decode()
    page.post(make.address("contribution_read", one.code, row.pk), {"state": "accepted", "reason": ""})
    store.clear()
    html = Client().get(make.address("public")).content.decode()
    assert "Pay artists" in html
    assert "Women in film" in html
    assert "rosa@" not in html
    assert ledger_of(roadmap).contributions == 1


def test_a_contribution_is_not_refused_without_a_reason(focal, roadmap):
    row = Contribution.objects.create(consultation=consultation(roadmap), text="x", kind="media")
    with pytest.raises(Refused, match="Say why"):
        moderate(contribution=row, accept=False, reason=" ", by=focal)


def test_a_wrong_address_and_a_cancelled_consultation_are_refused(focal, roadmap):
    with pytest.raises(Refused, match="whole address"):
        ask_contribution(consultation=consultation(roadmap), name="", email="rosa", language="en", by=focal)
    with pytest.raises(Refused, match="cancelled"):
        ask_contribution(
            consultation=consultation(roadmap, is_cancelled=True),
            name="",
            email="a@example.org",
            language="en",
            by=focal,
        )


def test_others_do_not_moderate(roadmap):
    row = Contribution.objects.create(consultation=consultation(roadmap), text="x", kind="media")
    for person in (people.officer(), people.signatory(people.country("UGA")), people.superuser()):
        with pytest.raises(NotAllowed):
            moderate(contribution=row, accept=True, reason="", by=person)
