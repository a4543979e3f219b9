"""From a proposal to what is public: two readers, the agreement of the country, and the states' refusals."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knowledge import states
from knowledge.models import Entry, OldSlug
from knowledge.services import review, upkeep, versions
from knowledge.waiting import for_countries
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


def in_review(**made) -> Entry:
    entry = make.draft(**made)
    review.propose(entry=entry, by=entry.owner)
    review.take_up(entry=entry, by=people.editor())
    entry.refresh_from_db()
    return entry


def test_an_entry_is_read_by_two_people_then_public():
    entry = make.published()
    assert entry.is_public
    assert entry.slug == "a-national-observatory-of-digital-culture"
    assert entry.confirmed_on == timezone.now().date()
    readers = list(entry.version.readings.order_by("order").values_list("reader", flat=True))
    assert len(set(readers)) == 2


def test_an_incomplete_entry_is_not_proposed_and_the_first_thing_missing_is_told():
    entry = make.draft(difficulties="")
    with pytest.raises(Refused, match="what went wrong"):
        review.propose(entry=entry, by=entry.owner)


def test_a_resource_needs_no_account_of_what_went_wrong():
    entry = make.draft("resource", difficulties="", problem="", results="", reusable="")
    assert review.propose(entry=entry, by=entry.owner).state == states.PROPOSED


def test_who_did_the_first_reading_does_not_publish():
    entry, editor = in_review(), people.editor()
    review.read_first(entry=entry, checks=make.POINTS, by=editor)
    with pytest.raises(NotAllowed, match="second person"):
        review.publish(entry=entry, checks=make.POINTS, by=editor)


def test_every_point_is_checked():
    with pytest.raises(Refused, match="Not checked yet"):
        review.read_first(entry=in_review(), checks=make.POINTS[1:], by=people.editor())


def test_an_editor_with_a_tie_to_the_country_does_not_read():
    entry, editor = in_review(), people.editor()
    people.membership(editor, people.country("UGA"))
    with pytest.raises(NotAllowed, match="tie"):
        review.read_first(entry=entry, checks=make.POINTS, by=editor)


def test_a_superuser_does_not_publish():
    entry = in_review()
    review.read_first(entry=entry, checks=make.POINTS, by=people.editor())
    with pytest.raises(NotAllowed):
        review.publish(entry=entry, checks=make.POINTS, by=people.superuser())


def test_what_civil_society_tells_of_a_country_waits_for_its_agreement():
    entry = in_review(by=people.newcomer())
    review.read_first(entry=entry, checks=make.POINTS, by=people.editor())
    second = people.editor()
    with pytest.raises(Refused, match="agreed"):
        review.publish(entry=entry, checks=make.POINTS, by=second)
    review.give_consent(entry=entry, by=people.focal_point(people.country("UGA")))
    assert review.publish(entry=entry, checks=make.POINTS, by=second).is_public


def test_the_party_is_asked_reads_what_is_told_of_it_and_agrees():
    focal, signatory = people.focal_point(people.country("UGA")), people.signatory(people.country("UGA"))
    entry = make.draft(by=people.newcomer())
    review.propose(entry=entry, by=entry.owner)
    asked = Message.objects.filter(code="entry.consent_asked").values_list("to", flat=True)
    assert set(asked) == {focal.pk, signatory.pk}
    [waits] = for_countries(signatory, "en")
    client = Client()
    client.force_login(signatory, backend="portal.accounts.backends.PortalBackend")
    assert make.WORDS["problem"] in client.get(waits.url).content.decode()
    assert client.post(waits.url, {"answer": "agree"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.consented_by, list(for_countries(signatory, "en"))) == (signatory, [])
    assert client.get(waits.url).status_code == 404


def test_what_the_party_tells_itself_asks_nobody():
    in_review()
    assert not Message.objects.filter(code="entry.consent_asked").exists()


def test_a_country_that_does_not_agree_says_why_and_may_agree_later():
    entry = in_review(by=people.newcomer())
    focal, editor = people.focal_point(people.country("UGA")), people.editor()
    with pytest.raises(Refused, match="why"):
        review.refuse_consent(entry=entry, reason=" ", by=focal)
    review.refuse_consent(entry=entry, reason="The law was never passed.", by=focal)
    assert Message.objects.filter(code="entry.consent_refused", to=editor).exists()
    assert list(for_countries(focal, "en")) == []
    review.read_first(entry=entry, checks=make.POINTS, by=editor)
    with pytest.raises(Refused, match="never passed"):
        review.publish(entry=entry, checks=make.POINTS, by=people.editor())
    review.give_consent(entry=entry, by=focal)
    assert review.publish(entry=entry, checks=make.POINTS, by=people.editor()).consent_refused_on is None


def test_a_country_that_agreed_does_not_refuse_afterwards():
    entry = in_review()
    with pytest.raises(Refused, match="already"):
        review.refuse_consent(entry=entry, reason="No.", by=people.focal_point(people.country("UGA")))


def test_only_the_party_refuses():
    entry = in_review(by=people.newcomer())
    with pytest.raises(NotAllowed):
        review.refuse_consent(entry=entry, reason="No.", by=people.focal_point(people.country("GAB")))


def test_the_agreement_of_another_country_does_not_count():
    entry = in_review(by=people.newcomer())
    with pytest.raises(NotAllowed):
        review.give_consent(entry=entry, by=people.focal_point(people.country("GAB")))


def test_an_agreement_by_letter_is_noted_with_its_reference():
    entry = in_review(by=people.newcomer())
    with pytest.raises(Refused):
        review.note_consent(entry=entry, reference=" ", by=people.editor())
    review.note_consent(entry=entry, reference="Letter of 3 May", by=people.editor())
    entry.refresh_from_db()
    assert entry.consent_note == "Letter of 3 May"


def test_a_focal_point_who_proposes_agrees_by_that():
    assert in_review().consented_on is not None


def test_changes_are_asked_answered_and_both_readings_begin_again():
    entry = in_review()
    review.read_first(entry=entry, checks=make.POINTS, by=people.editor())
    review.ask_changes(entry=entry, message="Say which year.", by=people.editor())
    entry.refresh_from_db()
    assert entry.state == states.CHANGES_ASKED
    make.fill_text(make.original(entry), entry.owner, results="In 2021 three reports.")
    review.propose(entry=entry, by=entry.owner)
    review.take_up(entry=entry, by=people.editor())
    assert entry.versions.get().readings.count() == 0


def test_changes_are_not_asked_without_words():
    with pytest.raises(Refused):
        review.ask_changes(entry=in_review(), message=" ", by=people.editor())


def test_while_the_editors_read_the_owner_does_not_write():
    entry = in_review()
    with pytest.raises(Refused, match="In review"):
        make.fill_text(make.original(entry), entry.owner, title="Late")


def test_a_proposal_is_taken_back_until_it_is_taken_up():
    entry = make.draft()
    review.propose(entry=entry, by=entry.owner)
    assert review.take_back(entry=entry, by=entry.owner).state == states.DRAFT
    with pytest.raises(Refused):
        review.take_back(entry=in_review(), by=Entry.objects.last().owner)


def test_a_declined_entry_says_why_and_can_be_written_further():
    entry = in_review()
    with pytest.raises(Refused):
        review.decline(entry=entry, reason="", by=people.editor())
    review.decline(entry=entry, reason="It repeats an entry.", by=people.editor())
    entry.refresh_from_db()
    assert entry.state == states.DECLINED
    assert not entry.is_public


def test_a_new_version_keeps_its_address_and_the_old_one_stays_public_until_it_is_published():
    entry = make.published()
    versions.begin_revision(entry=entry, by=entry.owner)
    make.fill_text(make.original(entry), entry.owner, title="A new title")
    entry.refresh_from_db()
    make.publish(entry)
    entry.refresh_from_db()
    assert entry.slug == "a-national-observatory-of-digital-culture"
    assert entry.version.number == 2


def test_two_entries_of_one_title_have_two_addresses():
    make.published()
    assert make.published().slug == "a-national-observatory-of-digital-culture-2"


def test_a_withdrawn_entry_is_not_public_and_can_be_restored_with_a_reason():
    entry = make.published()
    with pytest.raises(Refused):
        upkeep.withdraw(entry=entry, reason="", by=entry.owner)
    upkeep.withdraw(entry=entry, reason="The figures were wrong.", by=entry.owner)
    entry.refresh_from_db()
    assert not entry.is_public
    upkeep.restore(entry=entry, reason="They are right now.", by=people.editor())
    entry.refresh_from_db()
    assert entry.is_public


def test_a_former_address_is_kept_and_no_other_entry_gets_it():
    entry = make.published()
    upkeep.change_slug(entry=entry, slug="observatory", by=people.editor())
    assert OldSlug.objects.get().slug == "a-national-observatory-of-digital-culture"
    other = make.published()
    assert other.slug == "a-national-observatory-of-digital-culture-2"
    with pytest.raises(Refused):
        upkeep.change_slug(entry=other, slug="a-national-observatory-of-digital-culture", by=people.editor())
    with pytest.raises(Refused):
        upkeep.change_slug(entry=other, slug="Not an address!", by=people.editor())
    entry.refresh_from_db()
    upkeep.change_slug(entry=entry, slug="a-national-observatory-of-digital-culture", by=people.editor())
    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["observatory"]


def test_what_nobody_confirmed_for_long_is_marked_and_a_confirmation_takes_it_away():
    entry = make.published()
    later = timezone.now().date() + upkeep.OUTDATED_AFTER
    assert upkeep.mark_all_outdated(later - timedelta(days=1)) == 0
    assert upkeep.mark_all_outdated(later) == 1
    assert upkeep.mark_all_outdated(later) == 0
    entry.refresh_from_db()
    assert entry.is_outdated
    upkeep.confirm(entry=entry, by=entry.owner)
    entry.refresh_from_db()
    assert not entry.is_outdated


def test_only_what_is_public_is_confirmed_and_by_its_owner():
    with pytest.raises(Refused):
        upkeep.confirm(entry=(entry := make.draft()), by=entry.owner)
    with pytest.raises(NotAllowed):
        upkeep.confirm(entry=make.published(), by=people.newcomer())
