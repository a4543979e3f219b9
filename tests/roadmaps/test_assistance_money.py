"""The money of an assistance: nothing goes over the envelope, every dollar keeps its original currency and rate."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from applications import states as application_states
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from roadmaps.assistance import early_warnings as early
from roadmaps.assistance.board import board_rows
from roadmaps.assistance.envelope import Charge, add_up, in_usd, is_short, share_out
from roadmaps.assistance.queries_money import account_of
from roadmaps.assistance.warning_words import sentence
from roadmaps.models import Assistance, Commitment, Envelope, EnvelopeLine, Payment
from roadmaps.services import assistances
from roadmaps.services.assistance import money
from tests.accounts import factories as people
from tests.applications.factories import complete_application
from tests.applications.factories_calls import published_call

from . import factories as make
from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")
usd = st.decimals(0, 50_000, places=2)
charges = st.lists(st.builds(Charge, st.sampled_from([1, 2]), usd, usd, st.booleans()), max_size=12)


@given(usd, usd, usd, charges)
def test_what_is_committed_spent_and_left_adds_up_to_the_envelope(amount, one, two, rows):
    account = add_up(amount, {1: one, 2: two}, rows)
    whole = account.whole
    assert whole.committed + whole.spent + whole.left == amount
    assert whole.spent == sum(row.paid for row in rows)
    assert sum(line.committed for line in account.lines.values()) == whole.committed
    assert account.unallotted == amount - one - two


@given(usd.filter(bool), st.decimals("0.0001", 100_000, places=4))
def test_an_amount_in_dollars_is_within_half_a_cent_of_the_amount_over_the_rate(amount, rate):
    assert abs(in_usd(amount, rate) - amount / rate) <= Decimal("0.005")
    assert in_usd(amount, Decimal(1)) == amount


@given(st.lists(st.tuples(st.just("A"), usd), max_size=8), usd)
def test_a_first_envelope_gives_what_was_asked_up_to_the_ceiling(asked, ceiling):
    given_out = sum((amount for _title, amount in share_out(asked, ceiling)), Decimal(0))
    assert given_out == min(ceiling, sum((amount for _title, amount in asked), Decimal(0)))


def scene(amount="1000", of=None, **fields):
    """An envelope with one line that holds it all, and its officer."""
    assistance = of or assist.planned(**fields)
    envelope = Envelope.objects.create(assistance=assistance, amount=Decimal(amount), days=20)
    line = EnvelopeLine.objects.create(envelope=envelope, title="Venue", amount=Decimal(amount))
    return assistance, line, people.officer()


def committed(assistance, line, officer, amount="400", **more):
    values = {"title": "Hall", "amount": Decimal(amount), "on": day(-3), **more}
    return money.commit(assistance=assistance, line=line, by=officer, **values)


def test_an_assistance_opens_with_the_days_and_the_budget_of_its_application_up_to_the_ceiling():
    application = complete_application(people.country("UGA"), published_call("open"), application_states.SELECTED)
    made = assistances.open(application=application, starts_on=day(0), ends_on=day(365), by=people.officer())
    envelope = made.envelope
    asked = [row.asked_usd or 0 for row in application.current_version.budgetline_set.all()]
    assert envelope.amount == min(sum(asked), application.call.ceiling_logistics) > 0
    assert envelope.days == sum(made.needs.values_list("days", flat=True))
    assert account_of(envelope).unallotted == 0


def test_another_currency_keeps_its_amount_and_its_rate():
    assistance, line, officer = scene()
    made = committed(assistance, line, officer, "1500000", currency="UGX", rate=Decimal(3750))
    assert (made.amount, made.currency, made.rate, made.usd) == (1_500_000, "UGX", 3750, Decimal("400.00"))
    paid = {"amount": Decimal(760_000), "currency": "UGX", "rate": Decimal(3800), "on": day(0)}
    money.pay(assistance=assistance, commitment=made, by=officer, **paid)
    whole = account_of(line.envelope).whole
    assert (whole.committed, whole.spent, whole.left) == (200, 200, 600)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": Decimal("1000.01")}, "goes over the line"),
        ({"amount": Decimal(-1)}, "above zero"),
        ({"amount": Decimal(0)}, "above zero"),
        ({"amount": Decimal(9), "currency": "UGX"}, "rate of UGX"),
        ({"amount": Decimal(9), "currency": "UGX", "rate": Decimal(0)}, "rate of UGX"),
        ({"amount": Decimal(9), "currency": "XXX", "rate": Decimal(2)}, "currency of the list"),
        ({"amount": Decimal(9), "on": day(1)}, "still ahead"),
        ({"amount": Decimal(9), "title": " "}, "what the money is for"),
    ],
)
def test_a_commitment_that_makes_no_sense_is_refused_and_nothing_is_kept(fields, words):
    assistance, line, officer = scene()
    values = {"title": "Hall", "on": day(-1), **fields}
    with pytest.raises(Refused, match=words):
        money.commit(assistance=assistance, line=line, by=officer, **values)
    assert not Commitment.objects.exists()


def test_a_payment_takes_no_more_than_the_line_has_left():
    assistance, line, officer = scene()
    one, other = committed(assistance, line, officer, "400"), committed(assistance, line, officer, "500")
    money.pay(assistance=assistance, commitment=one, amount=Decimal(500), on=day(-1), by=officer)
    with pytest.raises(Refused, match="USD 0 are left"):
        money.pay(assistance=assistance, commitment=other, amount=Decimal("500.01"), on=day(-1), by=officer)
    with pytest.raises(Refused, match="before the commitment"):
        money.pay(assistance=assistance, commitment=other, amount=Decimal(1), on=day(-9), by=officer)
    assert Payment.objects.count() == 1


def test_a_closed_commitment_frees_what_was_not_paid_and_says_why():
    assistance, line, officer = scene()
    made = committed(assistance, line, officer)
    money.pay(assistance=assistance, commitment=made, amount=Decimal(100), on=day(0), by=officer)
    with pytest.raises(Refused, match="USD 300 of it are not paid"):
        money.close(assistance=assistance, commitment=made, by=officer)
    money.close(assistance=assistance, commitment=made, reason="Cheaper hall", by=officer)
    assert account_of(line.envelope).whole.left == 900
    with pytest.raises(Refused, match="is closed"):
        money.pay(assistance=assistance, commitment=made, amount=Decimal(1), on=day(0), by=officer)


def test_a_payment_struck_with_its_reason_stays_readable_and_counts_no_more():
    assistance, line, officer = scene()
    made = committed(assistance, line, officer)
    paid = money.pay(assistance=assistance, commitment=made, amount=Decimal(100), on=day(0), by=officer)
    with pytest.raises(Refused, match="reason"):
        money.strike(assistance=assistance, payment=paid, reason=" ", by=officer)
    money.strike(assistance=assistance, payment=paid, reason="Entered twice", by=officer)
    assert account_of(line.envelope).whole.spent == 0
    page = national.signed_in(officer).get(reverse("roadmaps:commitment", args=[assistance.reference, made.code]))
    assert "Entered twice" in page.text


def test_lines_stay_within_the_envelope_and_above_what_is_taken():
    assistance, line, officer = scene()
    committed(assistance, line, officer)
    for one, amount, words in ((None, 1, "over the envelope"), (line, 399, "committed or spent"), (line, -1, "zero")):
        with pytest.raises(Refused, match=words):
            money.save_line(assistance=assistance, line=one, title="Travel", amount=Decimal(amount), by=officer)
    money.save_line(assistance=assistance, line=line, title="Venue", amount=Decimal(600), by=officer)
    money.save_line(assistance=assistance, line=None, title="Travel", amount=Decimal(400), by=officer)
    assert account_of(line.envelope).unallotted == 0


def test_a_line_of_another_envelope_is_refused():
    assistance, _line, officer = scene()
    _other, line, _officer = scene()
    with pytest.raises(Refused, match="of this envelope"):
        money.save_line(assistance=assistance, line=line, title="Venue", amount=Decimal(1), by=officer)


def test_only_the_head_changes_the_envelope_with_a_reason_and_the_party_is_told():
    assistance, line, officer = scene()
    focal, head = people.focal_point(assistance.country), people.head()
    change = {"assistance": assistance, "days": 25, "amount": Decimal(1500)}
    with pytest.raises(NotAllowed):
        money.set_envelope(**change, reason="More", by=officer)
    with pytest.raises(Refused, match="reason"):
        money.set_envelope(**change, reason=" ", by=head)
    with pytest.raises(Refused, match="lower one of them first"):
        money.set_envelope(**{**change, "amount": Decimal(999)}, reason="Less", by=head)
    money.set_envelope(**change, reason="A second region asked to take part", by=head, expected=0)
    with pytest.raises(Refused, match="changed meanwhile"):
        money.set_envelope(**{**change, "days": 30}, reason="More", by=head, expected=0)
    told = Message.objects.get(code="assistance.envelope_changed")
    assert told.to == focal
    assert "A second region" in told.body
    assert account_of(Envelope.objects.get(pk=line.envelope_id)).whole.left == 1500


@pytest.mark.parametrize(("taken", "short"), [("900", False), ("900.01", True)])
def test_money_is_short_once_less_than_a_tenth_is_left(taken, short):
    assistance, line, officer = scene()
    committed(assistance, line, officer, taken)
    assert is_short(account_of(line.envelope).whole) == short
    row = board_rows(Assistance.objects.filter(pk=assistance.pk), {})[0]
    assert (early.MONEY_SHORT in {one.code for one in row.warnings}) == short


def test_missions_beyond_the_agreed_days_warn_too():
    assistance, _line, _officer = scene()
    make.mission(assistance, days=21)
    row = board_rows(Assistance.objects.filter(pk=assistance.pk), {})[0]
    warnings = [one for one in row.warnings if one.code == early.MONEY_SHORT]
    assert [(one.about, one.days) for one in warnings] == [("days", 1)]
    assert "1 expert day more than agreed" in sentence(warnings[0])


def test_the_party_and_the_field_office_read_the_money_and_change_nothing():
    assistance, line, officer = scene()
    made = committed(assistance, line, officer, "1500000", currency="UGX", rate=Decimal(3750))
    for person in (people.focal_point(assistance.country), people.field_office(assistance.country)):
        client = national.signed_in(person)
        page = client.get(reverse("roadmaps:money", args=[assistance.reference]))
        assert "UGX 1\u202f500\u202f000" in page.text
        assert "Commit money" not in page.text
        assert client.get(reverse("roadmaps:money_commit", args=[assistance.reference])).status_code == 404
        assert client.get(reverse("roadmaps:commitment", args=[assistance.reference, made.code])).status_code == 200


def test_an_officer_commits_and_pays_on_the_pages_and_an_error_loses_nothing():
    assistance, line, officer = scene()
    client = national.signed_in(officer)
    posted = {"line": line.pk, "title": "Hall", "payee": "City", "amount": "1 200,50", "currency": "USD",
              "rate": "", "on": day(0).isoformat()}  # fmt: skip
    commit = reverse("roadmaps:money_commit", args=[assistance.reference])
    answer = client.post(commit, posted)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "1 200,50" in answer.text
    assert client.post(commit, {**posted, "amount": "-5"}).status_code == 422
    assert client.post(commit, {**posted, "amount": "500.50"}).status_code == 302
    made = Commitment.objects.get()
    args = [assistance.reference, made.code]
    pay = {"amount": "500.5", "currency": "USD", "rate": "", "on": day(0).isoformat(), "paper": "No. 7"}
    assert client.post(reverse("roadmaps:money_pay", args=args), pay).status_code == 302
    assert client.post(reverse("roadmaps:money_close", args=args)).status_code == 302
    made.refresh_from_db()
    assert made.closed_at is not None


def test_the_head_changes_the_envelope_on_its_page():
    assistance, _line, _officer = scene()
    client = national.signed_in(people.head())
    page = reverse("roadmaps:money_envelope", args=[assistance.reference])
    assert "1\u202f000" in client.get(page).text
    posted = {"days": "22", "amount": "1100", "reason": "Prices rose", "expected": "0"}
    assert client.post(page, {**posted, "reason": ""}).status_code == 422
    assert client.post(page, posted).status_code == 302
    assert Envelope.objects.get().amount == 1100


def test_the_page_takes_as_many_queries_for_many_commitments_as_for_one(django_assert_num_queries):
    assistance, line, officer = scene()
    committed(assistance, line, officer, "10")
    client = national.signed_in(officer)
    page = reverse("roadmaps:money", args=[assistance.reference])
    client.get(page)
    with django_assert_num_queries(14):
        client.get(page)
    for _number in range(5):
        committed(assistance, line, officer, "10")
    with django_assert_num_queries(14):
        client.get(page)
