"""Vetting: an officer checks each rule and proposes, the head decides; the letter, the messages, the membership."""

import pytest
from django.urls import reverse
from pypdf import PdfReader

from expertise import states
from expertise.models import Candidacy, Expert, Nomination
from expertise.queries_office import rules_with_checks
from expertise.services import letters, vetting
from portal.accounts.models import Role
from portal.accounts.ports import waiting
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.documents import pdf
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import running
from portal.messaging.models import Message
from tests.accounts import factories as people

from .office import again, answer_of, answered, applied, proposed, published_call, reviewed
from .person import applicant, draft, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
needs_pango = pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off here")


@pytest.fixture
def officer():
    return people.officer()


@pytest.fixture
def head():
    return people.head()


# --- opening and checking -----------------------------------------------------------------------
def test_opening_the_review_makes_a_check_of_each_rule_not_known_yet(officer):
    candidacy = reviewed(officer)
    assert candidacy.state == states.UNDER_REVIEW
    assert list(candidacy.checks.values_list("answer", flat=True)) == ["unknown"] * 5
    message = Message.objects.get(code="candidacy.review_opened")
    assert message.to == candidacy.expert.user
    assert "Expert Facility" in message.body


@pytest.mark.parametrize("who", [people.head, people.superuser, people.editor, people.field_office, people.expert])
def test_only_an_officer_opens_a_review(who):
    with pytest.raises(NotAllowed):
        vetting.open_review(candidacy=applied(), by=who())


def test_nobody_checks_their_own_application():
    expert = applicant(people.officer())
    with pytest.raises(NotAllowed, match="not"):
        vetting.open_review(candidacy=applied(expert), by=expert.user)


def test_an_officer_who_nominated_the_person_takes_no_part(officer):
    candidacy = reviewed(people.officer())
    Nomination.objects.create(
        call=candidacy.call, voice="institution", institution="I", nominated_by=officer, name="N",
        email="n@example.org", reason="R", token_hash="x", expires_at="2030-01-01T00:00Z", candidacy=candidacy,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="You nominated this person"):
        vetting.answer_rule(
            candidacy=candidacy, rule=candidacy.call.rules.first(), answer="yes", evidence="E", by=officer
        )


def test_the_records_give_the_datum_and_never_the_answer(officer):
    rows = {row.rule.kind: row for row in rules_with_checks(reviewed(officer), "en")}
    assert rows["years"].datum == "Profile: 12 years."
    assert rows["years"].finding.answer == "yes"
    assert rows["languages"].datum == "Profile: works in English."
    assert rows["activities"].datum == "Profile: 1 activity with evidence (1.1)."
    assert rows["activities"].finding.answer == "no"
    assert rows["referees"].datum.startswith("0 of 2 referees have answered")
    assert {row.answer for row in rows.values()} == {"unknown"}


def test_an_answer_keeps_its_evidence_who_gave_it_and_when(officer):
    candidacy = reviewed(officer)
    vetting.answer_rule(
        candidacy=candidacy, rule=candidacy.call.rules.first(), answer="yes", evidence=" Twelve years ", by=officer
    )
    check = answer_of(candidacy, "years")
    assert (check.answer, check.evidence, check.checked_by) == ("yes", "Twelve years", officer)
    assert check.checked_at is not None
    assert Entry.objects.get(verb="candidacy.rule_answered").new["answer"] == "yes"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_without_evidence_is_refused(officer, answer):
    candidacy = reviewed(officer)
    with pytest.raises(Refused, match="Write what the answer rests on"):
        vetting.answer_rule(
            candidacy=candidacy, rule=candidacy.call.rules.first(), answer=answer, evidence=" ", by=officer
        )


def test_a_rule_of_another_call_is_refused(officer):
    candidacy = reviewed(officer)
    other = published_call("other").rules.first()
    with pytest.raises(Refused):
        vetting.answer_rule(candidacy=candidacy, rule=other, answer="yes", evidence="E", by=officer)


# --- proposing ----------------------------------------------------------------------------------
def propose(candidacy, officer, outcome="admitted", reason="", feedback=""):
    return vetting.propose(candidacy=candidacy, outcome=outcome, reason=reason, feedback=feedback, by=officer)


def test_unknown_is_no_yes(officer):
    with pytest.raises(Refused, match="Not answered yet: Years of experience"):
        propose(reviewed(officer), officer)


def test_nobody_is_admitted_with_a_required_no(officer):
    candidacy = answered(officer)
    rule = candidacy.call.rules.get(kind="years")
    vetting.answer_rule(candidacy=candidacy, rule=rule, answer="no", evidence="Three years", by=officer)
    with pytest.raises(Refused, match="Answered with no: Years of experience"):
        propose(candidacy, officer)


def test_a_no_to_a_rule_that_is_not_required_stands_in_nobody_s_way(officer):
    candidacy = reviewed(officer)
    candidacy.call.rules.filter(kind="training").update(required=False)
    for rule in candidacy.call.rules.exclude(kind="training"):
        vetting.answer_rule(candidacy=candidacy, rule=rule, answer="yes", evidence="E", by=officer)
    assert propose(candidacy, officer).outcome == "admitted"


