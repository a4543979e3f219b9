"""An application to a call for experts: begun once, sent once, referees asked, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from expertise import states
from expertise.models import Candidacy, Expert, Nationality, Profile, Referee
from expertise.references import REFERENCE_FORM
from expertise.services import candidacies, membership, profile, referees
from portal.accounts.models import Role
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.activity.process import move
from portal.documents.models import StoredFile
from portal.surveys.models import Link
from portal.surveys.queries import find_link, given_of
from portal.surveys.services import Over, answer
from tests.accounts import factories as people

from . import factories as make
from .person import applicant, begun, days_ago, draft, link_in, member, posted, vocabulary, words

pytestmark = pytest.mark.django_db
REFERENCE = {
    "known_since": "2015", "how": "Same ministry", "expertise": "4", "working_with": "3", "reliability": "4",
    "example": "A decree", "recommends": "yes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _vocabulary(db):
    vocabulary()


def test_a_person_begins_and_finds_the_same_draft_again():
    user, call = people.newcomer(), make.expert_call()
    first, made = candidacies.begin(call=call, by=user)
    again, made_again = candidacies.begin(call=call, by=user)
    assert (first, made, made_again) == (again, True, False)
    assert first.expert.state == states.CANDIDATE
    assert Expert.objects.count() == Profile.objects.count() == 1


def test_the_profile_begun_before_is_the_one_the_application_goes_with():
    user = people.newcomer()
    expert = begun(user)
    candidacy, _made = candidacies.begin(call=make.expert_call(), by=user)
    assert candidacy.expert == expert
    assert begun(user).profile_id == expert.profile_id


@pytest.mark.parametrize(
    ("fields", "words_"),
    [
        ({"state": "draft"}, "not published"),
        ({"state": "closed"}, "is closed"),
        ({"closes_at": days_ago(1)}, "is closed"),
        ({"opens_at": timezone.now() + timedelta(days=2)}, "opens on"),
    ],
)
def test_nobody_begins_in_a_call_that_is_not_open(fields, words_):
    with pytest.raises(Refused, match=words_):
        candidacies.begin(call=make.expert_call(**fields), by=people.newcomer())
    assert not Candidacy.objects.exists()


def test_a_member_asks_for_a_renewal_instead_of_applying():
    with pytest.raises(NotAllowed, match="ask for a renewal"):
        candidacies.begin(call=make.expert_call(), by=make.expert().user)


def test_sending_freezes_a_copy_asks_the_referees_and_tells_both_sides():
    officer, one = people.officer(), draft()
    open_one = one.expert.profile
    sent = candidacies.submit(candidacy=one, by=one.expert.user)
    frozen = sent.profile
    assert (sent.state, frozen.frozen_by, frozen.is_open) == (states.APPLIED, one.expert.user, False)
    assert frozen.pk != open_one.pk
    assert frozen.files.get().stored_file == open_one.files.get().stored_file
    assert list(Nationality.objects.filter(profile=frozen).values_list("country", flat=True)) == ["MUS"]
    assert [message.to for message in posted("candidacy.received")] == [one.expert.user]
    assert [message.to for message in posted("candidacy.arrived")] == [officer]
    assert [(m.email, m.language, m.secret) for m in posted("referee.asked")] == [
        ("referee0@example.org", "en", True),
        ("referee1@example.org", "fr", True),
    ]
    assert Entry.objects.get(verb="candidacy.submitted").actor == one.expert.user


def test_sending_twice_sends_once():
    one = draft()
    first = candidacies.submit(candidacy=one, by=one.expert.user)
    again = candidacies.submit(candidacy=one, by=one.expert.user)
    assert first.submitted_at == again.submitted_at
    assert Referee.objects.count() == 2
    assert Profile.objects.filter(frozen_at__isnull=False).count() == 1


def test_what_is_written_after_sending_does_not_change_what_was_sent():
    one = draft()
    sent = candidacies.submit(candidacy=one, by=one.expert.user)
    Profile.objects.filter(pk=one.expert.profile_id).update(headline="Another line")
    assert Profile.objects.get(pk=sent.profile_id).headline != "Another line"


def test_an_incomplete_draft_is_not_sent_and_says_what_is_missing():
    one = draft(referees=1)
    Profile.objects.filter(pk=one.expert.profile_id).update(headline="", conduct_accepted=False)
    with pytest.raises(candidacies.Incomplete) as refusal:
        candidacies.submit(candidacy=one, by=one.expert.user)
    assert [problem.message for problem in refusal.value.problems] == [
        "Say in one line what you do",
        "Accept the rules of conduct",
        "Referees: this call asks for 2",
    ]
    assert Candidacy.objects.get().state == states.DRAFT
    assert not posted("referee.asked")


def test_a_draft_of_a_call_that_has_closed_stays_a_draft():
    one = draft()
    type(one.call).objects.update(closes_at=days_ago(1))
    one = Candidacy.objects.select_related("call", "expert__user").get()
    with pytest.raises(Refused, match="closed"):
        candidacies.submit(candidacy=one, by=one.expert.user)
    assert Candidacy.objects.get().state == states.DRAFT


def test_nobody_sends_or_withdraws_for_another():
    one = draft()
    for stranger in (people.officer(), people.superuser(), make.expert().user):
        with pytest.raises(NotAllowed):
            candidacies.submit(candidacy=one, by=stranger)
        with pytest.raises(NotAllowed):
            candidacies.withdraw(candidacy=one, by=stranger)


def test_nobody_is_their_own_referee_and_nobody_is_named_twice():
    one = draft()
    named = list(one.named_referees.all())
    type(named[0]).objects.filter(pk=named[0].pk).update(email=one.expert.user.email)
    with pytest.raises(candidacies.Incomplete) as refusal:
        candidacies.submit(candidacy=one, by=one.expert.user)
    assert refusal.value.problems[0].message == "Referee 1: nobody is their own referee"
    type(named[0]).objects.filter(pk=named[0].pk).update(email="Referee1@example.org")
    with pytest.raises(candidacies.Incomplete) as refusal:
        candidacies.submit(candidacy=one, by=one.expert.user)
    assert "Line 2 says the same as line 1" in refusal.value.problems[0].message


def test_a_withdrawn_application_closes_the_links_and_another_can_be_begun():
    officer, one = people.officer(), draft()
    candidacies.submit(candidacy=one, by=one.expert.user)
    candidacies.withdraw(candidacy=one, by=one.expert.user, reason="Other work")
    assert one.state == states.WITHDRAWN
    assert not Link.objects.filter(revoked_at=None).exists()
    assert "Other work" in posted("candidacy.withdrawn_officers")[0].body
    assert posted("candidacy.withdrawn_officers")[0].to == officer
    again, made = candidacies.begin(call=one.call, by=one.expert.user)
    assert made
    assert again.pk != one.pk


def test_giving_up_a_draft_tells_nobody():
    people.officer()
    one = draft()
    candidacies.withdraw(candidacy=one, by=one.expert.user)
    assert not posted("candidacy.withdrawn")
    assert not posted("candidacy.withdrawn_officers")


def test_a_decided_application_is_not_withdrawn():
    one = draft()
    Candidacy.objects.update(state=states.DECLINED)
    with pytest.raises(Refused, match="no longer possible"):
        candidacies.withdraw(candidacy=one, by=one.expert.user)


# --- Referees -----------------------------------------------------------------------------------
@pytest.fixture
def sent():
    one = draft()
    return candidacies.submit(candidacy=one, by=one.expert.user)


def link_of(referee):
    return Link.objects.get(pk=referee.link)


def test_a_referee_answers_once_by_the_private_link_and_the_candidate_never_reads_it(sent, client):
    path = link_in_survey(posted("referee.asked")[0])
    assert "Reference for" in client.get(path).content.decode()
    assert client.post(path, REFERENCE).status_code == 302
    referee = sent.referees.first()
    assert referee.answered_at is not None
    assert given_of([link_of(referee)])[referee.link]["example"] == "A decree"
    assert client.post(path, REFERENCE | {"example": "Changed"}).status_code in (302, 410)
    assert given_of([link_of(referee)])[referee.link]["example"] == "A decree"
    from .person import at, signed_in

    page = signed_in(sent.expert.user).get(at("candidacy", sent.call.slug)).content.decode()
    assert "A decree" not in page
    from expertise.personal import held

    assert "A decree" not in str(held(sent.expert.user))


def link_in_survey(message):
    line = next(line for line in words(message).splitlines() if line.startswith("http"))
    return "/" + line.strip().split("/", 3)[3]


def test_a_link_used_after_a_year_opens_no_form(sent):
    link = link_of(sent.referees.first())
    Link.objects.filter(pk=link.pk).update(expires_at=days_ago(305))
    with pytest.raises(Over):
        answer(link=link, posted=REFERENCE)
    assert sent.referees.first().answered_at is None


def test_a_referee_of_an_application_that_is_withdrawn_or_decided_is_thanked_and_not_asked(sent):
    Candidacy.objects.update(state=states.DECLINED)
    with pytest.raises(Over, match="no longer needed"):
        answer(link=link_of(sent.referees.first()), posted=REFERENCE)


def test_a_referee_who_is_silent_for_two_weeks_is_reminded_once(sent):
    Referee.objects.update(asked_at=days_ago(15))
    answer(link=link_of(sent.referees.first()), posted=REFERENCE)
    assert referees.remind_due() == 1
    assert referees.remind_due() == 0
    (reminder,) = posted("referee.reminded")
    assert reminder.email == "referee1@example.org"
    token = link_in_survey(reminder).rstrip("/").rsplit("/", 1)[1]
    assert find_link(token).pk == sent.referees.last().link


def test_only_who_vets_reminds_by_hand_and_nobody_reminds_who_has_answered(sent):
    referee = sent.referees.first()
    with pytest.raises(NotAllowed):
        referees.remind(referee=referee, by=sent.expert.user)
    referees.remind(referee=referee, by=people.officer())
    answer(link=link_of(referee), posted=REFERENCE)
    with pytest.raises(Refused, match="has been answered"):
        referees.remind(referee=referee, by=people.officer())


def test_the_form_of_referees_says_who_reads_the_answers():
    assert "never does" in str(REFERENCE_FORM.readers)
    assert not REFERENCE_FORM.may_read(people.superuser())


# --- Membership ---------------------------------------------------------------------------------
def admitted(one, head=None, **fields):
    head = head or people.head()
    move(states.CANDIDACY, record=one, to=states.UNDER_REVIEW, by=people.officer())
    move(states.CANDIDACY, record=one, to=states.ADMITTED, by=head)
    return membership.admit(candidacy=one, by=head, **fields)


def test_an_admitted_person_is_a_member_for_the_term_of_the_call_with_the_open_profile(sent):
    type(sent.call).objects.update(term_years=3)
    one = Candidacy.objects.select_related("call").get()
    expert = admitted(one)
    today = timezone.localdate()
    assert (expert.state, expert.admitted_on, expert.confirmed_on) == (states.ACTIVE, today, today)
    assert expert.term_ends_on.year == today.year + 3
    assert expert.profile_id == expert.profiles.get(frozen_at=None).pk
    assert Role.objects.filter(user=expert.user, kind="expert", ended_at=None).exists()
    assert not expert.is_public


def test_only_the_head_admits_and_nobody_themself(sent):
    officer = people.officer()
    with pytest.raises(NotAllowed):
        membership.admit(candidacy=sent, by=officer)
    Role.objects.create(user=sent.expert.user, kind="head")
    with pytest.raises(NotAllowed):
        membership.admit(candidacy=sent, by=sent.expert.user)


def test_a_member_is_not_admitted_again(sent):
    Expert.objects.update(state=states.ACTIVE)
    with pytest.raises(Refused, match="member already"):
        membership.admit(candidacy=sent, by=people.head())


def test_who_was_a_member_before_is_admitted_again_by_a_new_call():
    old = member(state=states.EXPIRED)
    one = draft(expert=old)
    sent = candidacies.submit(candidacy=one, by=old.user)
    expert = admitted(sent)
    assert expert.state == states.ACTIVE
    assert Entry.objects.get(verb="expert.renewed").reason == sent.call.slug


def test_a_member_goes_on_leave_and_comes_back():
    expert = member()
    membership.go_on_leave(expert=expert, by=expert.user)
    with pytest.raises(Refused, match="no longer possible"):
        membership.go_on_leave(expert=expert, by=expert.user)
    membership.come_back(expert=expert, by=people.officer())
    assert Expert.objects.get().state == states.ACTIVE
    with pytest.raises(NotAllowed):
        membership.go_on_leave(expert=expert, by=people.assessor())


def test_who_leaves_says_why_is_no_longer_listed_and_loses_the_role():
    expert = member()
    assert Role.objects.filter(user=expert.user, kind="expert", ended_at=None).exists()
    with pytest.raises(Refused, match="reason"):
        membership.retire(expert=expert, by=expert.user, reason=" ")
    membership.retire(expert=expert, by=expert.user, reason="Another post")
    fresh = Expert.objects.get()
    assert (fresh.state, fresh.is_public) == (states.RETIRED, False)
    assert not Role.objects.filter(user=expert.user, ended_at=None).exists()
    assert "Another post" in posted("expert.retired")[0].body


def test_a_renewal_is_asked_for_in_the_last_half_year_and_told_once():
    officer = people.officer()
    early = member()
    with pytest.raises(Refused, match="last six months"):
        membership.ask_renewal(expert=early, by=early.user)
    late = member(term_ends_on=timezone.localdate() + timedelta(days=100), nationality="UGA")
    membership.ask_renewal(expert=late, by=late.user)
    membership.ask_renewal(expert=late, by=late.user)
    assert [message.to for message in posted("expert.renewal_asked")] == [officer]
    with pytest.raises(NotAllowed):
        membership.ask_renewal(expert=late, by=officer)


def test_a_renewed_term_follows_the_present_one_and_nobody_renews_themself():
    ends = timezone.localdate() + timedelta(days=100)
    expert = member(term_ends_on=ends)
    membership.renew(expert=expert, by=people.officer(), reason="Good work")
    assert Expert.objects.get().term_ends_on == ends.replace(year=ends.year + 4)
    Role.objects.create(user=expert.user, kind="officer")
    with pytest.raises(NotAllowed):
        membership.renew(expert=expert, by=expert.user, reason="I like it")
    with pytest.raises(Refused, match="reason"):
        membership.renew(expert=expert, by=people.officer(), reason="")


def test_an_expired_member_is_renewed_from_today():
    expert = member(state=states.EXPIRED, term_ends_on=timezone.localdate() - timedelta(days=50))
    membership.renew(expert=expert, by=people.head(), reason="Needed")
    fresh = Expert.objects.get()
    assert fresh.state == states.ACTIVE
    assert fresh.term_ends_on.year == timezone.localdate().year + 4
    assert posted("expert.renewed")[0].to == expert.user


def test_saving_the_identity_copies_what_lists_read():
    from django.http import QueryDict

    from expertise.sections import BY_CODE
    from portal.collaboration.forms.section_form import row_reader

    people.country("GAB", region="africa")
    expert = applicant()
    data = QueryDict(
        "given_name=Ondo&family_name=Mba&gender=man&residence=GAB&time_zone=Africa/Libreville"
        "&nationalities-0-country=GAB"
    )
    profile.save(
        expert=expert,
        section=BY_CODE["identity"],
        posted=data,
        read_rows=row_reader(data),
        expected_revision=0,
        by=expert.user,
    )
    fresh = Expert.objects.select_related("residence").get()
    assert (fresh.name, fresh.gender, fresh.residence.iso3, fresh.region, fresh.time_zone) == (
        "Ondo Mba", "man", "GAB", "africa", "Africa/Libreville",
    )  # fmt: skip


def test_messages_of_experts_are_in_the_language_of_the_person():
    one = draft(expert=applicant(user=people.newcomer(language="fr")))
    with translation.override("en"):
        candidacies.submit(candidacy=one, by=one.expert.user)
    assert "Votre candidature («\u00a0Appel à experts\u00a0»)" in posted("candidacy.received")[0].body
    assert StoredFile.objects.count() == 1
    assert link_in(posted("candidacy.received")[0]).startswith("/fr/workspace/expert/calls/")
