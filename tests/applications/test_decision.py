"""Preparing, deciding, releasing: three people, each act once; letter, message and page follow."""

from decimal import Decimal

import pytest
from django.urls import reverse

from applications import states
from applications.models import BudgetLine, Decision, Letter, Tie, Transition
from applications.services import announcement, decision
from applications.services.decision import Choice
from applications.services.transition import NotAllowed, Refused
from portal.documents.models import IssuedDocument, Job
from portal.messaging.models import Message
from tests.accounts.factories import assessor, focal_point, head, officer, superuser

from .factories_calls import assigned_file, give_scores, published_call, ranked_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
SELECTED, RESERVE, NO = "selected", "reserve", "not_selected"


@pytest.fixture
def desk():
    return officer()


@pytest.fixture
def call():
    return published_call()


@pytest.fixture
def application(call, desk):
    return ranked_file(call, by=desk, levels=(4, 4))


def prepare(application, by, outcome=SELECTED, **fields):
    return decision.prepare(round=application.round, choices={application.pk: Choice(outcome, **fields)}, by=by)[0]


def decided(application, desk, outcome=SELECTED, **fields):
    prepared = prepare(application, desk, outcome, **fields)
    return decision.decide(decisions=[prepared], by=head())[0]


# --- preparing ----------------------------------------------------------------------------------
def test_a_prepared_decision_changes_no_state(application, desk):
    prepared = prepare(application, desk)
    application.refresh_from_db()
    assert application.state == states.RANKED
    assert (prepared.rank, prepared.score, prepared.prepared_by) == (1, Decimal("80.00"), desk)
    assert not prepared.is_decided
    assert not Message.objects.filter(code="application.selected").exists()


@pytest.mark.parametrize("who", [head, superuser, assessor, focal_point])
def test_only_an_officer_prepares(application, who):
    with pytest.raises(NotAllowed):
        prepare(application, who())


def test_an_officer_with_a_tie_prepares_nothing_for_that_country(application):
    other = officer(is_superuser=True)
    Tie.objects.create(person=other, country=application.country)
    with pytest.raises(NotAllowed, match="tie to this Party"):
        prepare(application, other)


def test_who_assessed_the_file_prepares_nothing(application):
    from portal.accounts.models import Role

    person = application.assessments.first().assessor
    Role.objects.create(user=person, kind="officer")
    with pytest.raises(NotAllowed, match="assessor of this file"):
        prepare(application, person)


def test_a_file_below_the_threshold_can_only_be_a_no(call, desk):
    application = ranked_file(call, by=desk, levels=(2, 3))
    for outcome in (SELECTED, RESERVE):
        with pytest.raises(Refused, match="below the threshold"):
            prepare(application, desk, outcome)
    assert prepare(application, desk, NO).outcome == NO


def test_a_file_exactly_at_the_threshold_can_be_selected(call, desk):
    application = ranked_file(call, by=desk, levels=(3, 3))
    assert prepare(application, desk).score == Decimal("60.00")


def test_a_file_that_is_not_ranked_has_no_decision(call, desk):
    application = assigned_file(call, by=desk)
    with pytest.raises(Refused, match="not in this round"):
        prepare(application, desk)


def test_an_outcome_that_is_none_is_refused(application, desk):
    with pytest.raises(Refused, match="Choose"):
        prepare(application, desk, "perhaps")


def test_more_parties_than_places_are_refused(call, desk):
    call.rounds.update(places=1)
    first = ranked_file(call, "UGA", by=desk, levels=(5, 5))
    second = ranked_file(call, "ZWE", by=desk, levels=(4, 4))
    with pytest.raises(Refused, match="2 Parties are selected for 1 places"):
        decision.prepare(
            round=first.round,
            choices={first.pk: Choice(SELECTED), second.pk: Choice(SELECTED)},
            by=desk,
        )
    assert not Decision.objects.exists()


def test_the_places_of_the_whole_call_bind_as_well(call, desk):
    type(call).objects.filter(pk=call.pk).update(places_total=0)
    application = ranked_file(call, by=desk)
    with pytest.raises(Refused, match="0 places are left"):
        prepare(application, desk)


