"""Naming assessors, declaring interests, scoring, handing in; what each may see."""

import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import states
from applications.models import Assessment, Score, Tie
from applications.queries_process import assessments_with_scores
from applications.rules_process import visible_assessments
from applications.services import assessment as assessing
from applications.services import assignment
from applications.services.transition import NotAllowed, Refused
from portal.messaging.models import Message
from tests.accounts.factories import assessor, country, focal_point, head, membership, officer, superuser

from .factories_calls import assigned_file, eligible_file, give_scores, opened, published_call, ranked_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def desk():
    return officer()


@pytest.fixture
def call():
    return published_call()


@pytest.fixture
def application(call, desk):
    return assigned_file(call, by=desk)


@pytest.fixture
def assessment(application):
    return application.assessments.first()


# --- naming -------------------------------------------------------------------------------------
def test_with_the_last_assessor_named_the_assessment_opens(call, desk):
    application = eligible_file(call, by=desk)
    assignment.assign(application=application, assessors=[assessor()], by=desk)
    application.refresh_from_db()
    assert application.state == states.ELIGIBLE
    assignment.assign(application=application, assessors=[assessor()], by=desk)
    application.refresh_from_db()
    assert application.state == states.ASSESSMENT


def test_each_assessor_is_told_once_with_the_date(application):
    messages = Message.objects.filter(code="assessment.assigned")
    assert messages.count() == 2
    assert application.reference in messages.first().body


@pytest.mark.parametrize("kind", ["nationality", "residence", "other"])
def test_nobody_is_named_for_a_country_they_have_a_tie_to(call, desk, kind):
    application = eligible_file(call, by=desk)
    person = assessor()
    Tie.objects.create(person=person, country=application.country, kind=kind)
    with pytest.raises(Refused, match="own country"):
        assignment.assign(application=application, assessors=[person], by=desk)
    assert not application.assessments.exists()


def test_a_member_of_the_party_is_not_named(call, desk):
    application = eligible_file(call, by=desk)
    person = assessor()
    membership(person, application.country)
    with pytest.raises(Refused, match="own country"):
        assignment.assign(application=application, assessors=[person], by=desk)


def test_a_claim_that_is_not_confirmed_bars_as_well(call, desk):
    application = eligible_file(call, by=desk)
    person = assessor()
    membership(person, application.country, state="claimed")
    with pytest.raises(Refused, match="own country"):
        assignment.assign(application=application, assessors=[person], by=desk)


def test_a_superuser_with_a_tie_is_not_named(call, desk):
    application = eligible_file(call, by=desk)
    person = assessor(is_superuser=True)
    Tie.objects.create(person=person, country=application.country)
    with pytest.raises(Refused, match="own country"):
        assignment.assign(application=application, assessors=[person], by=desk)


def test_only_people_with_the_role_are_named(call, desk):
    application = eligible_file(call, by=desk)
    with pytest.raises(Refused, match="not an assessor"):
        assignment.assign(application=application, assessors=[officer()], by=desk)


def test_nobody_is_named_twice(application, assessment, desk):
    with pytest.raises(Refused, match="already named"):
        assignment.assign(application=application, assessors=[assessment.assessor], by=desk)


def test_a_date_that_is_past_is_refused(call, desk):
    application = eligible_file(call, by=desk)
    with pytest.raises(Refused, match="future"):
        assignment.assign(
            application=application,
            assessors=[assessor()],
            by=desk,
            due=timezone.localdate() - timedelta(days=1),
        )


@pytest.mark.parametrize("who", [head, superuser, assessor])
def test_only_an_officer_names_assessors(call, desk, who):
    application = eligible_file(call, by=desk)
    with pytest.raises(NotAllowed):
        assignment.assign(application=application, assessors=[assessor()], by=who())


