"""The risks of an assistance: noted, reviewed, made from a warning; an overdue review warns."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from applications import states as application_states
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.services import Conflict
from roadmaps.assistance import early_warnings as early
from roadmaps.assistance.board import board_rows
from roadmaps.assistance.risk_kinds import HIGH_FROM, KIND_OF, level, next_review
from roadmaps.models import Assistance, Risk
from roadmaps.services import assistances
from roadmaps.services.assistance import risks
from tests.accounts import factories as people
from tests.applications.factories import complete_application
from tests.applications.factories_calls import published_call

from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")


def values(**fields):
    return {
        "scope": "country", "kind": "turnover", "title": "The focal point may leave", "likelihood": 2, "impact": 3,
        "mitigation": "A deputy is named.", "owner": "Directorate of Culture", "review_on": day(30), **fields,
    }  # fmt: skip


def noted(assistance, by, **fields):
    return risks.save(assistance=assistance, risk=None, values=values(**fields), by=by)


@given(st.integers(1, 3), st.integers(1, 3), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_a_graver_risk_is_looked_at_sooner(likelihood, impact, today):
    score = likelihood * impact
    assert (level(score) == "high") == (score >= HIGH_FROM)
    assert next_review(9, today) <= next_review(score, today)


def test_every_warning_but_that_of_a_review_has_its_kind_of_risk():
    assert set(KIND_OF) == set(early.CODES) - {early.RISK_REVIEW}
    assert set(KIND_OF.values()) <= set(Risk.Kind.values)


def test_the_risks_of_the_application_are_carried_over():
    application = complete_application(people.country("UGA"), published_call("open"), application_states.SELECTED)
    made = assistances.open(application=application, starts_on=day(0), ends_on=day(365), by=people.officer())
    named = {row.risk.strip() for row in application.current_version.risk_set.all()}
    assert named
    assert {row.title for row in made.risks.all()} == named
    assert {row.scope for row in made.risks.all()} == {"country"}


def test_a_risk_of_an_assistance_that_began_long_ago_is_not_overdue_the_day_it_is_entered():
    application = complete_application(people.country("UGA"), published_call("open"), application_states.SELECTED)
    made = assistances.open(application=application, starts_on=day(-200), ends_on=day(165), by=people.officer())
    assert min(row.review_on for row in made.risks.all()) >= day(30)


def test_the_party_keeps_its_own_risks_and_an_officer_both():
    assistance = assist.planned()
    focal, officer = people.focal_point(assistance.country), people.officer()
    noted(assistance, focal)
    with pytest.raises(NotAllowed):
        noted(assistance, focal, scope="programme")
    with pytest.raises(NotAllowed):
        noted(assistance, people.field_office(assistance.country))
    noted(assistance, officer, scope="programme", title="Experts are overbooked")
    page = reverse("roadmaps:risks", args=[assistance.reference])
    assert "overbooked" not in national.signed_in(focal).get(page).text
    assert "overbooked" in national.signed_in(officer).get(page).text


@pytest.mark.parametrize(
    ("fields", "words"), [({"title": " "}, "Name the risk"), ({"review_on": day(-1)}, "This day is past")]
)
def test_a_risk_without_name_or_with_a_review_in_the_past_is_refused(fields, words):
    assistance = assist.planned()
    with pytest.raises(Refused, match=words):
        noted(assistance, people.officer(), **fields)


def test_two_who_change_a_risk_at_once_do_not_overwrite_each_other():
    assistance, officer = assist.planned(), people.officer()
    row = noted(assistance, officer)
    risks.save(assistance=assistance, risk=row, values=values(impact=1), expected=1, by=officer)
    with pytest.raises(Conflict):
        risks.save(assistance=assistance, risk=row, values=values(impact=2), expected=1, by=officer)
    row.refresh_from_db()
    assert row.impact == 1


def test_a_review_keeps_what_was_found_and_an_overdue_one_warns():
    assistance, officer = assist.planned(), people.officer()
    row = noted(assistance, officer)
    Risk.objects.update(review_on=day(-2))
    found = board_rows(Assistance.objects.filter(pk=assistance.pk), {})[0]
    assert (early.RISK_REVIEW, 2) in {(one.code, one.days) for one in found.warnings}
    with pytest.raises(Refused, match="ahead"):
        risks.review(risk=row, likelihood=1, impact=1, next_on=day(0), by=officer)
    risks.review(risk=row, likelihood=3, impact=3, note="Elections were called", next_on=day(20), by=officer)
    row.refresh_from_db()
    assert (row.score, row.review_on) == (9, day(20))
    found = board_rows(Assistance.objects.filter(pk=assistance.pk), {})[0]
    assert early.RISK_REVIEW not in {one.code for one in found.warnings}


def test_a_closed_risk_says_why_and_no_longer_changes():
    assistance, officer = assist.planned(), people.officer()
    row = noted(assistance, officer)
    with pytest.raises(Refused, match="why"):
        risks.close(risk=row, reason="", by=officer)
    risks.close(risk=row, reason="A deputy was confirmed", by=officer)
    with pytest.raises(Refused, match="closed"):
        risks.review(risk=row, likelihood=1, impact=1, next_on=day(9), by=officer)


def test_a_warning_becomes_a_typed_risk_in_one_click_and_only_once():
    assistance = assist.planned(starts_on=day(-200))
    officer = assist.officer_of(assistance)
    client = national.signed_in(officer)
    page = client.get(reverse("admin:roadmaps_assistance", args=[assistance.reference]))
    assert "Make it a risk" in page.text
    address = reverse("roadmaps:risk_from_warning", args=[assistance.reference])
    for _twice in range(2):
        assert client.post(address, {"code": "late_step", "about": "TA1"}).status_code == 302
    made = Risk.objects.get()
    assert (made.kind, made.scope, made.owner) == ("delay", "programme", str(officer))
    assert "TA1" in made.title
    with pytest.raises(Refused, match="Nothing warns"):
        risks.from_warning(assistance=assistance, code="late_step", about="TA8", by=officer)


def test_a_risk_is_noted_reviewed_and_closed_on_the_pages():
    assistance = assist.planned()
    client = national.signed_in(people.focal_point(assistance.country))
    add = reverse("roadmaps:risk_add", args=[assistance.reference])
    posted = {**values(), "review_on": day(30).isoformat()}
    assert client.get(add).status_code == 200
    assert client.post(add, {**posted, "title": ""}).status_code == 422
    assert client.post(add, posted).status_code == 302
    row = Risk.objects.get()
    args = [assistance.reference, row.code]
    review = {"likelihood": 1, "impact": 2, "note": "Calmer", "next_on": day(90).isoformat()}
    assert client.post(reverse("roadmaps:risk_review", args=args), review).status_code == 302
    change = {**posted, "impact": 3, "revision": 1}
    answer = client.post(reverse("roadmaps:risk_change", args=args), change)
    assert answer.status_code == 409
    assert "Nothing is saved yet" in answer.text
    settled = {**change, "revision": 2, "settle": "1", "choose-impact": "theirs"}
    assert client.post(reverse("roadmaps:risk_change", args=args), settled).status_code == 302
    assert Risk.objects.get().impact == 2
    assert client.post(reverse("roadmaps:risk_close", args=args), {"reason": "Over"}).status_code == 302
    assert "Calmer" in client.get(reverse("roadmaps:risk", args=args)).text


def test_the_register_takes_as_many_queries_for_many_risks_as_for_one(django_assert_num_queries):
    assistance, officer = assist.planned(), people.officer()
    noted(assistance, officer)
    client = national.signed_in(officer)
    page = reverse("roadmaps:risks", args=[assistance.reference])
    client.get(page)
    with django_assert_num_queries(8):
        client.get(page)
    for _number in range(4):
        noted(assistance, officer)
    with django_assert_num_queries(8):
        client.get(page)