def test_more_money_than_the_round_has_is_refused(application, desk):
    BudgetLine.objects.filter(version=application.current_version).update(asked_usd=Decimal(200000))
    application.round.money = Decimal(500000)
    application.round.save()
    with pytest.raises(Refused, match="ask for USD"):
        prepare(application, desk)


def test_overtaking_a_rank_asks_why(call, desk):
    best = ranked_file(call, "UGA", by=desk, levels=(5, 5))
    second = ranked_file(call, "ZWE", by=desk, levels=(4, 4))
    choices = {best.pk: Choice(RESERVE), second.pk: Choice(SELECTED)}
    with pytest.raises(Refused, match="Say why rank 2 comes before rank 1"):
        decision.prepare(round=best.round, choices=choices, by=desk)
    choices[second.pk] = Choice(SELECTED, reason="The first is assisted by another programme.")
    assert len(decision.prepare(round=best.round, choices=choices, by=desk)) == 2


def test_overtaking_is_seen_across_two_preparations(call, desk):
    best = ranked_file(call, "UGA", by=desk, levels=(5, 5))
    second = ranked_file(call, "ZWE", by=desk, levels=(4, 4))
    prepare(second, desk)
    with pytest.raises(Refused, match="Say why rank 2"):
        prepare(best, desk, RESERVE)


def test_a_prepared_decision_can_be_changed_until_it_is_decided(application, desk):
    prepare(application, desk)
    assert prepare(application, desk, NO, reason="Second thoughts.").outcome == NO
    decision.decide(decisions=[Decision.objects.get()], by=head())
    with pytest.raises(Refused, match="is decided"):
        prepare(application, desk, SELECTED)


def test_recording_the_same_again_changes_nothing(application, desk):
    prepare(application, desk)
    again = decision.prepare(round=application.round, choices={application.pk: Choice(SELECTED)}, by=officer())
    assert again == []
    assert Decision.objects.get().prepared_by == desk


# --- deciding -----------------------------------------------------------------------------------
def test_the_head_decides_and_nothing_leaves_yet(application, desk):
    taken = decided(application, desk)
    application.refresh_from_db()
    assert taken.is_decided
    assert application.state == states.RANKED
    assert not Letter.objects.exists()


@pytest.mark.parametrize("who", [officer, superuser, assessor])
def test_only_the_head_decides(application, desk, who):
    prepared = prepare(application, desk)
    with pytest.raises(NotAllowed, match="head"):
        decision.decide(decisions=[prepared], by=who())


def test_writer_and_signatory_are_never_the_same_person(application):
    from portal.accounts.models import Role

    both = officer()
    Role.objects.create(user=both, kind="head")
    prepared = prepare(application, both)
    with pytest.raises(NotAllowed, match="never the same person"):
        decision.decide(decisions=[prepared], by=both)


def test_the_head_does_not_decide_on_their_own_country(application, desk):
    person = head(is_superuser=True)
    Tie.objects.create(person=person, country=application.country)
    with pytest.raises(NotAllowed, match="tie to this Party"):
        decision.decide(decisions=[prepare(application, desk)], by=person)


def test_a_decision_is_taken_once(application, desk):
    taken = decided(application, desk)
    with pytest.raises(Refused, match="already"):
        decision.decide(decisions=[taken], by=head())


def test_the_head_gives_a_prepared_decision_back_with_a_reason(application, desk):
    prepared = prepare(application, desk)
    with pytest.raises(Refused, match="reason"):
        decision.send_back(decision=prepared, by=head(), reason="")
    decision.send_back(decision=prepared, by=head(), reason="Say more about the region.")
    assert not Decision.objects.exists()


def test_what_is_decided_is_not_given_back(application, desk):
    with pytest.raises(Refused, match="decided"):
        decision.send_back(decision=decided(application, desk), by=head(), reason="Late.")


