"""The table of states: closed, reachable, and the only way a state changes."""

import pytest
import rules
from hypothesis import given
from hypothesis import strategies as st

from applications import conditions, states
from applications.models import Application, Transition
from applications.services.transition import NotAllowed, Refused, move
from portal.activity import verbs
from portal.activity.models import Entry
from portal.messaging.models import Message
from tests.accounts import factories as people

from .factories import complete_application

CODES = st.sampled_from(sorted(states.STATES))


def test_there_are_the_twelve_states_of_the_domain():
    assert len(states.STATES) == 12
    assert set(states.ACTIVE) | {states.INELIGIBLE, states.NOT_SELECTED, states.WITHDRAWN} == set(states.STATES)


def test_every_state_is_reached_from_the_draft():
    seen, queue = {states.DRAFT}, [states.DRAFT]
    while queue:
        for step in states.targets(queue.pop()):
            if step.target not in seen:
                seen.add(step.target)
                queue.append(step.target)
    assert seen == set(states.STATES)


@given(CODES, CODES)
def test_a_step_is_found_exactly_when_the_table_has_it(source, target):
    step = states.step(source, target)
    assert (step is not None) == (target in {row.target for row in states.targets(source)})
    if step:
        assert (step.source, step.target) == (source, target)


@given(CODES)
def test_a_file_is_withdrawn_exactly_before_a_decision(source):
    assert (states.step(source, states.WITHDRAWN) is not None) == (source in states.BEFORE_DECISION)


def test_nothing_leads_out_of_a_closed_state():
    for code in (states.INELIGIBLE, states.NOT_SELECTED, states.WITHDRAWN):
        assert states.targets(code) == []
        assert states.turn(code) == states.NOBODY


@pytest.mark.parametrize("step", states.STEPS.values(), ids=lambda step: f"{step.source}-{step.target}")
def test_each_step_names_a_rule_a_verb_and_a_condition_that_exist(step):
    assert rules.rule_exists(step.who)
    assert verbs.label(step.verb) != step.verb
    assert not step.condition or step.condition in conditions.CONDITIONS


@pytest.mark.django_db
def test_a_change_the_table_does_not_have_is_refused():
    application = complete_application(state=states.SUBMITTED)
    with pytest.raises(Refused):
        move(application=application, to=states.SELECTED, by=people.officer())
    assert Application.objects.get().state == states.SUBMITTED


@pytest.mark.django_db
def test_who_may_not_is_refused_and_being_superuser_gives_no_part():
    application = complete_application(state=states.SUBMITTED)
    for person in (people.superuser(), people.focal_point(application.country), people.newcomer()):
        with pytest.raises(NotAllowed):
            move(application=application, to=states.SCREENING, by=person)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_reason_is_asked_where_the_table_says_so():
    application = complete_application(state=states.SUBMITTED)
    focal = people.focal_point(application.country)
    with pytest.raises(Refused):
        move(application=application, to=states.WITHDRAWN, by=focal, reason="   ")
    move(application=application, to=states.WITHDRAWN, by=focal, reason="Elections")
    assert Transition.objects.latest("pk").reason == "Elections"


@pytest.mark.django_db
def test_a_change_has_an_actor_a_time_a_log_entry_and_a_message():
    application = complete_application(state=states.SUBMITTED)
    focal, officer = people.focal_point(application.country, language="fr"), people.officer()
    change = move(application=application, to=states.SCREENING, by=officer)
    application.refresh_from_db()
    assert (application.state, application.state_changed_at) == (states.SCREENING, change.at)
    assert (change.from_state, change.actor) == (states.SUBMITTED, officer)
    entry = Entry.objects.get()
    assert (entry.verb, entry.old, entry.new) == (
        "application.screening_opened",
        {"state": "submitted"},
        {"state": "screening"},
    )
    message = Message.objects.get()
    assert (message.to, message.code, message.language) == (focal, "application.screening", "fr")


@pytest.mark.django_db
def test_the_database_refuses_a_state_that_is_not_in_the_table():
    from django.db import IntegrityError, transaction

    application = complete_application()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state="lost")