def test_in_bulk_a_file_that_cannot_is_left_and_the_others_go_on(call, desk):
    first = eligible_file(call, "UGA", by=desk)
    second = eligible_file(call, "ZWE", by=desk)
    people = [assessor(), assessor()]
    Tie.objects.create(person=people[0], country=second.country)
    outcome = assignment.assign_in_bulk(applications=[first, second], assessors=people, by=desk)
    assert len(outcome.made) == 2
    assert [row[0] for row in outcome.refused] == [second]
    assert not second.assessments.exists()


def test_a_file_is_taken_back_with_a_reason_until_it_is_handed_in(application, assessment, desk):
    with pytest.raises(Refused, match="reason"):
        assignment.withdraw_assignment(assessment=assessment, by=desk, reason="")
    assignment.withdraw_assignment(assessment=assessment, by=desk, reason="Ill.")
    assert application.assessments.count() == 1
    other = application.assessments.get()
    assessing.hand_in(assessment=give_scores(other), by=other.assessor)
    with pytest.raises(Refused, match="handed in"):
        assignment.withdraw_assignment(assessment=other, by=desk, reason="Late.")


# --- interests ----------------------------------------------------------------------------------
def test_nothing_is_scored_before_interests_are_declared(assessment, call):
    with pytest.raises(NotAllowed, match="Declare your interests first"):
        assessing.save_score(
            assessment=assessment,
            criterion=call.criteria.first(),
            level=3,
            justification="Because.",
            by=assessment.assessor,
        )
    assert not Score.objects.exists()


def test_a_conflict_closes_the_file_and_tells_the_officers(application, assessment):
    assessing.declare_interests(
        assessment=assessment, by=assessment.assessor, conflict=True, note="I advised the ministry."
    )
    assessment.refresh_from_db()
    assert assessment.state == Assessment.State.CONFLICT
    assert Message.objects.filter(code="assessment.conflict").exists()
    with pytest.raises(NotAllowed, match="closed to you"):
        assessing.save_score(
            assessment=assessment,
            criterion=application.call.criteria.first(),
            level=3,
            justification="",
            by=assessment.assessor,
        )


def test_a_conflict_needs_words(assessment):
    with pytest.raises(Refused, match="what the conflict is"):
        assessing.declare_interests(assessment=assessment, by=assessment.assessor, conflict=True, note=" ")


def test_nobody_declares_for_another(assessment):
    with pytest.raises(NotAllowed):
        assessing.declare_interests(assessment=assessment, by=assessor(), conflict=False)


def test_a_conflict_drops_the_scores_given_before(assessment):
    give_scores(assessment)
    assessing.declare_interests(assessment=assessment, by=assessment.assessor, conflict=True, note="A cousin.")
    assert not assessment.scores.exists()


# --- scoring ------------------------------------------------------------------------------------
def test_a_tie_found_later_stops_the_scoring(assessment, call):
    opened(assessment)
    Tie.objects.create(person=assessment.assessor, country=assessment.application.country)
    fresh = type(assessment.assessor).objects.get(pk=assessment.assessor_id)
    with pytest.raises(NotAllowed, match="own country"):
        assessing.save_score(
            assessment=assessment, criterion=call.criteria.first(), level=3, justification="", by=fresh
        )


@pytest.mark.parametrize("level", [-1, 6, 100, True, 2.5])
def test_a_level_out_of_range_is_refused(assessment, call, level):
    opened(assessment)
    with pytest.raises(Refused, match="0 to 5"):
        assessing.save_score(
            assessment=assessment,
            criterion=call.criteria.first(),
            level=level,
            justification="x",
            by=assessment.assessor,
        )
    assert not Score.objects.exists()


def test_a_criterion_of_another_call_is_refused(assessment):
    other = published_call("other-call")
    opened(assessment)
    with pytest.raises(Refused, match="another call"):
        assessing.save_score(
            assessment=assessment,
            criterion=other.criteria.first(),
            level=3,
            justification="x",
            by=assessment.assessor,
        )


