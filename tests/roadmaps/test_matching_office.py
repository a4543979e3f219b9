"""The matching in the office: pages, several needs at once, weights; and the public page of the method."""

import pytest
from django.urls import reverse

from expertise import weights
from expertise.models import Availability
from expertise.points import POINTS
from expertise.services.weights import change
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.activity.models import Entry
from roadmaps.models import Need, Shortlist
from roadmaps.selection.assigning import Wishes, plan
from roadmaps.services.selection.assigning import Choice, propose_all
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary
from tests.expertise import factories as experts
from tests.roadmaps import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    small_vocabulary()


@pytest.fixture
def needs():
    """Two needs of Uganda for the same activity."""
    assistance = make.assistance(people.country("UGA"))
    return [make.need(assistance, title="First"), make.need(assistance, title="Second", activities="2.4")]


@pytest.fixture
def pair():
    """One good at both needs, one fair at the first only."""
    good = experts.expert(activities={"1.1": 3, "2.4": 3})
    return good, experts.expert(activities={"1.1": 2})


@pytest.fixture
def desk(client):
    officer = people.officer()
    client.force_login(officer)
    client.officer = officer
    return client


def address(name, *args):
    return reverse(f"admin:roadmaps_{name}", args=args)


def test_the_page_of_a_need_shows_every_expert_with_points_and_names_the_bars(desk, needs, pair):
    experts.expert(nationality="UGA")
    text = desk.get(address("match", needs[0].code)).content.decode()
    assert 'data-count="3"' in text
    assert "national of Uganda; lives in Uganda" in text
    assert "1 of 1; best in 1.1: Leading" in text
    assert "1 is barred and stands last" in text


@pytest.mark.parametrize(
    ("query", "number"), [("?show=barred", 1), ("?show=free", 2), ("?region=africa", 3), ("?q=nobody-called-so", 0)]
)
def test_the_page_of_a_need_is_narrowed(desk, needs, pair, query, number):
    experts.expert(nationality="UGA")
    assert f'data-count="{number}"' in desk.get(address("match", needs[0].code) + query).content.decode()


def test_the_page_of_a_need_costs_as_many_queries_for_one_expert_as_for_many(desk, needs, django_assert_num_queries):
    experts.expert()
    url = address("match", needs[0].code)
    desk.get(url)
    with django_assert_num_queries(QUERIES):
        desk.get(url)
    for _number in range(4):
        experts.expert()
    desk.get(url)
    with django_assert_num_queries(QUERIES):
        desk.get(url)


QUERIES = 12


def test_an_officer_with_a_tie_reads_why_nothing_can_be_proposed(desk, needs, pair):
    people.membership(desk.officer, people.country("UGA"), state="claimed")
    text = desk.get(address("match", needs[0].code)).content.decode()
    assert "You have a tie to this Party" in text
    assert "Propose a shortlist" not in text


# --- Several needs ------------------------------------------------------------------------------
def test_several_needs_together_are_served_better_than_one_after_the_other(needs, pair):
    good, fair = pair
    found = plan(needs, Wishes(missions=1))
    assert [line.chosen.expert_id for line in found.lines] == [fair.pk, good.pk]
    assert found.is_best
    assert found.lines[0].given_up > 0
    assert found.lines[1].given_up == 0


def declare(expert, needs, days_per_month):
    first, last = min(need.starts_on for need in needs), max(need.ends_on for need in needs)
    Availability.objects.filter(expert=expert).delete()
    Availability.objects.create(expert=expert, starts_on=first, ends_on=last, days_per_month=days_per_month)


def test_two_needs_of_the_same_dates_share_an_expert_only_within_the_days_declared(needs, pair):
    good, fair = pair

    def chosen():
        return [line.chosen.expert_id for line in plan(needs, Wishes(missions=2)).lines if line.chosen]

    assert chosen() == [fair.pk, good.pk], "who declared nothing takes one need at a time"
    declare(good, needs, 31)
    assert chosen() == [good.pk, good.pk]
    make.mission(make.assistance(people.country("ZWE")), good, days=90, starts_on=needs[0].starts_on,
                 ends_on=needs[0].ends_on)  # fmt: skip
    found = plan(needs, Wishes(missions=3))
    assert [line.chosen and line.chosen.expert_id for line in found.lines] == [fair.pk, None]


def test_missions_at_hand_count_against_the_most_an_expert_may_have(needs, pair):
    good, fair = pair
    make.mission(make.assistance(people.country("ZWE")), good)
    found = plan(needs, Wishes(missions=1))
    assert {line.chosen.expert_id for line in found.lines if line.chosen} == {fair.pk}


def test_a_barred_expert_is_in_no_assignment(needs):
    experts.expert(nationality="UGA", activities={"1.1": 3, "2.4": 3})
    found = plan(needs, Wishes())
    assert [line.chosen for line in found.lines] == [None, None]


def test_an_aim_of_balance_that_is_missed_is_said(needs, pair):
    found = plan(needs, Wishes(women=2, penalty=5))
    assert found.short == ("women: 2 fewer than wished",)


def test_who_can_draft_no_shortlist_finds_no_button_for_it(desk, needs, pair):
    url = address("assignment") + f"?need={needs[0].code}"
    assert "Draft the shortlists" in desk.get(url).content.decode()
    desk.force_login(people.head())
    text = desk.get(url).content.decode()
    assert "Only a programme officer can do this." in text
    assert "Draft the shortlists" not in text