@pytest.mark.parametrize(("reason", "feedback"), [("", "Word"), ("Reason", ""), (" ", " ")])
def test_declining_needs_the_reason_and_a_word_to_the_person(officer, reason, feedback):
    with pytest.raises(Refused, match="Declining needs the reason, and a word"):
        propose(answered(officer, "no"), officer, "declined", reason, feedback)


def test_an_answer_that_changes_takes_the_proposal_back(officer):
    candidacy = proposed(officer)
    rule = candidacy.call.rules.get(kind="years")
    vetting.answer_rule(candidacy=candidacy, rule=rule, answer="yes", evidence="Better words", by=officer)
    assert again(candidacy).outcome == "admitted"
    vetting.answer_rule(candidacy=candidacy, rule=rule, answer="no", evidence="Three years", by=officer)
    assert (again(candidacy).outcome, again(candidacy).proposed_at) == ("", None)


def test_a_call_without_places_left_admits_nobody(officer, head):
    call = published_call("two-places", places=1)
    vetting.decide(candidacy=proposed(officer, candidacy=reviewed(officer, call=call)), by=head)
    second = answered(officer, candidacy=reviewed(officer, call=call))
    with pytest.raises(Refused, match="All 1 places"):
        propose(second, officer)
    assert propose(second, officer, "declined", "No place", "Apply again").outcome == "declined"


# --- deciding -----------------------------------------------------------------------------------
def test_the_head_admits_and_the_person_is_a_member_with_a_letter_on_its_way(officer, head):
    candidacy = vetting.decide(candidacy=proposed(officer), by=head)
    assert (candidacy.state, candidacy.decided_by) == (states.ADMITTED, head)
    expert = Expert.objects.get(pk=candidacy.expert_id)
    assert expert.state == states.ACTIVE
    assert expert.term_ends_on is not None
    assert Job.objects.get(kind=letters.LETTER_JOB).params == {"candidacy": candidacy.pk}
    assert Message.objects.get(code="candidacy.admitted").to == expert.user


def test_declining_tells_the_person_the_feedback_and_not_the_reason(officer, head):
    vetting.decide(candidacy=proposed(officer, "declined"), by=head)
    body = Message.objects.get(code="candidacy.declined").body
    assert "Apply again next year." in body
    assert "Places" not in body
    assert Expert.objects.get().state == states.CANDIDATE


def test_whoever_proposed_does_not_decide(officer):
    both = people.head()
    Role.objects.create(user=both, kind="officer")
    candidacy = proposed(both)
    with pytest.raises(NotAllowed):
        vetting.decide(candidacy=candidacy, by=both)


@pytest.mark.parametrize("who", [people.officer, people.superuser])
def test_only_the_head_decides(officer, who):
    with pytest.raises(NotAllowed):
        vetting.decide(candidacy=proposed(officer), by=who())


def test_nothing_is_decided_that_was_not_proposed_or_was_proposed_anew(officer, head):
    candidacy = answered(officer)
    with pytest.raises(Refused, match="Nothing is proposed yet"):
        vetting.decide(candidacy=candidacy, by=head)
    seen = propose(candidacy, officer).proposed_at.isoformat()
    propose(candidacy, officer, "declined", "R", "F")
    with pytest.raises(Refused, match="proposed anew since you read it"):
        vetting.decide(candidacy=candidacy, by=head, seen=seen)


def test_the_head_gives_a_proposal_back_with_a_reason(officer, head):
    candidacy = proposed(officer)
    with pytest.raises(Refused, match="Give the reason"):
        vetting.send_back(candidacy=candidacy, by=head, reason="")
    vetting.send_back(candidacy=candidacy, by=head, reason="Look at the languages")
    assert again(candidacy).proposed_at is None
    with pytest.raises(Refused, match="Nothing is proposed yet"):
        vetting.send_back(candidacy=candidacy, by=head, reason="Again")


def test_what_is_decided_stays_decided(officer, head):
    candidacy = vetting.decide(candidacy=proposed(officer), by=head)
    for act in (
        lambda: vetting.decide(candidacy=candidacy, by=head),
        lambda: propose(candidacy, officer),
        lambda: vetting.answer_rule(
            candidacy=candidacy, rule=candidacy.call.rules.first(), answer="no", evidence="E", by=officer
        ),
    ):
        with pytest.raises(Refused):
            act()