def test_half_a_score_is_kept(assessment, call):
    opened(assessment)
    criterion = call.criteria.first()
    assessing.save_score(
        assessment=assessment, criterion=criterion, level=None, justification="Read again.", by=assessment.assessor
    )
    assert assessment.scores.get().justification == "Read again."


def test_somebody_else_never_scores(assessment, call):
    opened(assessment)
    for person in (assessor(), officer(), superuser(), head()):
        with pytest.raises(NotAllowed):
            assessing.save_score(
                assessment=assessment, criterion=call.criteria.first(), level=3, justification="x", by=person
            )


@pytest.mark.parametrize("lack", ["level", "justification"])
def test_handing_in_asks_for_every_level_and_every_reason(assessment, lack):
    give_scores(assessment)
    score = assessment.scores.first()
    setattr(score, lack, None if lack == "level" else "")
    score.save()
    with pytest.raises(Refused, match="lack"):
        assessing.hand_in(assessment=assessment, by=assessment.assessor)


def test_what_is_handed_in_no_longer_changes(assessment, call):
    assessing.hand_in(assessment=give_scores(assessment), by=assessment.assessor)
    with pytest.raises(NotAllowed, match="handed in"):
        assessing.save_score(
            assessment=assessment,
            criterion=call.criteria.first(),
            level=0,
            justification="x",
            by=assessment.assessor,
        )
    with pytest.raises(NotAllowed, match="handed in"):
        assessing.hand_in(assessment=assessment, by=assessment.assessor)
    with pytest.raises(NotAllowed, match="closed"):
        assessing.declare_interests(
            assessment=assessment, by=assessment.assessor, conflict=True, note="Now I remember."
        )


def test_the_last_one_handed_in_ranks_the_file_with_its_score(call, desk):
    application = ranked_file(call, by=desk, levels=(4, 3))
    assert application.state == states.RANKED
    assert application.score == Decimal("70.00")


def test_one_of_two_does_not_rank_it(application, assessment):
    assessing.hand_in(assessment=give_scores(assessment), by=assessment.assessor)
    application.refresh_from_db()
    assert application.state == states.ASSESSMENT
    assert application.score is None


def test_a_conflict_leaves_the_file_waiting_for_another_assessor(application, assessment, desk):
    assessing.declare_interests(assessment=assessment, by=assessment.assessor, conflict=True, note="A cousin.")
    other = application.assessments.exclude(pk=assessment.pk).get()
    assessing.hand_in(assessment=give_scores(other), by=other.assessor)
    application.refresh_from_db()
    assert application.state == states.ASSESSMENT
    third = assessor()
    assignment.assign(application=application, assessors=[third], by=desk)
    new = application.assessments.get(assessor=third)
    assessing.hand_in(assessment=give_scores(new, 2), by=third)
    application.refresh_from_db()
    assert application.state == states.RANKED
    assert application.score == Decimal("60.00")


# --- who sees what ------------------------------------------------------------------------------
def seen_by(user, application):
    return {row.assessor_id for row in visible_assessments(user, application, assessments_with_scores(application))}


def test_scores_of_others_are_hidden_until_the_own_are_handed_in(application):
    first, second = application.assessments.order_by("pk")
    assessing.hand_in(assessment=give_scores(first), by=first.assessor)
    give_scores(second)
    assert seen_by(second.assessor, application) == {second.assessor_id}
    assessing.hand_in(assessment=second, by=second.assessor)
    assert seen_by(second.assessor, application) == {first.assessor_id, second.assessor_id}


@pytest.mark.parametrize("who", [officer, head, superuser])
def test_the_secretariat_sees_scores_when_all_are_in(application, who):
    first, second = application.assessments.order_by("pk")
    person = who()
    assessing.hand_in(assessment=give_scores(first), by=first.assessor)
    assert seen_by(person, application) == set()
    assessing.hand_in(assessment=give_scores(second), by=second.assessor)
    assert len(seen_by(person, application)) == 2


