"""Values over time, and reports: written measure by measure, sent, locked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from roadmaps.models import IndicatorValue, Measure, MeasureProgress, ProgressReport, ReportingRound
from roadmaps.national import waiting
from roadmaps.national.checking_reports import of_report
from roadmaps.services.national import reporting
from roadmaps.services.national.reporting import begin_report, close_round, open_round, remind, send_report
from roadmaps.services.national.validation import open_next_edition
from roadmaps.services.national.values import Value, give_value
from roadmaps.stores import PROGRESS
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
def roadmap(focal):
    return make.validated(by=focal)


@pytest.fixture
def officer():
    return people.officer()


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def round(roadmap, officer, year):
    return open_round(year=year, due=timezone.localdate() + timedelta(days=30), by=officer)


def value(**fields):
    return Value(**{"on": date(2026, 6, 1), "value": Decimal(120), "unit": "people", "source": "Survey", **fields})


def key_of(measure):
    return measure.indicators.get().key


def fill(report):
    MeasureProgress.objects.filter(report=report).update(status="under_way", happened="Work began.")


def test_a_value_is_given_and_corrected_on_the_same_day(page, roadmap):
    one = Measure.objects.first()
    form = {"indicator": key_of(one), "on": "2026-06-01", "value": "120,5", "unit": "People", "source": "Survey",
            "women": "", "men": ""}  # fmt: skip
    page.post(make.address("values", one.key), form)
    page.post(make.address("values", one.key), form | {"value": "130"})
    assert IndicatorValue.objects.get().value == Decimal(130)


def test_a_value_in_another_unit_is_refused_with_what_to_do_and_stays_typed(page, roadmap):
    one = Measure.objects.first()
    form = {"indicator": key_of(one), "on": "2026-06-01", "value": "12", "unit": "%", "source": "Survey"}
    answer = page.post(make.address("values", one.key), form)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "counted in “people”, not in “%”" in html
    assert "Convert the value" in html
    assert 'value="12"' in html
    assert not IndicatorValue.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": date(2999, 1, 1)}, "future"),
        ({"source": " "}, "where the figure comes from"),
        ({"women": Decimal(100), "men": Decimal(90)}, "more than the value"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(roadmap, focal, fields, words):
    with pytest.raises(Refused, match=words):
        give_value(roadmap=roadmap, key=key_of(Measure.objects.first()), given=value(**fields), by=focal)


def test_an_indicator_of_another_roadmap_is_not_given_values(roadmap, focal):
    with pytest.raises(Refused, match="not in the roadmap"):
        give_value(roadmap=roadmap, key="XXXXXXXX", given=value(), by=focal)


def test_only_an_officer_opens_a_round_and_one_at_a_time(roadmap, officer, year):
    due = timezone.localdate() + timedelta(days=30)
    with pytest.raises(NotAllowed):
        open_round(year=year, due=due, by=people.superuser())
    open_round(year=year, due=due, by=officer)
    with pytest.raises(Refused, match="still open"):
        open_round(year=year + 1, due=due, by=officer)
    with pytest.raises(Refused, match="already a round"):
        open_round(year=year, due=due, by=officer)


def test_a_round_is_not_opened_with_a_day_that_has_passed(officer, year):
    with pytest.raises(Refused, match="must be to come"):
        open_round(year=year, due=timezone.localdate(), by=officer)


def test_the_parties_with_a_validated_roadmap_are_told(round, focal):
    make.complete(people.country("ZWE"))
    people.focal_point(people.country("ZWE"))
    assert [message.to for message in Message.objects.filter(code="roadmap.report_asked")] == [focal]


def test_of_two_rounds_opened_at_the_same_instant_one_is_refused(round, officer, year, monkeypatch):
    monkeypatch.setattr(reporting, "round_now", lambda: None)  # the other one is not seen yet
    with pytest.raises(Refused, match="at the same moment"):
        open_round(year=year + 1, due=timezone.localdate() + timedelta(days=30), by=officer)
    assert ReportingRound.objects.count() == 1


def test_a_reminder_goes_once_a_day_to_who_has_not_sent(round, officer):
    client, address = make.signed_in(officer), reverse("admin:roadmaps_round", args=[round.year])
    assert 'value="remind"' in client.get(address).text
    assert remind(round=round, by=officer) == 1
    with pytest.raises(Refused, match="Nobody is to be reminded"):
        remind(round=round, by=officer)
    assert 'value="remind"' not in client.get(address).text
    assert Message.objects.filter(code="roadmap.report_reminder").count() == 1


def test_a_report_has_a_page_for_each_measure_with_the_status_declared_before(page, round, year):
    page.post(make.address("report_begin", year))
    report = ProgressReport.objects.get()
    assert report.measures.count() == 2
    assert set(report.measures.values_list("status", flat=True)) == {"planned"}
    assert page.get(make.address("report", year)).status_code == 200


def test_a_measure_of_a_report_is_saved_at_any_time(page, roadmap, round, year):
    page.post(make.address("report_begin", year))
    one = MeasureProgress.objects.first()
    section = of_report(ProgressReport.objects.get())[0].section
    form = make.form_of(PROGRESS, one, section) | {
        "happened": "",
        "difficulties": "Money came late.",
        "next": "leave",
    }
    assert page.post(make.address("progress", year, one.measure.key), form).status_code == 302
    one.refresh_from_db()
    assert one.difficulties == "Money came late."


def test_a_value_in_another_unit_stops_a_report_and_says_what_to_do(page, roadmap, round, year):
    page.post(make.address("report_begin", year))
    report = ProgressReport.objects.get()
    fill(report)
    shown = of_report(report)[0]
    one = shown.progress
    key = key_of(one.measure)
    form = make.form_of(PROGRESS, one, shown.section) | {
        "values-0-indicator": key, "values-0-on": "2026-06-01", "values-0-value": "12", "values-0-unit": "%",
        "values-0-source": "Survey",
    }  # fmt: skip
    html = page.post(make.address("progress", year, one.measure.key), form).content.decode()
    assert "counted in “people”, not in “%”" in html
    answer = page.post(make.address("report_send", year), follow=True)
    assert "counted in “people”" in answer.content.decode()
    assert ProgressReport.objects.get().is_open


def test_a_sent_report_declares_the_statuses_keeps_the_values_and_is_locked(page, roadmap, round, year, focal):
    edition = open_next_edition(roadmap=roadmap, by=focal)
    page.post(make.address("report_begin", year))
    report = ProgressReport.objects.get()
    fill(report)
    shown = of_report(report)[0]
    one = shown.progress
    form = make.form_of(PROGRESS, one, shown.section) | {
        "values-0-indicator": key_of(one.measure), "values-0-on": "2026-06-01", "values-0-value": "150",
        "values-0-unit": "people", "values-0-women": "80", "values-0-source": "Survey",
    }  # fmt: skip
    page.post(make.address("progress", year, one.measure.key), form)
    page.post(make.address("report_send", year))
    page.post(make.address("report_send", year))
    report.refresh_from_db()
    assert report.sent_by == focal
    assert set(Measure.objects.values_list("declared", flat=True)) == {"under_way"}
    assert edition.measures.filter(declared="under_way").count() == 2
    assert IndicatorValue.objects.get().women == Decimal(80)
    roadmap.refresh_from_db()
    assert roadmap.stage == "implementation"
    late = page.post(make.address("progress", year, one.measure.key), form | {"happened": "More"}, follow=True)
    assert "no longer changes" in late.content.decode()
    one.refresh_from_db()
    assert one.happened == "Work began."


def test_a_report_with_something_missing_is_not_sent(roadmap, round, focal):
    report = begin_report(roadmap=roadmap, round=round, by=focal)
    with pytest.raises(Refused, match="Say what happened"):
        send_report(report=report, by=focal)


def test_a_closed_round_takes_no_report(roadmap, round, officer, focal):
    report = begin_report(roadmap=roadmap, round=round, by=focal)
    fill(report)
    close_round(round=round, by=officer)
    with pytest.raises(Refused, match="closed"):
        send_report(report=report, by=focal)


def test_others_neither_begin_nor_send(roadmap, round, officer, focal):
    report = begin_report(roadmap=roadmap, round=round, by=focal)
    for person in (officer, people.signatory(people.country("UGA")), people.focal_point(people.country("ZWE"))):
        with pytest.raises(NotAllowed):
            send_report(report=report, by=person)


@pytest.mark.parametrize("each", [1, 4])
def test_the_page_of_a_report_asks_the_same_number_of_queries_however_many_measures(page, focal, officer, year, each):
    roadmap = make.validated(by=focal, each=each)
    round = open_round(year=year, due=timezone.localdate() + timedelta(days=30), by=officer)
    begin_report(roadmap=roadmap, round=round, by=focal)
    page.get(make.address("report", year))
    with CaptureQueriesContext(connection) as captured:
        page.get(make.address("report", year))
    assert len(captured) == 15


def turn(person):
    (row,) = waiting.files(person, "en")
    return row.turn, row.mine


def test_among_your_files_a_presented_roadmap_is_your_turn_while_its_report_waits_for_you(
    roadmap, focal, officer, year
):
    assert turn(focal) == ("The Party", False)
    opened = open_round(year=year, due=timezone.localdate() + timedelta(days=30), by=officer)
    (row,) = waiting.files(focal, "en")
    assert (row.turn, row.mine, row.since) == ("You", True, opened.opened_at)
    assert turn(people.signatory(people.country("UGA"))) == ("The Party", False)
    ProgressReport.objects.create(round=opened, roadmap=roadmap, edition=roadmap.edition, sent_at=timezone.now())
    assert turn(focal) == ("The Party", False)