# --- releasing ----------------------------------------------------------------------------------
def test_a_second_person_releases_and_all_follows_once(application, desk):
    people = [focal_point(application.country), focal_point(application.country, language="fr")]
    taken = decided(application, desk, feedback="A clear request.")
    announcement.release(decisions=[taken], by=officer())
    application.refresh_from_db()
    assert application.state == states.SELECTED
    assert Transition.objects.filter(application=application, to_state=states.SELECTED).count() == 1
    assert Letter.objects.filter(application=application, kind=SELECTED).count() == 1
    assert Job.objects.filter(kind="applications.letter").count() == 1
    messages = Message.objects.filter(code="application.selected")
    assert {message.to for message in messages} == set(people)
    assert "retenue" in messages.get(to=people[1]).subject
    assert "A clear request" in messages.get(to=people[0]).body


def test_released_twice_is_refused_and_nothing_happens_twice(application, desk):
    focal_point(application.country)
    taken = decided(application, desk)
    announcement.release(decisions=[taken], by=officer())
    with pytest.raises(Refused, match="announced already"):
        announcement.release(decisions=[taken], by=officer())
    assert Letter.objects.count() == 1
    assert Message.objects.filter(code="application.selected").count() == 1
    assert Transition.objects.filter(application=application, to_state=states.SELECTED).count() == 1


def test_the_one_who_decided_does_not_release(application, desk):
    from portal.accounts.models import Role

    prepared = prepare(application, desk)
    person = head()
    Role.objects.create(user=person, kind="officer")
    taken = decision.decide(decisions=[prepared], by=person)[0]
    with pytest.raises(NotAllowed, match="second person"):
        announcement.release(decisions=[taken], by=person)


def test_the_one_who_prepared_does_not_release(application, desk):
    with pytest.raises(NotAllowed, match="second person"):
        announcement.release(decisions=[decided(application, desk)], by=desk)


@pytest.mark.parametrize("who", [head, superuser, assessor])
def test_only_an_officer_releases(application, desk, who):
    with pytest.raises(NotAllowed):
        announcement.release(decisions=[decided(application, desk)], by=who())


def test_an_officer_with_a_tie_does_not_release(application, desk):
    other = officer()
    Tie.objects.create(person=other, country=application.country)
    with pytest.raises(NotAllowed, match="tie to this Party"):
        announcement.release(decisions=[decided(application, desk)], by=other)


def test_what_is_not_decided_is_not_released(application, desk):
    with pytest.raises(Refused, match="not decided"):
        announcement.release(decisions=[prepare(application, desk)], by=officer())
    application.refresh_from_db()
    assert application.state == states.RANKED


def test_the_internal_reason_of_a_decision_is_not_told_to_the_party(application, desk):
    made = decided(application, desk, reason="The first in rank is assisted elsewhere.")
    announcement.release(decisions=[made], by=officer())
    assert not Transition.objects.filter(reason__contains="assisted elsewhere").exists()
    assert not Message.objects.filter(to__memberships__isnull=False, body__contains="assisted elsewhere").exists()


def test_a_selection_is_not_announced_when_another_round_took_the_last_place(call, application, desk):
    made = decided(application, desk)
    type(call).objects.filter(pk=call.pk).update(places_total=0)
    with pytest.raises(Refused, match="places are left"):
        announcement.release(decisions=[made], by=officer())
    application.refresh_from_db()
    assert application.state == states.RANKED


def test_one_that_cannot_be_released_holds_all_of_them_back(call, desk):
    first = ranked_file(call, "UGA", by=desk, levels=(5, 5))
    second = ranked_file(call, "ZWE", by=desk, levels=(4, 4))
    one = decided(first, desk)
    other = prepare(second, desk)
    with pytest.raises(Refused, match="not decided"):
        announcement.release(decisions=[one, other], by=officer())
    first.refresh_from_db()
    assert first.state == states.RANKED
    assert not Letter.objects.exists()


@pytest.mark.parametrize("outcome", [RESERVE, NO])
def test_each_outcome_moves_the_state(application, desk, outcome):
    announcement.release(decisions=[decided(application, desk, outcome)], by=officer())
    application.refresh_from_db()
    assert application.state == outcome


def test_a_file_of_the_reserve_list_can_be_taken_up_later(application, desk):
    focal_point(application.country)
    announcement.release(decisions=[decided(application, desk, RESERVE)], by=officer())
    application.refresh_from_db()
    taken = decided(application, desk, SELECTED, reason="A place became free.")
    announcement.release(decisions=[taken], by=officer())
    application.refresh_from_db()
    assert application.state == states.SELECTED
    assert list(application.letters.values_list("number", "kind")) == [(1, RESERVE), (2, SELECTED)]
    assert Message.objects.filter(code="application.selected").count() == 1


