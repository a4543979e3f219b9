"""Making, checking, publishing, opening and closing a call."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.call_check import missing
from applications.models import Call, LevelText
from applications.services import calls
from applications.services.transition import NotAllowed, Refused
from portal.activity.models import Entry
from portal.calls.services import Incomplete
from portal.ui.models import ContentVersion
from tests.accounts.factories import assessor, focal_point, head, officer, superuser

from .factories_calls import default_call, published_call

pytestmark = pytest.mark.django_db


def test_the_default_call_can_be_published_as_it_is():
    call = default_call()
    assert missing(call, timezone.now()) == []
    calls.publish(call=call, by=officer())
    call.refresh_from_db()
    assert call.state == Call.State.PUBLISHED
    assert call.published_at is not None


def test_the_default_grid_weighs_a_hundred_and_anchors_every_level_in_both_languages():
    call = default_call()
    assert sum(call.criteria.values_list("weight", flat=True)) == 100
    assert call.criteria.count() == 7
    for language in ("en", "fr"):
        texts = LevelText.objects.filter(level__criterion__call=call, language=language)
        assert texts.count() == 42
        assert len(set(texts.values_list("meaning", flat=True))) == 42
    assert not call.grid_adopted


def test_weights_that_do_not_add_up_to_a_hundred_are_refused():
    call = default_call()
    criterion = call.criteria.first()
    criterion.weight += 1
    criterion.save()
    with pytest.raises(Incomplete, match="101"):
        calls.publish(call=call, by=officer())
    call.refresh_from_db()
    assert call.is_draft


@pytest.mark.parametrize("field", ["title", "summary", "body", "how_to_apply"])
def test_a_missing_text_in_one_language_is_refused(field):
    call = default_call()
    call.texts.filter(language="fr").update(**{field: " "})
    with pytest.raises(Incomplete, match="French"):
        calls.publish(call=call, by=officer())


def test_a_language_without_a_text_is_refused():
    call = default_call()
    call.texts.filter(language="en").delete()
    with pytest.raises(Incomplete, match="English"):
        calls.publish(call=call, by=officer())


def test_a_level_without_a_meaning_is_refused():
    call = default_call()
    LevelText.objects.filter(level__criterion__call=call, language="fr").first().delete()
    with pytest.raises(Incomplete, match="anchor every level"):
        calls.publish(call=call, by=officer())


def test_a_call_without_a_round_is_refused():
    call = default_call()
    call.rounds.all().delete()
    with pytest.raises(Incomplete, match="Add a round"):
        calls.publish(call=call, by=officer())


def test_a_call_whose_rounds_are_all_past_is_refused():
    call = default_call()
    call.opens_at = timezone.now() - timedelta(days=90)
    call.save()
    call.rounds.update(cut_off=timezone.now() - timedelta(days=1))
    with pytest.raises(Incomplete, match="past"):
        calls.publish(call=call, by=officer())


def test_a_cut_off_before_the_opening_is_refused():
    call = default_call()
    call.opens_at = timezone.now() + timedelta(days=90)
    call.save()
    with pytest.raises(Incomplete, match="before the opening"):
        calls.publish(call=call, by=officer())


def test_a_call_without_a_condition_is_refused():
    call = default_call()
    call.gates.all().delete()
    with pytest.raises(Incomplete, match="eligibility condition"):
        calls.publish(call=call, by=officer())


def test_a_round_without_a_place_is_refused():
    call = default_call()
    call.rounds.update(places=0)
    with pytest.raises(Incomplete, match="at least one place"):
        calls.publish(call=call, by=officer())


@pytest.mark.parametrize("who", [superuser, assessor, focal_point])
def test_only_officers_and_the_head_publish(who):
    with pytest.raises(NotAllowed):
        calls.publish(call=default_call(), by=who())


def test_the_head_may_publish():
    assert calls.publish(call=default_call(), by=head()).state == Call.State.PUBLISHED


def test_a_call_is_published_once():
    call = published_call()
    with pytest.raises(Refused, match="already published"):
        calls.publish(call=call, by=officer())
    assert Entry.objects.filter(verb="call.published").count() == 1


def test_a_published_grid_is_locked():
    call = published_call()
    with pytest.raises(Refused, match="no longer change"):
        calls.save_criterion_text(
            criterion=call.criteria.first(), language="en", label="Other", guidance="", levels=["", "", ""]
        )


def test_publishing_tells_public_pages(django_capture_on_commit_callbacks):
    before = ContentVersion.objects.filter(pk=1).values_list("version", flat=True).first() or 0
    with django_capture_on_commit_callbacks(execute=True):
        published_call()
    assert ContentVersion.objects.get(pk=1).version > before


def test_closing_asks_for_a_reason():
    call = published_call()
    with pytest.raises(Refused, match="reason"):
        calls.close(call=call, by=officer(), reason=" ")
    calls.close(call=call, by=officer(), reason="The money is spent.")
    call.refresh_from_db()
    assert call.state == Call.State.CLOSED


def test_a_draft_cannot_be_closed():
    with pytest.raises(Refused, match="published"):
        calls.close(call=default_call(), by=officer(), reason="No.")


def test_time_closes_a_call_once():
    call = published_call(closes_at=timezone.now() + timedelta(days=90))
    later = timezone.now() + timedelta(days=91)
    assert calls.keep_in_time(later)["closed"] == 1
    assert calls.keep_in_time(later)["closed"] == 0
    call.refresh_from_db()
    assert call.state == Call.State.CLOSED
    assert Entry.objects.filter(verb="call.closed", actor=None).count() == 1


def test_time_announces_an_opening_once():
    call = default_call()
    call.opens_at = timezone.now() + timedelta(days=5)
    call.save()
    calls.publish(call=call, by=officer())
    assert calls.keep_in_time()["opened"] == 0
    later = timezone.now() + timedelta(days=6)
    assert calls.keep_in_time(later)["opened"] == 1
    assert calls.keep_in_time(later)["opened"] == 0


def test_a_rolling_call_never_closes_by_itself():
    published_call()
    assert calls.keep_in_time(timezone.now() + timedelta(days=4000))["closed"] == 0