# --- the letter ---------------------------------------------------------------------------------
@needs_pango
@pytest.mark.parametrize(("language", "words"), [("en", "You are admitted"), ("fr", "Vous êtes admis")])
def test_the_letter_is_made_once_in_the_person_s_language_with_a_check_code(officer, head, language, words):
    candidacy = proposed(officer)
    Candidacy.objects.filter(pk=candidacy.pk).update(language=language)
    vetting.decide(candidacy=again(candidacy), by=head)
    job = Job.objects.get(kind=letters.LETTER_JOB)
    running.run(job.pk)
    issued = IssuedDocument.objects.get()
    assert again(candidacy).letter == issued
    with issued.stored_file.open() as file:
        text = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert words in text
    assert issued.printed_code in text
    assert candidacy.expert.name in text
    assert candidacy.expert.name not in f"{issued.title} {issued.reference}"
    client = signed_in(candidacy.expert.user)
    answer = client.get(reverse("expertise:candidacy_letter", args=[candidacy.call.slug]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    other = signed_in(applicant().user)
    assert other.get(reverse("expertise:candidacy_letter", args=[candidacy.call.slug])).status_code == 404


def test_a_letter_is_made_again_only_when_it_failed(officer, head):
    candidacy = proposed(officer)
    with pytest.raises(Refused, match="Nothing is decided"):
        letters.make_again(candidacy=candidacy, by=officer)
    candidacy = vetting.decide(candidacy=candidacy, by=head)
    Job.objects.update(state=Job.State.QUEUED)
    with pytest.raises(Refused, match="made, or being made"):
        letters.make_again(candidacy=candidacy, by=officer)
    Job.objects.update(state=Job.State.FAILED)
    letters.make_again(candidacy=candidacy, by=officer)
    assert Job.objects.count() == 2


# --- the page -----------------------------------------------------------------------------------
def at(name, candidacy, *more):
    return reverse(f"admin:expertise_candidacy_{name}", args=[candidacy.pk, *more])


def test_the_page_shows_profile_rules_and_referees_and_why_a_button_is_missing(officer, head):
    candidacy = reviewed(officer)
    text = signed_in(officer).get(at("page", candidacy)).content.decode()
    assert "Adviser on culture" in text
    assert "Referee 0" in text
    assert "Profile: 12 years." in text
    assert "5 required rules are not answered yet." in text
    text = signed_in(head).get(at("page", proposed(officer, candidacy=candidacy))).content.decode()
    assert "Take this decision" in text
    assert 'aria-disabled="true"' not in text
    text = signed_in(officer).get(at("page", candidacy)).content.decode()
    assert "Only the head of the programme decides." in text


def test_a_refused_answer_is_shown_again_with_what_was_typed(officer):
    candidacy = reviewed(officer)
    rule = candidacy.call.rules.last()
    answer = signed_in(officer).post(at("rule", candidacy, rule.pk), {"answer": "maybe", "evidence": "Typed words"})
    assert answer.status_code == 422
    assert "Typed words" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_refused_proposal_keeps_what_was_typed(officer):
    candidacy = answered(officer, "no")
    answer = signed_in(officer).post(at("propose", candidacy), {"outcome": "declined", "reason": "My reason"})
    assert answer.status_code == 422
    assert "My reason" in answer.content.decode()


def test_a_draft_is_the_person_s_own(officer):
    assert signed_in(officer).get(at("page", draft())).status_code == 404


def test_from_opening_to_the_decision_by_the_buttons_alone(officer, head):
    candidacy = applied()
    client = signed_in(officer)
    client.post(at("open", candidacy))
    for rule in candidacy.call.rules.all():
        client.post(at("rule", candidacy, rule.pk), {"answer": "yes", "evidence": "Seen"})
    client.post(at("propose", candidacy), {"outcome": "admitted", "reason": "", "feedback": "Welcome"})
    page = signed_in(head).get(at("page", candidacy))
    seen = page.context["candidacy"].proposed_at.isoformat()
    signed_in(head).post(at("decide", candidacy), {"seen": seen})
    assert again(candidacy).state == states.ADMITTED


def test_the_page_costs_the_same_with_one_referee_and_rule_more(officer, django_assert_num_queries):
    candidacy = reviewed(officer)
    client = signed_in(officer)
    client.get(at("page", candidacy))
    with django_assert_num_queries(20):
        client.get(at("page", candidacy))
    for number in range(3):
        rule = candidacy.call.rules.create(kind="other", position=10 + number)
        rule.texts.create(language="en", label="More")
        candidacy.referees.create(name="More", email=f"more{number}@example.org")
    with django_assert_num_queries(20):
        client.get(at("page", candidacy))


# --- what waits ---------------------------------------------------------------------------------
def titles(user):
    return [row.title for row in waiting.collect(user, "en") if row.mine]


def test_what_waits_follows_the_application(officer, head):
    candidacy = applied()
    assert titles(officer) == ["Open the review of 1 application of an expert"]
    vetting.open_review(candidacy=candidacy, by=officer)
    assert titles(officer) == ["Check 1 application of an expert and propose"]
    assert titles(head) == []
    proposed(officer, candidacy=again(candidacy))
    assert titles(officer) == []
    assert titles(head) == ["Decide 1 application of an expert"]
    vetting.decide(candidacy=again(candidacy), by=head)
    assert titles(head) == []


def test_one_s_own_application_does_not_wait_for_oneself():
    expert = applicant(people.officer())
    applied(expert)
    assert titles(expert.user) == []
