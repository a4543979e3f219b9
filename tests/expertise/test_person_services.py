"""Availability, readers, ties and files of an expert: what is kept, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertise.choices import NEVER_PUBLIC, Audience, Part
from expertise.models import Availability, Expert
from expertise.months import add_months, is_stale, nudge_due
from expertise.periods import Span, first_clash, meet, months
from expertise.queries_person import parts_for, readers_of
from expertise.services import availability, files, ties, visibility
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.documents.models import StoredFile
from portal.documents.services import UploadRefused
from tests.accounts import factories as people

from . import factories as make
from .person import pdf, upload

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 400)).map(lambda pair: Span(pair[0], pair[0] + timedelta(pair[1]), 5))


def span(first: str, last: str, days: int = 10) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last), days)


@pytest.fixture
def expert():
    return make.expert()


def save(expert, *spans):
    return availability.set_periods(expert=expert, periods=spans, by=expert.user, today=TODAY)


def test_periods_are_kept_in_order_and_said_to_be_true_today(expert):
    save(expert, span("2027-09-01", "2027-12-31"), span("2027-03-01", "2027-06-30"))
    assert [row.starts_on.month for row in expert.availabilities.all()] == [3, 9]
    assert Expert.objects.get().availability_confirmed_on == TODAY
    assert Entry.objects.get(verb="expert.availability_changed").new == {
        "periods": ["2027-03-01 – 2027-06-30: 10", "2027-09-01 – 2027-12-31: 10"]
    }


def test_two_periods_that_share_one_day_are_refused_and_nothing_changes(expert):
    save(expert, span("2027-03-01", "2027-06-30"))
    with pytest.raises(availability.PeriodRefused) as refusal:
        save(expert, span("2027-04-01", "2027-06-30"), span("2027-06-30", "2027-08-31"))
    assert refusal.value.message == "Periods 1 and 2 share days. Change one of them."
    assert (refusal.value.place, refusal.value.column) == (1, "starts_on")
    assert Availability.objects.get().starts_on == date(2027, 3, 1)


def test_a_period_never_shares_days_with_one_that_is_over(expert):
    make.available(expert, date(2027, 1, 1), date(2027, 2, 28))
    with pytest.raises(Refused, match="shares days with one that is over"):
        save(expert, span("2027-02-15", "2027-05-01"))
    assert Availability.objects.count() == 1


def test_periods_that_are_over_stay_when_the_others_are_replaced(expert):
    make.available(expert, date(2027, 1, 1), date(2027, 2, 28))
    save(expert, span("2027-03-01", "2027-05-01"))
    save(expert)
    assert Availability.objects.get().ends_on == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("period", "words", "column"),
    [
        (span("2027-06-01", "2027-05-01"), "ends before it begins", "ends_on"),
        (span("2026-06-01", "2026-07-01"), "is over: take it out", "ends_on"),
        (span("2027-06-01", "2033-05-01"), "no more than the next 5 years", "ends_on"),
        (span("2027-06-01", "2027-07-01", 0), "1 to 31 days a month", "days_per_month"),
        (span("2027-06-01", "2027-07-01", 32), "1 to 31 days a month", "days_per_month"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused_with_what_to_change(expert, period, words, column):
    with pytest.raises(availability.PeriodRefused, match=words) as refusal:
        save(expert, period)
    assert refusal.value.column == column


def test_more_periods_than_anybody_reads_are_refused(expert):
    first = date(2027, 4, 1)
    many = [Span(first + timedelta(n), first + timedelta(n), 1) for n in range(availability.MOST + 1)]
    with pytest.raises(Refused, match="at most 24 periods"):
        save(expert, *many)


def test_nobody_but_the_person_says_when_the_person_can_work(expert):
    for stranger in (people.officer(), people.head(), people.superuser(), make.expert().user):
        with pytest.raises(NotAllowed):
            availability.set_periods(expert=expert, periods=[], by=stranger, today=TODAY)
        with pytest.raises(NotAllowed):
            availability.confirm(expert=expert, by=stranger)


def test_confirming_the_availability_writes_the_day_and_the_log(expert):
    availability.confirm(expert=expert, by=expert.user, today=TODAY)
    assert Expert.objects.get().availability_confirmed_on == TODAY
    assert Entry.objects.filter(verb="expert.availability_confirmed").count() == 1


@given(SPANS, SPANS)
def test_two_periods_meet_exactly_when_they_share_a_day(one, other):
    days = {one.starts_on + timedelta(n) for n in range((one.ends_on - one.starts_on).days + 1)}
    others = {other.starts_on + timedelta(n) for n in range((other.ends_on - other.starts_on).days + 1)}
    assert meet(one, other) == meet(other, one) == bool(days & others)


@given(st.lists(SPANS, max_size=8))
def test_a_clash_is_found_exactly_when_there_is_one(spans):
    clash = first_clash(spans)
    pairs = [(b, a) for b in range(len(spans)) for a in range(b) if meet(spans[a], spans[b])]
    assert (clash in pairs) if pairs else clash is None


def test_a_month_offers_the_days_of_the_largest_period_in_it():
    table = months([span("2027-03-15", "2027-04-02", 5), span("2027-04-10", "2027-04-30", 12)], TODAY, 3)
    assert table == [(date(2027, 3, 1), 5), (date(2027, 4, 1), 12), (date(2027, 5, 1), 0)]


@given(DAYS, st.integers(-60, 60))
def test_months_added_and_taken_off_lead_back_within_the_month(day, count):
    there = add_months(day, count)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count
    assert add_months(there, -count).month == day.month


@pytest.mark.parametrize(
    ("confirmed", "nudge", "stale"),
    [("2026-05-01", 0, False), ("2026-04-01", 11, False), ("2026-03-01", 12, True), ("2026-02-01", 13, True)],
)
def test_a_profile_is_asked_for_at_eleven_twelve_and_thirteen_months(confirmed, nudge, stale):
    day = date.fromisoformat(confirmed)
    assert (nudge_due(day, TODAY), is_stale(day, TODAY)) == (nudge, stale)


def test_without_a_choice_nothing_but_knowledge_is_open_and_gender_is_for_the_secretariat(expert):
    readers = readers_of([expert.pk])[expert.pk]
    public = parts_for(readers, Audience.PUBLIC)
    assert public == {Part.LANGUAGES, Part.ACTIVITIES, Part.FIELDS}
    assert Part.GENDER not in parts_for(readers, Audience.PARTIES)
    assert parts_for(readers, Audience.SECRETARIAT) == set(Part)


def test_the_person_opens_and_closes_each_part(expert):
    visibility.set_readers(expert=expert, readers={"biography": "public", "fields": "secretariat"}, by=expert.user)
    readers = readers_of([expert.pk])[expert.pk]
    assert (readers[Part.BIOGRAPHY], readers[Part.FIELDS]) == (Audience.PUBLIC, Audience.SECRETARIAT)
    entry = Entry.objects.get(verb="expert.readers_changed")
    assert entry.old == {"biography": "parties", "fields": "public"}


@pytest.mark.parametrize("part", sorted(NEVER_PUBLIC))
def test_files_gender_and_availability_are_never_public_whatever_is_chosen(expert, part):
    with pytest.raises(Refused, match="never on a public page"):
        visibility.set_readers(expert=expert, readers={part: "public"}, by=expert.user)


@pytest.mark.parametrize("choice", [{"shoe_size": "public"}, {"career": "nobody"}])
def test_unknown_parts_and_readers_are_refused(expert, choice):
    with pytest.raises(Refused):
        visibility.set_readers(expert=expert, readers=choice, by=expert.user)


def test_only_the_person_chooses_readers_and_consents(expert):
    for stranger in (people.head(), people.superuser()):
        with pytest.raises(NotAllowed):
            visibility.set_readers(expert=expert, readers={"career": "public"}, by=stranger)
        with pytest.raises(NotAllowed):
            visibility.consent_to_public(expert=expert, consents=True, by=stranger)


def test_who_is_no_member_is_not_listed():
    candidate = make.expert(state="candidate", is_public=False)
    with pytest.raises(Refused, match="Only members"):
        visibility.consent_to_public(expert=candidate, consents=True, by=candidate.user)


def test_consent_is_given_and_taken_back_with_a_trace(expert):
    visibility.consent_to_public(expert=expert, consents=False, by=expert.user)
    assert not Expert.objects.listed().exists()
    visibility.consent_to_public(expert=expert, consents=True, by=expert.user)
    assert Expert.objects.listed().get() == expert
    assert set(Entry.objects.values_list("verb", flat=True)) == {"expert.unlisted", "expert.listed"}


def test_a_tie_is_declared_once_ended_and_kept(expert):
    uganda = people.country("UGA")
    tie = ties.declare(expert=expert, country=uganda, reason="Spouse", by=expert.user)
    with pytest.raises(Refused, match="declared already"):
        ties.declare(expert=expert, country=uganda, reason="Business", by=expert.user)
    ties.end(tie=tie, by=expert.user)
    ties.end(tie=tie, by=expert.user)
    assert expert.ties.get().ended_at is not None
    ties.declare(expert=expert, country=uganda, reason="Business", by=expert.user)
    assert expert.ties.count() == 2


def test_a_tie_needs_words_and_is_the_persons_own_to_declare(expert):
    with pytest.raises(Refused, match="Say which tie"):
        ties.declare(expert=expert, country=people.country("UGA"), reason="  ", by=expert.user)
    with pytest.raises(NotAllowed):
        ties.declare(expert=expert, country=people.country("UGA"), reason="Spouse", by=people.officer())


def attach(expert, name="cv.pdf", data=None, **more):
    values = {"kind": "cv", "title": "", "by": expert.user, **more}
    return files.attach(expert=expert, upload=upload(name, data), **values)


def test_a_cv_is_kept_private_and_its_bytes_go_with_it(expert):
    row = attach(expert)
    stored = row.stored_file
    files.detach(expert=expert, code=row.code, by=expert.user)
    files.detach(expert=expert, code=row.code, by=expert.user)
    assert StoredFile.objects.get(pk=stored.pk).removed


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("cv.pdf", pdf("app.alert('x')"), "contains scripts"),
        ("cv.html", b"<html><script>alert(1)</script></html>", "not accepted"),
        ("cv.svg", b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>", "not accepted"),
        ("cv.pdf", b"<html><script>alert(1)</script></html>", "not accepted"),
        ("cv.pdf", b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (x)>>>> endobj", "contains scripts"),
        ("cv.pdf", b"", "empty"),
    ],
)
def test_a_cv_with_scripts_or_that_is_no_document_is_refused(expert, name, data, words):
    with pytest.raises(UploadRefused, match=words):
        attach(expert, name, data)
    assert not StoredFile.objects.exists()


def test_unknown_kinds_too_many_files_and_strangers_are_refused(expert, monkeypatch):
    with pytest.raises(Refused, match="what kind of file"):
        attach(expert, kind="photo")
    with pytest.raises(NotAllowed):
        attach(expert, by=people.officer())
    monkeypatch.setattr(files, "MOST", 1)
    attach(expert)
    with pytest.raises(Refused, match="at most 1 files"):
        attach(expert)
