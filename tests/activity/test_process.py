"""Processes as tables: what `move` refuses, and what it writes."""

import pytest

from portal.accounts.services.refusals import Refused
from portal.activity.process import NotAllowed, Process, State, Step, move, several
from portal.activity.queries import history
from portal.messaging.models import Message
from tests.accounts import factories as make

pytestmark = pytest.mark.django_db

# The rows of the outbox have a `state`, so a table of the tests can move one.
TABLE = Process(
    states=(
        State("draft", "Draft", "Draft"),
        State("queued", "Waiting", "On its way", active=False),
        State("stopped", "Stopped", "Stopped", active=False),
    ),
    steps=(
        Step(
            "draft",
            "queued",
            "is_officer",
            "test.queued",
            "Send",
            condition=lambda row: "" if row.subject else "No subject.",
        ),
        Step("queued", "stopped", "", "test.stopped", "Stop"),
        *several(
            ("draft", "stopped"), "draft", who="is_officer", verb="test.again", label="Again", reason_required=True
        ),
    ),
)


@pytest.fixture
def row():
    return Message.objects.create(code="x", email="a@example.org", language="en", subject="A", state="draft")


def test_a_change_writes_the_state_and_the_log(row):
    officer = make.officer()
    move(TABLE, record=row, to="queued", by=officer, reason=" Ready. ")
    row.refresh_from_db()
    assert row.state == "queued"
    entry = history(row)[0]
    assert (entry.verb, entry.old, entry.new, entry.reason) == (
        "test.queued", {"state": "draft"}, {"state": "queued"}, "Ready.")  # fmt: skip
    assert entry.actor == officer


def test_further_columns_are_written_with_the_state(row):
    move(TABLE, record=row, to="queued", by=make.officer(), also={"subject": "B"})
    row.refresh_from_db()
    assert row.subject == "B"


def test_a_change_outside_the_table_is_refused(row):
    with pytest.raises(Refused, match="Draft"):
        move(TABLE, record=row, to="stopped", by=None)


def test_the_state_in_the_database_counts_not_the_one_in_hand(row):
    Message.objects.filter(pk=row.pk).update(state="stopped")
    with pytest.raises(Refused):
        move(TABLE, record=row, to="queued", by=make.officer())


@pytest.mark.parametrize("person", ["newcomer", "superuser"])
def test_the_rule_holds_for_everybody(row, person):
    with pytest.raises(NotAllowed):
        move(TABLE, record=row, to="queued", by=getattr(make, person)())


def test_only_the_portal_itself_takes_its_own_steps(row):
    Message.objects.filter(pk=row.pk).update(state="queued")
    with pytest.raises(NotAllowed):
        move(TABLE, record=row, to="stopped", by=make.officer())
    move(TABLE, record=row, to="stopped", by=None)


def test_a_condition_says_why_not(row):
    Message.objects.filter(pk=row.pk).update(subject="")
    with pytest.raises(Refused, match=r"No subject\."):
        move(TABLE, record=row, to="queued", by=make.officer())


def test_a_reason_is_asked_for(row):
    officer = make.officer()
    move(TABLE, record=row, to="queued", by=officer)
    move(TABLE, record=row, to="stopped", by=None)
    with pytest.raises(Refused, match="reason"):
        move(TABLE, record=row, to="draft", by=officer, reason="  ")


def test_a_table_that_names_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="gone"):
        Process(states=(State("a", "A", "A"),), steps=(Step("a", "gone", "", "v", "l"),))