def test_an_assessor_who_is_superuser_sees_no_more_than_an_assessor(call, desk):
    first, second = assessor(), assessor(is_superuser=True)
    application = assigned_file(call, by=desk, assessors=[first, second])
    one = application.assessments.get(assessor=first)
    assessing.hand_in(assessment=give_scores(one), by=first)
    assert first.pk not in seen_by(second, application)


def test_the_country_and_strangers_see_no_score(application):
    for row in application.assessments.all():
        assessing.hand_in(assessment=give_scores(row), by=row.assessor)
    for person in (focal_point(application.country), assessor()):
        assert seen_by(person, application) == set()


# --- pages --------------------------------------------------------------------------------------
def page_of(application):
    return reverse("applications:assessment", args=[application.ref])


def test_the_file_is_shown_after_the_declaration_only(client, application, assessment):
    client.force_login(assessment.assessor, backend="portal.accounts.backends.PortalBackend")
    url = page_of(application)
    before = client.get(url)
    assert b"conflict of interest" in before.content
    assert b"Culture in the digital environment" not in before.content
    client.post(reverse("applications:assessment_declare", args=[application.ref]), {"conflict": "no"})
    assert b"Culture in the digital environment" in client.get(url).content


def test_the_page_of_another_assessor_does_not_exist(client, application):
    for person in (assessor(), officer(), focal_point(application.country)):
        client.force_login(person, backend="portal.accounts.backends.PortalBackend")
        assert client.get(page_of(application)).status_code == 404