def test_the_assignment_becomes_shortlists(desk, needs, pair):
    good, fair = pair
    query = f"?need={needs[0].code}&need={needs[1].code}&missions=1&regions=0&women=0&penalty=10"
    text = desk.get(address("assignment") + query).content.decode()
    assert "No assignment is better." in text
    data = {
        f"take-{needs[0].code}": "1",
        f"take-{needs[1].code}": "1",
        f"expert-{needs[0].code}": [str(fair.pk)],
        f"reason-{needs[0].code}-{fair.pk}": "Best assignment of several needs together.",
        f"expert-{needs[1].code}": [str(good.pk)],
    }
    answer = desk.post(address("assignment") + query, data)
    assert answer.status_code == 302
    made = {row.need_id: row for row in Shortlist.objects.all()}
    assert made[needs[0].pk].considered.get().override == "Best assignment of several needs together."
    assert made[needs[1].pk].considered.get().expert_id == good.pk


def test_a_missing_reason_is_asked_for_and_nothing_is_written_or_lost(desk, needs, pair):
    good, fair = pair
    query = f"?need={needs[0].code}&need={needs[1].code}&missions=1&penalty=10"
    data = {
        f"take-{needs[0].code}": "1",
        f"take-{needs[1].code}": "1",
        f"expert-{needs[0].code}": [str(fair.pk)],
        f"expert-{needs[1].code}": [str(good.pk)],
        f"reason-{needs[1].code}-{good.pk}": "Typed before",
    }
    answer = desk.post(address("assignment") + query, data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "First: Say why" in text
    assert "Typed before" in text
    assert not Shortlist.objects.exists()


def test_wishes_that_make_no_sense_are_told_beside_the_field(desk, needs):
    answer = desk.get(address("assignment") + f"?need={needs[0].code}&missions=0&penalty=10")
    assert answer.status_code == 422
    assert "greater than or equal to 1" in answer.content.decode()


def test_shortlists_of_an_assignment_are_all_written_or_none(needs, pair):
    good, _fair = pair
    barred = experts.expert(nationality="UGA")
    choices = [Choice(needs[0], [good]), Choice(needs[1], [barred])]
    with pytest.raises(Refused, match=r"Second: .* is barred"):
        propose_all(choices=choices, by=people.officer())
    assert not Shortlist.objects.exists()


def test_a_superuser_proposes_no_shortlists(needs, pair):
    with pytest.raises(NotAllowed):
        propose_all(choices=[Choice(needs[0], [pair[0]])], by=people.superuser())


# --- Weights ------------------------------------------------------------------------------------
def changed(**weighed):
    return {**weights.in_force(), **weighed}


def test_weights_are_changed_with_a_reason_that_is_kept(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(weights=changed(theme=20), by=people.officer(), reason="Themes of the year")
    assert weights.in_force()["theme"] == 20
    entry = Entry.objects.get(verb="matching.weight_changed")
    assert (entry.old, entry.new, entry.reason) == ({"weight": 6}, {"weight": 20}, "Themes of the year")


def test_weights_are_not_changed_without_a_reason():
    with pytest.raises(Refused, match="reason"):
        change(weights=changed(theme=20), by=people.officer())


@pytest.mark.parametrize("wrong", [{"theme": 0}, {"theme": 101}, {"theme": -4}])
def test_a_weight_must_be_above_0_and_at_most_100(wrong):
    with pytest.raises(Refused, match="from 1 to 100"):
        change(weights=changed(**wrong), by=people.officer(), reason="x")


def test_a_superuser_changes_no_weight():
    with pytest.raises(NotAllowed):
        change(weights=changed(theme=20), by=people.superuser(), reason="x")


def test_saving_the_same_weights_writes_nothing():
    assert change(weights=weights.in_force(), by=people.head()) == []
    assert not Entry.objects.filter(verb="matching.weight_changed").exists()


def test_the_effect_on_an_example_is_shown_and_nothing_is_saved(desk, needs, pair):
    data = {code: str(weight) for code, weight in weights.in_force().items()}
    data |= {"activity": "1", "example": needs[0].code, "try": "1"}
    answer = desk.post(address("weights"), data)
    assert answer.status_code == 200
    assert 'data-count="2"' in answer.content.decode()
    assert weights.in_force()["activity"] == 26


def test_weights_are_saved_by_the_form(desk, django_capture_on_commit_callbacks):
    data = {code: str(weight) for code, weight in weights.in_force().items()}
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(address("weights"), data | {"mode": "9", "reason": "On site matters", "save": "1"})
    assert answer.status_code == 302
    assert weights.in_force()["mode"] == 9


# --- In public ----------------------------------------------------------------------------------
def test_the_page_of_the_method_shows_the_weights_in_force(client, django_capture_on_commit_callbacks):
    url = reverse("roadmaps:matching_method")
    assert f'data-count="{len(POINTS)}"' in client.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        change(weights=changed(theme=77), by=people.officer(), reason="x")
    assert '<td class="n">77</td>' in client.get(url).content.decode()


def test_the_page_of_the_method_is_public_and_names_the_bars(client):
    answer = client.get(reverse("roadmaps:matching_method"))
    assert answer.has_header("ETag")
    assert "a nationality of the country, every one that is held" in answer.content.decode()
    assert not answer.cookies


def test_a_closed_need_is_not_offered_for_an_assignment(desk, needs):
    Need.objects.filter(pk=needs[0].pk).update(state=Need.State.FILLED)
    text = desk.get(address("assignment")).content.decode()
    assert "Second" in text
    assert "First" not in text
