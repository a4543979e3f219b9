"""What assistances take of the money of the call they come from."""

from decimal import Decimal

import pytest
from django.utils import timezone

from applications import ports
from roadmaps.models import Assistance, Commitment, Envelope, EnvelopeLine, Payment
from tests.accounts import factories as people
from tests.applications.factories import complete_application, open_call

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def envelope():
    party = people.country("UGA")
    file = complete_application(party, open_call(), "selected", by=people.focal_point(party))
    assistance = make.assistance(party, application=file)
    found, _made = Envelope.objects.update_or_create(assistance=assistance, defaults={"amount": Decimal(20000)})
    return found


def commit(envelope, usd, paid=0):
    line, _made = EnvelopeLine.objects.get_or_create(envelope=envelope, defaults={"title": "Travel", "amount": 20000})
    today = timezone.localdate()
    made = Commitment.objects.create(line=line, title="Tickets", amount=usd, usd=usd, on=today)
    if paid:
        Payment.objects.create(commitment=made, amount=paid, usd=paid, on=today)
    return made


def held(envelope):
    key = envelope.assistance.application_id
    return ports.money_held([key]).get(key)


def test_one_under_way_takes_its_envelope(envelope):
    commit(envelope, 5000, paid=2000)
    assert held(envelope) == ports.MoneyHeld(Decimal(20000), Decimal(3000), Decimal(2000))


def test_more_than_the_envelope_once_more_is_committed(envelope):
    commit(envelope, 23000)
    assert held(envelope).taken == Decimal(23000)


def test_a_closed_one_takes_what_was_spent_and_is_still_owed(envelope):
    commit(envelope, 5000, paid=2000)
    Assistance.objects.filter(pk=envelope.assistance_id).update(state=Assistance.State.CLOSED)
    assert held(envelope).taken == Decimal(5000)


def test_two_queries_however_many(envelope, django_assert_num_queries):
    with django_assert_num_queries(2):
        ports.money_held([envelope.assistance.application_id, 0])
