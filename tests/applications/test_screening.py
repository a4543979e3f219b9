"""Screening: gates with their data, a person for what is not known, clarification, eligible or not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from applications import ports, states
from applications.models import GateCheck, Letter
from applications.services import clarification, screening
from applications.services.transition import NotAllowed, Refused
from portal.collaboration.services import Point
from portal.messaging.models import Message
from tests.accounts.factories import assessor, country, focal_point, head, officer, superuser

from .factories_calls import answer_gates, published_call, screened_file, submitted_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def desk():
    return officer()


@pytest.fixture
def call():
    return published_call()


def check(application, code):
    return application.gate_checks.get(gate__code=code)


def test_opening_writes_down_what_the_records_say(call, desk):
    country("UGA", deposit_date=date(2015, 4, 8), source="Depositary")
    application = screened_file(call, by=desk)
    party = check(application, "party")
    assert (party.outcome, party.datum_date, party.source) == ("yes", date(2015, 4, 8), "Depositary")
    assert "8 April 2015" in party.datum
    assert party.confirmed_by is None
    assert check(application, "activities").outcome == "yes"


def test_what_the_records_do_not_know_is_a_question_not_a_yes(call, desk):
    country("UGA", developing=None)
    application = screened_file(call, by=desk)
    for code in ("developing", "mandate", "signature", "obligations"):
        assert check(application, code).outcome == "unknown", code
    with pytest.raises(Refused, match="not known"):
        screening.mark_eligible(application=application, by=desk)


def test_a_country_that_is_no_party_gets_a_no(call, desk):
    country("UGA", party=False)
    application = screened_file(call, by=desk)
    assert check(application, "party").outcome == "no"


def test_a_file_without_a_signed_letter_gets_a_no(call, desk):
    application = submitted_file(call)
    application.current_version.attachments.all().delete()
    screening.open_screening(application=application, by=desk)
    assert check(application, "signature").outcome == "no"


def test_a_floor_above_can_answer_for_obligations(call, desk, monkeypatch):
    answer = ports.Obligations(met=False, datum="The report of 2024 is missing.", source="Assistance 2023-01")
    monkeypatch.setattr(ports.obligations, "_provider", lambda country_id: answer)
    found = check(screened_file(call, by=desk), "obligations")
    assert (found.outcome, found.source) == ("no", "Assistance 2023-01")


def test_a_person_confirms_and_their_name_stands_beside_it(call, desk):
    application = screened_file(call, by=desk)
    gate = call.gates.get(code="mandate")
    screening.confirm_gate(application=application, gate=gate, outcome="yes", by=desk, note="Decree 12 read.")
    found = check(application, "mandate")
    assert (found.outcome, found.confirmed_by, found.note) == ("yes", desk, "Decree 12 read.")
    assert found.confirmed_at is not None


def test_saying_that_it_is_not_known_confirms_nothing(call, desk):
    application = screened_file(call, by=desk)
    gate = call.gates.get(code="mandate")
    screening.confirm_gate(application=application, gate=gate, outcome="unknown", by=desk)
    assert check(application, "mandate").confirmed_by is None


def test_a_no_needs_a_note(call, desk):
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="note"):
        screening.confirm_gate(application=application, gate=call.gates.get(code="mandate"), outcome="no", by=desk)


def test_an_answer_against_the_records_needs_a_note(call, desk):
    country("UGA", party=False)
    application = screened_file(call, by=desk)
    gate = call.gates.get(code="party")
    with pytest.raises(Refused, match="note"):
        screening.confirm_gate(application=application, gate=gate, outcome="yes", by=desk)
    screening.confirm_gate(
        application=application, gate=gate, outcome="yes", by=desk, note="Deposited yesterday: letter of OLA."
    )
    assert check(application, "party").outcome == "yes"


def test_an_answer_that_is_none_is_refused(call, desk):
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="yes, no or not known"):
        screening.confirm_gate(application=application, gate=call.gates.first(), outcome="maybe", note="x", by=desk)


def test_a_condition_of_another_call_is_refused(call, desk):
    other = published_call("other-call")
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="another call"):
        screening.confirm_gate(application=application, gate=other.gates.first(), outcome="yes", note="x", by=desk)


def test_gates_are_confirmed_only_while_screening(call, desk):
    application = submitted_file(call)
    with pytest.raises(Refused, match="in screening"):
        screening.confirm_gate(application=application, gate=call.gates.first(), outcome="yes", note="x", by=desk)


def test_all_yes_makes_it_eligible_and_tells_the_party(call, desk):
    application = screened_file(call, by=desk)
    focal_point(application.country)
    answer_gates(application, desk)
    screening.mark_eligible(application=application, by=desk)
    application.refresh_from_db()
    assert application.state == states.ELIGIBLE
    assert Message.objects.filter(code="application.eligible").count() == 1


def test_yeses_of_the_records_become_those_of_who_says_eligible(call, desk):
    application = screened_file(call, by=desk)
    for gate in call.gates.exclude(code="party"):
        screening.confirm_gate(application=application, gate=gate, outcome="yes", note="Seen.", by=desk)
    other = officer()
    screening.mark_eligible(application=application, by=other)
    assert check(application, "party").confirmed_by == other
    assert check(application, "mandate").confirmed_by == desk


def test_one_no_keeps_it_from_being_eligible(call, desk):
    application = screened_file(call, by=desk)
    answer_gates(application, desk)
    gate = call.gates.get(code="mandate")
    screening.confirm_gate(application=application, gate=gate, outcome="no", note="A private club.", by=desk)
    with pytest.raises(Refused, match="answered no"):
        screening.mark_eligible(application=application, by=desk)


def test_a_condition_that_is_not_required_does_not_stop_a_file(call, desk):
    call.gates.filter(code="obligations").update(required=False)
    application = screened_file(call, by=desk)
    for gate in call.gates.filter(required=True):
        screening.confirm_gate(application=application, gate=gate, outcome="yes", note="Seen.", by=desk)
    screening.mark_eligible(application=application, by=desk)
    application.refresh_from_db()
    assert application.state == states.ELIGIBLE


def test_ineligible_needs_a_gate_that_a_person_answered_no(call, desk):
    country("UGA", party=False)
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="No condition is answered no"):
        screening.mark_ineligible(application=application, by=desk, reason="Not a Party.", instead="Ratify.")


@pytest.mark.parametrize(("reason", "instead"), [("", "Ratify."), ("Not a Party.", " ")])
def test_ineligible_asks_for_the_reason_and_what_to_do_instead(call, desk, reason, instead):
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="instead"):
        screening.mark_ineligible(application=application, by=desk, reason=reason, instead=instead)


def test_ineligible_tells_the_party_and_orders_one_letter(call, desk):
    application = screened_file(call, by=desk)
    focal_point(application.country)
    gate = call.gates.get(code="mandate")
    screening.confirm_gate(application=application, gate=gate, outcome="no", note="No mandate.", by=desk)
    screening.mark_ineligible(
        application=application, by=desk, reason="The body has no mandate.", instead="Apply with the ministry."
    )
    application.refresh_from_db()
    assert application.state == states.INELIGIBLE
    assert Letter.objects.get(application=application).kind == Letter.Kind.INELIGIBLE
    message = Message.objects.get(code="application.ineligible")
    assert "no mandate" in message.body
    assert "with the ministry" in message.body


@pytest.mark.parametrize("who", [head, superuser, assessor, focal_point])
def test_only_an_officer_screens(call, who):
    application = submitted_file(call)
    with pytest.raises(NotAllowed):
        screening.open_screening(application=application, by=who())


def test_an_officer_does_not_screen_their_own_country(call, desk):
    from applications.models import Tie

    application = submitted_file(call)
    Tie.objects.create(person=desk, country=application.country)
    with pytest.raises(NotAllowed, match="tie to this Party"):
        screening.open_screening(application=application, by=desk)


def test_a_clarification_raises_points_and_waits_for_the_party(call, desk):
    application = screened_file(call, by=desk)
    focal_point(application.country)
    request = clarification.ask(
        application=application,
        points=[Point("budget", "", "missing", "Say what the workshops cost.")],
        message="Two lines are not clear.",
        due=timezone.localdate() + timedelta(days=14),
        by=desk,
    )
    application.refresh_from_db()
    assert application.state == states.CLARIFICATION_ASKED
    assert [point.text for point in request.points.all()] == ["Say what the workshops cost."]
    assert Message.objects.filter(code="application.clarification_asked").count() == 1


def test_a_clarification_without_a_point_is_refused(call, desk):
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="at least one"):
        clarification.ask(application=application, points=[], message="", due=None, by=desk)


def test_a_point_without_words_is_refused(call, desk):
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="what is asked"):
        clarification.ask(
            application=application, points=[Point("budget", "", "missing", " ")], message="", due=None, by=desk
        )


def test_an_answer_cannot_be_due_today(call, desk):
    application = screened_file(call, by=desk)
    with pytest.raises(Refused, match="future"):
        clarification.ask(
            application=application,
            points=[Point("budget", "", "missing", "Explain.")],
            message="",
            due=timezone.localdate(),
            by=desk,
        )


def test_a_clarification_is_asked_while_screening_only(call, desk):
    application = submitted_file(call)
    with pytest.raises(Refused):
        clarification.ask(
            application=application,
            points=[Point("budget", "", "missing", "Explain.")],
            message="",
            due=None,
            by=desk,
        )
    application.refresh_from_db()
    assert application.state == states.SUBMITTED


def test_a_new_version_asks_again_what_was_confirmed_for_the_old_one(call, desk):
    application = screened_file(call, by=desk)
    answer_gates(application, desk)
    version = application.current_version
    version.frozen_at = timezone.now() + timedelta(minutes=1)
    version.save()
    with pytest.raises(Refused, match=r"not known|earlier version"):
        screening.mark_eligible(application=application, by=desk)
    screening.refresh_gates(application=application)
    assert check(application, "mandate").outcome == GateCheck.Outcome.UNKNOWN
    assert check(application, "party").confirmed_by == desk