# --- the letter and the page --------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_is_made_in_the_language_of_the_party(call, desk, language, django_capture_on_commit_callbacks):
    from pypdf import PdfReader

    application = ranked_file(call, by=desk, levels=(4, 4), language=language)
    taken = decided(application, desk, feedback="A clear request.")
    with django_capture_on_commit_callbacks(execute=True):
        announcement.release(decisions=[taken], by=officer())
    letter = Letter.objects.select_related("issued__stored_file").get()
    assert letter.issued is not None, letter.job.failure
    with letter.issued.stored_file.open() as file:
        text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    flat = " ".join(text.split())
    assert ("est retenue" in flat) if language == "fr" else ("is selected" in flat)
    assert letter.issued.printed_code in flat
    assert letter.reference in flat
    assert "Level 4 for gender" in flat
    for row in application.assessments.select_related("assessor"):
        assert row.assessor.name not in flat


def test_a_letter_asked_for_twice_is_issued_once(application, desk, django_capture_on_commit_callbacks):
    from applications.letters import build
    from portal.documents.jobs import JobContext

    taken = decided(application, desk)
    with django_capture_on_commit_callbacks(execute=True):
        announcement.release(decisions=[taken], by=officer())
    job = Job.objects.get(kind="applications.letter")
    build(JobContext(job, lambda done, total, message: None))
    assert IssuedDocument.objects.filter(kind="letter").count() == 1


def test_the_party_reads_result_reasons_and_letter_only_when_told(
    client, application, desk, django_capture_on_commit_callbacks
):
    person = focal_point(application.country)
    client.force_login(person, backend="portal.accounts.backends.PortalBackend")
    url = reverse("applications:decision", args=[application.ref])
    taken = decided(application, desk, feedback="A clear request.")
    assert client.get(url).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        announcement.release(decisions=[taken], by=officer())
    page = client.get(url)
    assert page.status_code == 200
    text = page.content.decode()
    assert "A clear request." in text
    assert "Level 4 for gender" in text
    for row in application.assessments.select_related("assessor"):
        assert row.assessor.name not in text
    letter = client.get(reverse("applications:letter", args=[application.ref, SELECTED]))
    assert letter.status_code == 200
    assert "attachment" in letter["Content-Disposition"]


def test_nobody_else_reads_the_decision_of_a_party(client, application, desk):
    announcement.release(decisions=[decided(application, desk)], by=officer())
    url = reverse("applications:decision", args=[application.ref])
    from tests.accounts.factories import country

    for person in (focal_point(country("ZWE")), assessor(), officer()):
        client.force_login(person, backend="portal.accounts.backends.PortalBackend")
        assert client.get(url).status_code == 404


def test_a_file_is_scored_screened_and_decided_from_end_to_end(call, desk):
    """The thin line: every step by its own service, no shortcut."""
    application = assigned_file(call, by=desk)
    from applications.services.assessment import hand_in

    for row in application.assessments.all():
        hand_in(assessment=give_scores(row, 5), by=row.assessor)
    application.refresh_from_db()
    announcement.release(decisions=[decided(application, desk)], by=officer())
    assert list(application.transitions.values_list("to_state", flat=True)) == [
        "submitted",
        "screening",
        "eligible",
        "assessment",
        "ranked",
        "selected",
    ]


def test_a_letter_that_failed_is_asked_for_again(application, desk):
    announcement.release(decisions=[decided(application, desk)], by=officer())
    letter = Letter.objects.get()
    with pytest.raises(Refused, match="made"):
        announcement.make_again(letter=letter, by=desk)
    Job.objects.update(state=Job.State.FAILED)
    with pytest.raises(NotAllowed):
        announcement.make_again(letter=letter, by=superuser())
    announcement.make_again(letter=letter, by=desk)
    assert Job.objects.filter(kind="applications.letter").count() == 2
    assert Letter.objects.count() == 1


