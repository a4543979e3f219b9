"""The national team, stakeholders, consultations, contributions without an account, the ledger."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from portal.surveys.models import Link
from portal.surveys.services import answer
from portal.ui.pages import store
from roadmaps.assistance.queries_participation import ledger_of
from roadmaps.models import AttendanceCount, Consultation, Contribution, Stakeholder, TeamMember
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
MEETING = {"title": "Regional meeting", "level": "regional", "place": "Gulu", "time_zone": "Africa/Kampala",
           "starts": "2026-05-04T09:00", "ends": "2026-05-04T12:00", "language": "en"}  # fmt: skip


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
    page.post(make.address("team") + f"?member={one.pk}", MEMBER | {"part": "chair"})
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