def test_scores_are_saved_by_script_one_by_one(client, application, assessment):
    opened(assessment)
    client.force_login(assessment.assessor, backend="portal.accounts.backends.PortalBackend")
    url = reverse("applications:assessment_save", args=[application.ref])
    answer = client.post(
        url, {"level-gender": "4", "why-gender": "Facts and a budget."}, headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 200
    assert "Saved at" in answer.json()["saved_at_text"]
    score = assessment.scores.get()
    assert (score.criterion.code, score.level, score.justification) == ("gender", 4, "Facts and a budget.")


@pytest.mark.parametrize("typed", ["9", "-1", "four"])
def test_a_forged_level_is_refused_by_the_page(client, application, assessment, typed):
    opened(assessment)
    client.force_login(assessment.assessor, backend="portal.accounts.backends.PortalBackend")
    url = reverse("applications:assessment_save", args=[application.ref])
    assert client.post(url, {"level-gender": typed}, headers={"X-Requested-With": "fetch"}).status_code == 422
    page = client.post(url, {"level-gender": typed})
    assert page.status_code == 422
    assert b'role="alert"' in page.content
    assert not assessment.scores.exists()


def test_all_is_scored_and_handed_in_without_a_script(client, application, assessment):
    opened(assessment)
    client.force_login(assessment.assessor, backend="portal.accounts.backends.PortalBackend")
    data = {"next": "hand_in", "comment": "Good."}
    for criterion in application.call.criteria.all():
        data |= {f"level-{criterion.code}": "4", f"why-{criterion.code}": "Shown in the file."}
    answer = client.post(reverse("applications:assessment_save", args=[application.ref]), data)
    assert answer.status_code == 302
    assessment.refresh_from_db()
    assert assessment.is_handed_in
    assert (assessment.total, assessment.comment) == (Decimal("80.00"), "Good.")
    page = client.get(page_of(application))
    assert b"handed in on" in page.content


def test_attachments_are_closed_until_interests_are_declared(client, application, assessment):
    country("UGA")
    client.force_login(assessment.assessor, backend="portal.accounts.backends.PortalBackend")
    url = reverse("applications:assessment_file", args=[application.ref, "LETTER1"])
    assert client.get(url).status_code == 404


def test_the_list_shows_the_own_files_only(client, application, assessment, call, desk):
    other = assigned_file(call, "ZWE", by=desk)
    client.force_login(assessment.assessor, backend="portal.accounts.backends.PortalBackend")
    page = client.get(reverse("applications:assessments")).content.decode()
    assert application.reference in page
    assert other.reference not in page


def test_the_list_is_not_there_for_who_never_assesses(client):
    client.force_login(focal_point(), backend="portal.accounts.backends.PortalBackend")
    assert client.get(reverse("applications:assessments")).status_code == 404


# --- one more assessment ------------------------------------------------------------------------
def test_a_ranked_file_takes_one_more_assessor_with_a_reason(call, desk):
    application = ranked_file(call, by=desk, levels=(5, 1))
    third = assessor()
    with pytest.raises(Refused, match="say why"):
        assignment.assign(application=application, assessors=[third], by=desk)
    assignment.assign(application=application, assessors=[third], by=desk, reason="Eighty points apart.")
    application.refresh_from_db()
    assert (application.state, application.score) == (states.ASSESSMENT, None)
    assessing.hand_in(assessment=give_scores(application.assessments.get(assessor=third), 3), by=third)
    application.refresh_from_db()
    assert (application.state, application.score) == (states.RANKED, Decimal("60.00"))


def test_not_once_a_decision_is_prepared(call, desk):
    from applications.services import decision
    from applications.services.decision import Choice

    application = ranked_file(call, by=desk, levels=(5, 5))
    decision.prepare(round=application.round, choices={application.pk: Choice("selected")}, by=desk)
    with pytest.raises(Refused, match="already prepared"):
        assignment.assign(application=application, assessors=[assessor()], by=desk, reason="Once more.")
    application.refresh_from_db()
    assert application.state == states.RANKED


def test_a_withdrawn_file_waits_for_no_assessor(application, assessment):
    type(application).objects.filter(pk=application.pk).update(state=states.WITHDRAWN)
    assert not Assessment.objects.pending().exists()
    opened(assessment)
    with pytest.raises(NotAllowed, match="not under assessment"):
        assessing.save_score(
            assessment=assessment,
            criterion=application.call.criteria.first(),
            level=3,
            justification="x",
            by=assessment.assessor,
        )


def test_a_file_is_closed_to_who_is_no_longer_an_assessor(client, application, assessment):
    person = assessment.assessor
    client.force_login(person, backend="portal.accounts.backends.PortalBackend")
    declare = reverse("applications:assessment_declare", args=[application.ref])
    client.post(declare, {"conflict": "no"})
    person.roles.update(ended_at=timezone.now())
    page = client.get(page_of(application))
    assert b"no longer an assessor" in page.content
    assert b"Culture in the digital environment" not in page.content
    Assessment.objects.filter(pk=assessment.pk).update(interests_declared_at=None, state=Assessment.State.ASSIGNED)
    assert client.post(declare, {"conflict": "no"}).status_code == 422
    assert Assessment.objects.get(pk=assessment.pk).interests_declared_at is None


def test_a_session_lost_while_scoring_loses_no_reason(client, application, assessment):
    from portal.accounts.resume import KEPT

    assessing.declare_interests(assessment=assessment, by=assessment.assessor, conflict=False)
    url = reverse("applications:assessment", args=[application.ref])
    typed = {"level-gender": "3", "why-gender": "Thought over for an hour", "comment": "On the whole"}
    lost = client.post(url, typed)
    assert lost.status_code == 403
    assert "Thought over for an hour" in lost.content.decode()

    client.force_login(assessment.assessor)
    session = client.session
    session[KEPT] = {url: {"typed": [[name, [text]] for name, text in typed.items()], "files": [], "at": time.time()}}
    session.save()
    page = client.get(url).content.decode()
    assert "Thought over for an hour" in page
    assert "On the whole" in page
    assert not assessment.scores.exists()
    assert client.post(url, typed).status_code == 302
    assert assessment.scores.get().justification == "Thought over for an hour"
