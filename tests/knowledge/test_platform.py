"""Measures in the fields of the UNESCO Policy Monitoring Platform; handed over, accepted."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import PlatformRecord
from knowledge.open_data import platform
from knowledge.services.platform import accept, hand_over, take_back
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry as LogEntry
from tests.accounts import factories as people
from tests.roadmaps import factories_national as national

pytestmark = pytest.mark.django_db
DAY = date(2024, 11, 2)


@pytest.fixture
def measure(loaded):
    country = people.country("UGA")
    national.validated(country, by=people.focal_point(country))
    return platform.rows()[0].measure


def test_the_file_has_the_fields_of_the_platform(measure, client):
    client.force_login(people.editor())
    answer = client.get("/admin/knowledge/platformrecord/measures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    row = next(row for row in rows if row["Key of the measure"] == measure.key)
    assert (row["Country"], row["Title of the policy or measure"]) == ("Uganda", measure.title)
    assert row["Goals of the Convention"]
    for field in ("Main features of the policy or measure", "Results achieved so far through its implementation",
                  "Financial resources allocated, in US dollars", "Partners engaged (name, type of entity)",
                  "Has the implementation been evaluated?", "Cultural domains"):  # fmt: skip
        assert field in row


def test_a_measure_is_handed_over_once_then_accepted(measure):
    editor = people.editor()
    assert hand_over(keys=[measure.key], on=DAY, by=editor) == 1
    assert hand_over(keys=[measure.key], on=date(2024, 11, 9), by=editor) == 0
    assert PlatformRecord.objects.get().handed_over_on == DAY
    assert accept(keys=[measure.key], on=date(2024, 11, 20), reference="PMP-1", by=editor) == 1
    assert [row.measure.key for row in platform.rows("accepted")] == [measure.key]


def test_what_was_not_handed_over_is_not_accepted(measure):
    with pytest.raises(Refused, match="not handed over"):
        accept(keys=[measure.key], on=DAY, by=people.editor())


def test_nothing_is_accepted_before_it_was_handed_over(measure):
    hand_over(keys=[measure.key], on=DAY, by=people.editor())
    with pytest.raises(Refused, match="after that day"):
        accept(keys=[measure.key], on=date(2024, 11, 1), by=people.editor())


def test_only_editors_note_it(measure):
    with pytest.raises(NotAllowed):
        hand_over(keys=[measure.key], on=DAY, by=people.newcomer())


def test_an_unknown_measure_is_refused(loaded):
    with pytest.raises(Refused, match="at least one"):
        hand_over(keys=["NOTHING1"], on=DAY, by=people.editor())


def test_the_page_notes_what_is_ticked_and_says_why_not(measure, client):
    client.force_login(people.editor())
    address = "/admin/knowledge/platformrecord/"
    assert client.post(address, {"measure": measure.key, "on": "soon", "act": "hand_over"}).status_code == 422
    assert client.post(address, {"measure": measure.key, "on": "2024-11-02", "act": "hand_over"}).status_code == 302
    page = client.get(f"{address}?state=handed_over").content.decode()
    assert 'data-count="1"' in page


def test_a_note_is_taken_back_step_by_step_and_the_log_keeps_it(measure):
    editor = people.editor()
    hand_over(keys=[measure.key], on=DAY, by=editor)
    accept(keys=[measure.key], on=date(2024, 11, 20), reference="PMP-1", by=editor)
    assert take_back(keys=[measure.key], by=editor) == 1
    row = PlatformRecord.objects.get()
    assert (row.handed_over_on, row.accepted_on, row.reference) == (DAY, None, "")
    take_back(keys=[measure.key], by=editor)
    assert not PlatformRecord.objects.exists()
    with pytest.raises(Refused, match="Nothing is noted"):
        take_back(keys=[measure.key], by=editor)
    log = LogEntry.objects.filter(verb="measure.note_taken_back").latest("pk")
    assert log.old["handed over"] == "2024-11-02"


def test_nothing_is_handed_over_on_a_day_to_come(measure):
    with pytest.raises(Refused, match="still to come"):
        hand_over(keys=[measure.key], on=timezone.now().date() + timedelta(days=1), by=people.editor())


def test_the_whole_list_is_noted_at_once(measure, client):
    client.force_login(people.editor())
    total = len(platform.rows())
    client.post("/admin/knowledge/platformrecord/", {"all": "1", "on": "2024-11-02", "act": "hand_over"})
    assert len(platform.rows("handed_over")) == total


def test_a_measure_says_to_everybody_where_it_stands_on_the_platform(
    measure, client, django_capture_on_commit_callbacks
):
    editor = people.editor()
    page = reverse("roadmaps:public", args=["uga"])
    assert "handed over on" not in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(keys=[measure.key], on=DAY, by=editor)
    assert "handed over on 2 November 2024" in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        accept(keys=[measure.key], on=date(2024, 11, 20), reference="PMP-1", by=editor)
    assert "accepted on 20 November 2024 (PMP-1)" in client.get(page).content.decode()


def test_the_office_says_when_a_newer_edition_is_in_force_than_the_one_handed_over(measure):
    hand_over(keys=[measure.key], on=date(2020, 1, 1), by=people.editor())
    row = next(row for row in platform.rows() if row.measure.key == measure.key)
    assert row.is_changed