def test_the_head_does_not_decide_what_was_changed_after_reading(application, desk):
    read = prepare(application, desk)
    prepare(application, desk, NO, reason="Second thoughts.")
    seen = {read.pk: read.prepared_at.isoformat()}
    with pytest.raises(Refused, match="prepared anew"):
        decision.decide(decisions=[Decision.objects.get()], by=head(), seen=seen)
    seen = {read.pk: Decision.objects.get().prepared_at.isoformat()}
    assert decision.decide(decisions=[Decision.objects.get()], by=head(), seen=seen)[0].outcome == NO


def test_a_decision_given_back_meanwhile_is_not_decided(application, desk):
    read = prepare(application, desk)
    decision.send_back(decision=read, by=head(), reason="The reason is missing.")
    with pytest.raises(Refused, match="given back"):
        decision.decide(decisions=[Decision(pk=read.pk or 1, application=application)], by=head())


# --- the money ----------------------------------------------------------------------------------
def selected_elsewhere(call, desk, usd):
    """A file selected in an earlier round of the same year, that asked for this much."""
    from applications.models import Application, Round

    own = call.rounds.get()
    earlier = Round.objects.create(call=call, position=9, cut_off=own.cut_off.replace(hour=0, minute=1), money=1000)
    file = ranked_file(call, "ZWE", by=desk, levels=(5, 5))
    asks(file, usd)
    Application.objects.filter(pk=file.pk).update(round=earlier)
    file.refresh_from_db()
    Decision.objects.create(
        application=file,
        round=earlier,
        outcome=SELECTED,
        rank=1,
        score=file.score,
        prepared_by=desk,
        prepared_at=file.state_changed_at,
    )
    return file


def asks(file, usd):
    lines = BudgetLine.objects.filter(version=file.current_version)
    lines.update(asked_usd=0)
    BudgetLine.objects.filter(pk=lines.first().pk).update(asked_usd=Decimal(usd))


def with_envelope(monkeypatch, **takes):
    from applications import ports

    held = {key: ports.MoneyHeld(*map(Decimal, values)) for key, values in takes.values()}
    monkeypatch.setattr(ports.money_held, "_provider", lambda keys: {key: held[key] for key in keys if key in held})


def test_what_assistances_of_other_rounds_take_beyond_their_money_is_not_there_any_more(
    call, application, desk, monkeypatch
):
    call.rounds.update(money=30000)
    asks(application, 20000)
    other = selected_elsewhere(call, desk, 900)
    with_envelope(monkeypatch, other=(other.pk, (14000, 5000, 2000)))
    application.round.refresh_from_db()
    with pytest.raises(Refused, match="leave USD 17000"):
        prepare(application, desk)
    with_envelope(monkeypatch, other=(other.pk, (11000, 5000, 2000)))
    assert prepare(application, desk)


def test_an_assistance_that_takes_less_than_was_asked_leaves_the_rest_to_the_round(
    call, application, desk, monkeypatch
):
    call.rounds.update(money=30000)
    second = ranked_file(call, "ZWE", by=desk, levels=(4, 4))
    asks(application, 25000)
    asks(second, 15000)
    application.round.refresh_from_db()
    prepare(application, desk)
    with pytest.raises(Refused, match="ask for USD 40000"):
        prepare(second, desk)
    with_envelope(monkeypatch, first=(application.pk, (12000, 12000, 0)))
    assert prepare(second, desk)


def test_a_no_is_never_refused_for_money(call, application, desk, monkeypatch):
    call.rounds.update(money=100)
    application.round.refresh_from_db()
    assert prepare(application, desk, NO)


def test_the_board_and_the_file_show_what_is_left_and_what_assistances_took(
    client, call, application, desk, monkeypatch
):
    from .writing import signed_in

    call.rounds.update(money=30000)
    other = selected_elsewhere(call, desk, 900)
    with_envelope(monkeypatch, other=(other.pk, (14000, 5000, 2000)))
    page = signed_in(desk)
    board = page.get(reverse("admin:applications_board"), {"round": application.round_id}).content.decode()
    text = board.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert "of 17" in text
    assert "the other rounds of the year take 14" in text
    assert "1 assistance of this call and year" in text
    file = page.get(reverse("admin:applications_file", args=[application.ref])).content.decode()
    assert "Money of the round" in file
