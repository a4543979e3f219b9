"""Calls for experts: made with the default rules, published when complete, closed; drafted for the gaps."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from expertise.call_check import missing
from expertise.models import ExpertCall
from expertise.services import calls
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from portal.calls.services import Incomplete
from tests.accounts import factories as people

from .office import default_call, published_call
from .person import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def test_the_default_call_has_five_rules_with_their_words_in_both_languages():
    call = default_call()
    kinds = [rule.kind for rule in call.rules.all()]
    assert kinds == ["years", "languages", "training", "activities", "referees"]
    for rule in call.rules.all():
        assert sorted(rule.texts.values_list("language", flat=True)) == ["en", "fr"]
        assert all(text.label and text.guidance for text in rule.texts.all())
    assert sorted(call.texts.values_list("language", flat=True)) == ["en", "fr"]
    assert (call.referees, call.term_years, call.closes_at) == (2, 4, None)


def test_the_default_call_can_be_published_as_it_is():
    officer = people.officer()
    call = calls.publish(call=default_call(), by=officer)
    assert (call.state, call.published_by) == ("published", officer)
    assert Entry.objects.get(verb="expert_call.published").actor == officer


@pytest.mark.parametrize("who", [people.superuser, people.editor, people.newcomer, people.expert])
def test_only_an_officer_or_the_head_publishes(who):
    with pytest.raises(NotAllowed):
        calls.publish(call=default_call(), by=who())
    assert ExpertCall.objects.get().state == "draft"


def spoil_language(call):
    call.texts.filter(language="fr").delete()


def spoil_words(call):
    call.rules.first().texts.filter(language="fr").delete()


def spoil_rules(call):
    call.rules.all().update(required=False)


def spoil_number(call):
    call.rules.filter(kind="years").update(minimum=None)


def spoil_referees(call):
    ExpertCall.objects.filter(pk=call.pk).update(referees=1)


def spoil_date(call):
    ExpertCall.objects.filter(pk=call.pk).update(
        opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_language, "Write the title, the summary and who is sought in French."),
        (spoil_words, "Write in French the words of"),
        (spoil_rules, "Add at least one required rule."),
        (spoil_number, "Give the number of: Years of experience."),
        (spoil_referees, "more answers of referees than the 1 referees"),
        (spoil_date, "The closing date is past: change it."),
    ],
)
def test_an_incomplete_call_is_not_published_and_says_what_is_missing(spoil, said):
    call = default_call()
    spoil(call)
    call.refresh_from_db()
    with pytest.raises(Incomplete) as refusal:
        calls.publish(call=call, by=people.officer())
    assert said.replace("French", "Français") in str(refusal.value) or said in str(refusal.value)
    assert len(missing(call, timezone.now())) == 1


def test_rules_and_their_words_no_longer_change_once_published():
    call = published_call()
    with pytest.raises(Refused, match="no longer change"):
        calls.save_rule_texts(rule=call.rules.first(), texts={"en": ("Other", "")}, by=people.officer())


def test_a_call_is_closed_with_a_reason_once():
    call, officer = published_call(), people.officer()
    with pytest.raises(Refused, match="Give the reason"):
        calls.close(call=call, by=officer)
    calls.close(call=call, by=officer, reason="Enough")
    with pytest.raises(Refused, match="Only a published call"):
        calls.close(call=call, by=officer, reason="Again")
    assert Entry.objects.get(verb="expert_call.closed").reason == "Enough"


def test_a_dated_call_closes_by_itself_and_a_rolling_one_does_not():
    dated = default_call("dated", closes_at=timezone.now() + timedelta(days=3))
    calls.publish(call=dated, by=people.officer())
    published_call("rolling")
    assert calls.keep_in_time(timezone.now() + timedelta(days=2)) == 0
    assert calls.keep_in_time(timezone.now() + timedelta(days=4)) == 1
    assert calls.keep_in_time(timezone.now() + timedelta(days=4)) == 0
    assert dict(ExpertCall.objects.values_list("slug", "state")) == {"dated": "closed", "rolling": "published"}


AIMS = [("region", "africa"), ("activity", "2.4"), ("language", "ar"), ("gender", "woman"), ("field", "law")]


def test_a_draft_for_the_gaps_carries_them_as_aims_with_the_default_rules():
    call = calls.draft_for_gaps(aims=AIMS, by=people.officer())
    assert call.state == "draft"
    assert call.rules.count() == 5
    assert sorted(call.aims.values_list("kind", "code")) == sorted(AIMS)
    assert call.slug == f"experts-{timezone.now().year}"


def test_pressing_twice_gives_the_same_draft_and_other_gaps_another():
    officer = people.officer()
    first = calls.draft_for_gaps(aims=AIMS, by=officer)
    assert calls.draft_for_gaps(aims=reversed(AIMS), by=officer) == first
    second = calls.draft_for_gaps(aims=AIMS[:2], by=officer)
    assert second != first
    assert second.slug == f"{first.slug}-2"


def test_a_draft_needs_a_gap_of_a_known_kind_and_an_officer():
    with pytest.raises(Refused, match="no gap"):
        calls.draft_for_gaps(aims=[], by=people.officer())
    with pytest.raises(Refused, match="nothing a call can seek"):
        calls.draft_for_gaps(aims=[("shoe_size", "44")], by=people.officer())
    with pytest.raises(NotAllowed):
        calls.draft_for_gaps(aims=AIMS, by=people.superuser())
    assert not ExpertCall.objects.exists()


# --- the office ---------------------------------------------------------------------------------
def test_an_officer_makes_a_call_changes_the_words_of_a_rule_and_publishes():
    client = signed_in(people.officer())
    made = client.post(
        reverse("admin:expertise_expertcall_default"), {"slug": "experts-2027", "opens_at": "2026-01-01T09:00"}
    )
    call = ExpertCall.objects.get()
    assert made["Location"] == reverse("admin:expertise_expertcall_change", args=[call.pk])
    assert client.get(made["Location"]).status_code == 200
    page = client.get(reverse("admin:expertise_expertcall_rules", args=[call.pk]))
    rule = call.rules.first()
    data = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    data[f"label_{rule.pk}_fr"] = "Dix ans"
    client.post(reverse("admin:expertise_expertcall_rules", args=[call.pk]), data)
    assert rule.texts.get(language="fr").label == "Dix ans"
    client.post(reverse("admin:expertise_expertcall_publish", args=[call.pk]))
    call.refresh_from_db()
    assert call.state == "published"
    text = client.get(reverse("admin:expertise_expertcall_rules", args=[call.pk])).content.decode()
    assert "no longer change" in text
    assert "Dix ans" in text


def test_an_address_twice_and_a_closing_before_the_opening_are_told_beside_their_fields():
    default_call("experts-2027")
    answer = signed_in(people.officer()).post(
        reverse("admin:expertise_expertcall_default"),
        {"slug": "experts-2027", "opens_at": "2027-01-02T09:00", "closes_at": "2027-01-01T09:00"},
    )
    assert set(answer.context["form"].errors) == {"slug", "closes_at"}
    assert 'value="experts-2027"' in answer.content.decode()


def test_the_check_list_names_what_is_missing_and_offers_no_button():
    call = default_call()
    spoil_language(call)
    text = signed_in(people.officer()).get(reverse("admin:expertise_expertcall_check", args=[call.pk]))
    assert 'aria-disabled="true"' in text.content.decode()
