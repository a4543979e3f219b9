"""A message to several experts: both languages, looked at, prepared as drafts, let go or stopped; nobody twice."""

import pytest
from django.urls import reverse

from expertise import states
from expertise.models import Mailing
from expertise.services import mailing
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.messaging.models import Message
from tests.accounts import factories as people

from . import factories as make
from .person import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
TEXTS = {"en": ("Meeting", "We meet in May."), "fr": ("Réunion", "Nous nous réunissons en mai.")}


@pytest.fixture
def officer():
    return people.officer()


def expert(name, language="en", **fields):
    return make.expert(user=people.expert(name=name, language=language), **fields)


def prepare(officer, *experts, code="ABCDEFGH", texts=TEXTS, reason="The yearly meeting"):
    return mailing.prepare(code=code, experts=experts, texts=texts, reason=reason, by=officer)


def test_each_person_gets_one_draft_in_the_own_language_and_nothing_leaves(officer):
    ana, luc = expert("Ana"), expert("Luc", "fr")
    made = prepare(officer, ana, luc, ana)
    messages = {row.to: row for row in mailing.messages_of(made)}
    assert set(messages) == {ana.user, luc.user}
    assert made.recipients == 2
    assert messages[luc.user].subject == "Réunion"
    assert "Nous nous réunissons" in messages[luc.user].body
    assert {row.state for row in messages.values()} == {"draft"}
    assert Entry.objects.get(verb="mailing.prepared").reason == "The yearly meeting"


def test_pressing_twice_prepares_once(officer):
    ana = expert("Ana")
    assert prepare(officer, ana) == prepare(officer, ana)
    assert Message.objects.filter(code=mailing.CODE).count() == 1


def test_who_was_erased_or_blocked_is_left_out(officer):
    erased = make.expert()
    erased.user = None
    blocked = expert("Blocked")
    blocked.user.is_active = False
    assert mailing.reachable([erased, blocked]) == []
    with pytest.raises(Refused, match="None of the chosen experts"):
        prepare(officer, erased)


@pytest.mark.parametrize(
    ("texts", "reason", "said"),
    [
        ({"en": TEXTS["en"]}, "Why", "Write the subject and the text in French"),
        ({**TEXTS, "en": ("", "Body")}, "Why", "Write the subject and the text in English"),
        (TEXTS, " ", "Say why these people are written to"),
    ],
)
def test_both_languages_and_a_reason_are_needed(officer, texts, reason, said):
    with pytest.raises(Refused, match=said):
        prepare(officer, expert("Ana"), texts=texts, reason=reason)
    assert not Mailing.objects.exists()


def test_only_the_secretariat_writes():
    with pytest.raises(NotAllowed):
        prepare(people.superuser(), expert("Ana"))


def test_the_drafts_are_let_go_together_once(officer):
    made = prepare(officer, expert("Ana"), expert("Bob"))
    assert mailing.release(mailing=made, by=officer) == 2
    assert set(mailing.messages_of(made).values_list("state", flat=True)) <= {"queued", "sent", "handing_over"}
    with pytest.raises(Refused, match="already"):
        mailing.release(mailing=made, by=officer)


def test_the_drafts_are_stopped_together_with_a_reason(officer):
    made = prepare(officer, expert("Ana"), expert("Bob"))
    with pytest.raises(Refused, match="Give the reason"):
        mailing.call_off(mailing=made, by=officer, reason="")
    assert mailing.call_off(mailing=made, by=officer, reason="Wrong date") == 2
    assert set(mailing.messages_of(made).values_list("state", flat=True)) == {"stopped"}
    with pytest.raises(Refused):
        mailing.release(mailing=made, by=officer)


# --- the pages ----------------------------------------------------------------------------------
COMPOSE = "admin:expertise_mailing_compose"
TYPED = {
    "code": "ABCDEFGH", "subject_en": "Meeting", "body_en": "In May, see http://evil.example",
    "subject_fr": "Réunion", "body_fr": "En mai", "reason": "Yearly",
}  # fmt: skip


def test_from_the_list_to_the_drafts(officer):
    ana, _bob = expert("Ana"), expert("Bob")
    client = signed_in(officer)
    to = client.post(reverse("admin:expertise_experts"), {"action": "mail", "expert": [ana.code]})["Location"]
    assert client.get(to).context["count"] == 1
    look = client.post(to, {**TYPED, "step": "preview"})
    text = look.content.decode()
    assert "http: //evil[.]example" in text
    assert "As it will be read" in text
    assert not Mailing.objects.exists()
    done = client.post(to, {**TYPED, "step": "prepare"})
    assert done["Location"] == reverse("admin:expertise_mailing_page", args=["ABCDEFGH"])
    assert "Nothing has left yet." in client.get(done["Location"]).content.decode()
    client.post(reverse("admin:expertise_mailing_release", args=["ABCDEFGH"]))
    assert Mailing.objects.get().state == "released"


def test_the_whole_view_is_written_to(officer):
    expert("Ana"), expert("Bob"), expert("Eve", state=states.ON_LEAVE)
    client = signed_in(officer)
    url = f"{reverse('admin:expertise_experts')}?state=active"
    to = client.post(url, {"action": "mail", "whole": "1"})["Location"]
    assert client.get(to).context["count"] == 2


def test_what_is_typed_stays_when_something_is_missing(officer):
    ana = expert("Ana")
    answer = signed_in(officer).post(
        f"{reverse(COMPOSE)}?e={ana.code}", {**TYPED, "subject_fr": "", "step": "prepare"}
    )
    assert answer.status_code == 422
    assert "In May, see" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_nobody_chosen_is_not_found_and_superusers_do_not_write(officer):
    ana = expert("Ana")
    assert signed_in(officer).get(reverse(COMPOSE)).status_code == 404
    assert signed_in(people.superuser()).get(f"{reverse(COMPOSE)}?e={ana.code}").status_code == 404
