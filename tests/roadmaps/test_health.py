"""The health of the roster: every figure counts records that can be opened; gaps; the next call."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from expertise import states as expert_states
from expertise.models import ExpertCall, KnownField
from portal.reference.services import load_reference
from roadmaps.models import Need
from roadmaps.selection import health
from tests.accounts import factories as people
from tests.expertise import factories as experts
from tests.reference.fixtures import loaded  # noqa: F401
from tests.roadmaps import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def roster():
    """An African woman who speaks English, an Arab man who speaks French and is on leave; one retired."""
    uganda, tunisia = people.country("UGA"), people.country("TUN")
    return [
        experts.expert(residence=uganda, gender="woman", activities={"1.1": 3, "2.4": 1}, languages={"en": 3}),
        experts.expert(
            residence=tunisia, gender="man", activities={"1.1": 2}, languages={"fr": 3, "en": 1},
            state=expert_states.ON_LEAVE,
        ),
        experts.expert(residence=uganda, state=expert_states.RETIRED),
    ]  # fmt: skip


@pytest.fixture
def desk(client):
    client.force_login(people.officer())
    return client


def by(figures, label):
    return next(each for each in figures if each.label == label)


def test_members_are_counted_by_region_against_the_aims(roster):
    found = health.read("en")
    assert (found.total.number, found.total.aim, found.total.short) == (2, 45, 43)
    africa = by(found.regions, "Africa")
    assert (africa.number, africa.short) == (1, africa.aim - 1)
    assert by(found.regions, "Europe and North America").aim is None


def test_the_share_of_women_is_of_those_who_declare_a_gender(roster):
    experts.expert(gender="")
    woman = by(health.read("en").genders, "Woman")
    assert (woman.number, woman.share, woman.aim) == (1, 50, 50)


def test_an_activity_counts_from_practised_on(roster):
    [(_africa, cells), *_rest] = health.read("en").matrix
    assert {cell.label: cell.number for cell in cells if cell.number} == {"1.1": 1}


def test_the_matrix_is_narrowed_to_a_language(roster):
    everybody, spoken = health.read("en").matrix[-1][1], health.read("en", spoken="fr").matrix[-1][1]
    assert (by(everybody, "1.1").number, by(spoken, "1.1").number) == (2, 1)


def test_every_figure_opens_down_to_as_many_members(roster):
    found = health.read("en", spoken="en")
    figures = [found.total, *found.regions, *found.genders, *found.fields, *found.languages, *found.marks]
    figures += [cell for _label, cells in found.matrix for cell in cells]
    for figure in figures:
        assert sum(1 for member in found.members if figure.wanted.keeps(member)) == figure.number, figure


def test_the_page_behind_a_figure_lists_those_counted(roster, desk):
    url = reverse("admin:roadmaps_health_members")
    assert 'data-count="1"' in desk.get(url + "?region=africa&activity=1.1").content.decode()
    assert 'data-count="0"' in desk.get(url + "?region=africa&activity=2.4").content.decode()


def test_who_needs_looking_after_is_marked():
    today = timezone.localdate()
    fine = experts.expert()
    make.mission(None, fine)
    stale = experts.expert(confirmed_on=today - timedelta(days=400), term_ends_on=today + timedelta(days=30))
    busy = experts.expert()
    for _number in range(3):
        make.mission(make.assistance(people.country("UGA")), busy)
    marks = {member.id: member.marks for member in health.members()}
    assert marks[fine.pk] == frozenset()
    assert marks[stale.pk] == {"never_called", "unconfirmed", "term_ending"}
    assert marks[busy.pk] == {"overloaded"}


def test_gaps_that_open_needs_ask_for_come_first(roster):
    make.need(make.assistance(people.country("UGA")), activities="3.3", languages="sw", fields="law")
    closed = make.need(make.assistance(people.country("ZWE")), activities="4.4", languages="pt")
    Need.objects.filter(pk=closed.pk).update(state=Need.State.FILLED)
    found = health.gaps(health.members(), "en")
    keys = [gap.key for gap in found if gap.needs]
    assert set(keys) == {"activity:3.3", "language:sw", "field:law", "region:africa"}
    assert [gap.key for gap in found][: len(keys)] == keys
    assert "language:pt" not in [gap.key for gap in found]
    assert "activity:4.4" in [gap.key for gap in found]


def test_the_needs_behind_a_gap_are_listed(roster, desk):
    make.need(make.assistance(people.country("UGA")), activities="3.3", title="Statistics of streaming")
    text = desk.get(reverse("admin:roadmaps_health_gap", args=["activity:3.3"])).content.decode()
    assert "Statistics of streaming" in text


def test_the_next_call_is_drafted_for_the_gaps_ticked(roster, desk):
    desk.post(reverse("admin:roadmaps_health_call"), {"gap": ["activity:3.3", "region:africa", "region:nowhere"]})
    call = ExpertCall.objects.get()
    assert call.state == ExpertCall.State.DRAFT
    assert {(aim.kind, aim.code) for aim in call.aims.all()} == {("activity", "3.3"), ("region", "africa")}


def test_a_call_for_no_gap_is_refused(roster, desk):
    answer = desk.post(reverse("admin:roadmaps_health_call"), follow=True)
    assert "There is no gap to fill" in answer.content.decode()
    assert not ExpertCall.objects.exists()


def test_the_page_shows_matrix_regions_and_gaps(roster, desk):
    text = desk.get(reverse("admin:roadmaps_health")).content.decode()
    assert "Activities by region" in text
    assert "?activity=1.1&amp;region=africa" in text
    assert "Draft the next call for experts for these gaps" in text


def test_the_page_costs_as_many_queries_for_two_members_as_for_six(roster, desk, django_assert_num_queries):
    url = reverse("admin:roadmaps_health")
    desk.get(url)
    with django_assert_num_queries(QUERIES):
        desk.get(url)
    for _number in range(4):
        KnownField.objects.create(profile=experts.expert().profile, field="law")
    desk.get(url)
    with django_assert_num_queries(QUERIES):
        desk.get(url)


QUERIES = 10


def test_the_spreadsheet_of_members_holds_those_behind_the_figure(roster, desk):
    answer = desk.get(reverse("admin:roadmaps_health_export") + "?what=members&region=africa")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [roster[0].code]


def test_the_spreadsheet_of_figures_holds_matrix_and_gaps(roster, desk):
    answer = desk.get(reverse("admin:roadmaps_health_export") + "?what=figures")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    parts = {row[0] for row in rows[1:]}
    assert {"Members", "Regions", "Gender", "Activities practised", "Gaps"} <= parts
    assert ("Activities practised", "1.1 · Africa", 1) in {row[:3] for row in rows}


def test_aims_are_data_of_the_vocabulary():
    from portal.reference import cache
    from portal.reference.models import Term

    Term.objects.filter(list="roster_aim", code="total").update(data={"kind": "total", "at_least": 50})
    cache.clear()
    assert health.read("en").total.aim == 50
    load_reference(force=True)
