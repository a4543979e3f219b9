"""A Party writes its roadmap: begun, chosen, written, moved; two people at once; nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.services.refusals import NotAllowed, Refused
from roadmaps.models import Diagnosis, IndicatorValue, Item, Measure, Roadmap, StageRecord
from roadmaps.sections import BY_CODE, ITEM, MEASURE
from roadmaps.services.national import measures
from roadmaps.services.national.starting import choose_activities, start_or_resume
from roadmaps.stores import EDITIONS, ITEMS, MEASURES
from tests.accounts import factories as people
from tests.applications import factories as files
from tests.applications.vocabulary import small_vocabulary

from . import factories_national as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def page(focal):
    return make.signed_in(focal)


def test_a_focal_point_begins_and_the_second_press_finds_the_same(page):
    for _press in range(2):
        assert page.post(make.address("roadmap_begin")).status_code == 302
    assert Roadmap.objects.get().editions.get().number == 1


def test_another_partys_focal_point_and_a_signatory_cannot_begin(focal):
    party = people.country("UGA")
    for person in (people.focal_point(people.country("ZWE")), people.signatory(party), people.superuser()):
        with pytest.raises(NotAllowed):
            start_or_resume(country=party, by=person)


def test_a_country_that_is_no_party_has_no_roadmap_here():
    country = people.country("USA", party=False)
    with pytest.raises(Refused, match="Only a Party"):
        start_or_resume(country=country, by=people.focal_point(country))


def test_the_activities_of_the_application_are_proposed_ticked_and_nothing_is_chosen_before_saving(page, focal):
    roadmap = make.roadmap()
    files.complete_application(people.country("UGA"), state="submitted", by=focal)
    html = page.get(make.address("activities")).content.decode()
    assert 'value="1.1" id="id_activities-1.1" checked' in html
    assert not Item.objects.filter(edition__roadmap=roadmap).exists()


def test_a_self_diagnosis_is_written_and_its_order_is_suggested(page):
    roadmap = make.roadmap()
    edition = roadmap.editions.get()
    section = BY_CODE["diagnosis"]
    form = make.form_of(EDITIONS, edition, section)
    wanted = {"1.1": ("working", "high"), "2.4": ("nothing", "high"), "3.2": ("begun", "low")}
    for number in range(20):
        level, importance = wanted.get(form[f"diagnosis-{number}-activity"], ("", ""))
        form |= {f"diagnosis-{number}-level": level, f"diagnosis-{number}-importance": importance}
    answer = page.post(make.address("section", "diagnosis"), form)
    assert answer["Location"] == make.address("activities")
    assert Diagnosis.objects.exclude(level="").count() == 3
    html = page.get(make.address("activities")).content.decode()
    assert html.index('class="chip o2"') < html.index('class="chip o3"')
    assert 'id="id_activities-2.4" checked' in html
    assert 'id="id_activities-1.1" checked' not in html


def test_chosen_activities_stand_in_the_order_given(page):
    roadmap = make.roadmap()
    answer = page.post(
        make.address("activities"), {"activities": ["1.1", "2.4", "3.2"], "order-2.4": "1", "order-1.1": "2"}
    )
    assert answer.status_code == 302
    assert list(Item.objects.values_list("activity", flat=True)) == ["2.4", "1.1", "3.2"]
    roadmap.refresh_from_db()
    assert roadmap.stage == "mapping"
    assert StageRecord.objects.get().source == "portal"


def test_an_activity_with_measures_is_not_left_out_and_the_choice_typed_stays(page):
    roadmap = make.complete()
    answer = page.post(make.address("activities"), {"activities": ["2.4", "3.1"], "order-3.1": "1"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "1.1 has measures: move them" in html
    assert 'id="id_activities-3.1" checked' in html
    assert Item.objects.filter(edition__roadmap=roadmap).count() == 2


def test_an_unknown_activity_is_refused(focal):
    with pytest.raises(Refused, match=r"9\.9 is not an activity"):
        choose_activities(roadmap=make.roadmap(), codes=["1.1", "9.9"], by=focal)


def test_a_measure_is_written_with_its_indicators_and_its_cost_in_dollars(page):
    roadmap = make.complete()
    one = Measure.objects.first()
    form = make.form_of(MEASURES, one, MEASURE)
    form |= {"cost": "37 000 000", "currency": "UGX", "rate": "3700", "sdg_targets": [], "next": "continue"}
    form |= {"indicators-1-name": "Laws adopted", "indicators-1-unit": "laws", "indicators-1-target": "1,5"}
    assert page.post(make.address("measure", one.key), form)["Location"] == make.address("roadmap")
    one.refresh_from_db()
    assert (one.cost, one.cost_usd) == (Decimal("37000000.00"), Decimal("10000.00"))
    assert [row.target for row in one.indicators.all()] == [Decimal("900.0000"), Decimal("1.5000")]
    assert roadmap.editions.get().measures.count() == 2


def test_an_indicator_stays_the_same_when_it_is_reworded_and_when_a_row_before_it_goes(page):
    make.complete()
    one = Measure.objects.first()
    key = one.indicators.get().key
    form = make.form_of(MEASURES, one, MEASURE)
    form |= {"indicators-1-name": "Second", "indicators-1-unit": "laws", "indicators-1-target": "2"}
    page.post(make.address("measure", one.key), form)
    form = make.form_of(MEASURES, one, MEASURE)
    second = form["indicators-1-key"]
    form |= {"indicators-0-remove": "1", "indicators-1-name": "Second, reworded"}
    page.post(make.address("measure", one.key), form)
    assert key != second
    assert one.indicators.get().key == second


def test_a_measure_that_ends_before_it_begins_is_kept_as_typed_and_told(page):
    make.complete()
    one = Measure.objects.first()
    form = make.form_of(MEASURES, one, MEASURE) | {"starts_on": "2028-01-01", "ends_on": "2027-01-01"}
    html = page.post(make.address("measure", one.key), form).content.decode()
    assert "The measure ends before it begins" in html
    one.refresh_from_db()
    assert one.ends_on == date(2027, 1, 1)
    assert "The measure ends before it begins" in page.get(make.address("check")).content.decode()


def test_a_period_that_ends_before_it_begins_is_told(page):
    roadmap = make.roadmap()
    form = make.form_of(EDITIONS, roadmap.editions.get(), BY_CODE["identity"])
    form |= {"title": "A title", "period_from": "2031", "period_to": "2027"}
    assert "before the first" in page.post(make.address("section", "identity"), form).content.decode()


def test_another_currency_without_its_rate_is_told(page):
    make.complete()
    one = Measure.objects.first()
    form = make.form_of(MEASURES, one, MEASURE) | {"currency": "UGX", "rate": ""}
    page.post(make.address("measure", one.key), form)
    one.refresh_from_db()
    assert one.cost_usd is None
    assert (
        "how many UGX make one US dollar" in page.get(make.address("measure", one.key) + "?check=1").content.decode()
    )


def test_two_editors_on_one_measure_see_both_texts_and_settle(page):
    make.complete()
    one = Measure.objects.first()
    colleague = make.signed_in(people.focal_point(people.country("UGA")))
    mine, theirs = (make.form_of(MEASURES, one, MEASURE) for _each in range(2))
    colleague.post(make.address("measure", one.key), theirs | {"title": "Their title"})
    clash = page.post(make.address("measure", one.key), mine | {"title": "My title"})
    assert clash.status_code == 409
    html = clash.content.decode()
    assert "Their title" in html
    assert "My title" in html
    one.refresh_from_db()
    assert one.title == "Their title"
    settled = mine | {"revision": 1, "settle": "1", "choose-title": "mine", "title": "My title"}
    assert page.post(make.address("measure", one.key), settled).status_code == 302
    one.refresh_from_db()
    assert one.title == "My title"


def test_autosave_answers_with_the_new_revision(page):
    make.complete()
    one = Item.objects.first()
    form = make.form_of(ITEMS, one, ITEM) | {"aim": "Another aim"}
    answer = page.post(make.address("item", one.activity), form, headers={"accept": "application/json"})
    assert answer.json()["revision"] == 1


def test_what_was_typed_on_a_measure_comes_back_after_a_lost_session(client):
    make.complete()
    one = Measure.objects.first()
    answer = client.post(make.address("measure", one.key), {"revision": "0", "title": "Typed before"})
    assert answer.status_code == 403
    assert "Typed before" in answer.content.decode()


def test_a_measure_moves_to_another_activity_of_the_edition(page):
    make.complete()
    one = Measure.objects.filter(item__activity="1.1").get()
    assert page.post(make.address("measure_move", one.key), {"to": "2.4"}).status_code == 302
    one.refresh_from_db()
    assert (one.item.activity, one.position) == ("2.4", 1)


def test_a_measure_does_not_move_to_an_activity_that_is_not_chosen(focal):
    make.complete()
    with pytest.raises(Refused, match=r"5\.1 is not in this roadmap"):
        measures.move_measure(measure=Measure.objects.first(), to="5.1", by=focal)


def test_a_measure_does_not_move_after_the_validation(page, focal):
    make.validated(by=focal)
    one = Measure.objects.filter(item__activity="1.1").get()
    answer = page.post(make.address("measure_move", one.key), {"to": "2.4"}, follow=True)
    assert "no longer changes. Open the next edition" in answer.content.decode()
    one.refresh_from_db()
    assert one.item.activity == "1.1"


def test_measures_are_put_in_order_by_two_buttons(page):
    make.complete(activities=("1.1",), each=3)
    first, second, third = Measure.objects.order_by("position")
    page.post(make.address("measure_move", third.key), {"shift": "up"})
    page.post(make.address("measure_move", first.key), {"shift": "up"})
    assert list(Measure.objects.order_by("position")) == [first, third, second]


def test_a_removed_measure_takes_the_values_of_no_edition_with_it(focal):
    roadmap = make.validated(by=focal)
    one = Measure.objects.first()
    key = one.indicators.get().key
    IndicatorValue.objects.create(roadmap=roadmap, indicator=key, on=date(2026, 1, 1), value=1, unit="people")
    from roadmaps.services.national.validation import open_next_edition

    edition = open_next_edition(roadmap=roadmap, by=focal)
    measures.remove_measure(measure=edition.measures.get(key=one.key), by=focal)
    assert IndicatorValue.objects.filter(indicator=key).exists()
    assert Measure.objects.filter(key=one.key).count() == 1


def test_the_unit_of_an_indicator_with_values_is_kept(page):
    roadmap = make.complete()
    one = Measure.objects.first()
    key = one.indicators.get().key
    IndicatorValue.objects.create(roadmap=roadmap, indicator=key, on=date(2026, 1, 1), value=1, unit="people")
    form = make.form_of(MEASURES, one, MEASURE) | {"indicators-0-unit": "%"}
    html = page.post(make.address("measure", one.key), form).content.decode()
    assert "values are already given in “people”" in html


def test_who_is_not_a_writer_reads_and_does_not_write():
    make.complete()
    page = make.signed_in(people.signatory(people.country("UGA")))
    one = Measure.objects.first()
    assert page.get(make.address("roadmap")).status_code == 200
    assert page.get(make.address("measure", one.key)).status_code == 302
    page.post(make.address("measure", one.key), {"revision": "0", "title": "Changed"})
    one.refresh_from_db()
    assert one.title != "Changed"


def test_a_new_focal_point_goes_on_and_the_former_one_finds_nothing(page, focal):
    make.complete()
    focal.membership_set.update(state="ended") if hasattr(focal, "membership_set") else focal.memberships.update(
        state="ended"
    )
    assert page.get(make.address("roadmap")).status_code == 404
    assert make.signed_in(people.focal_point(people.country("UGA"))).get(make.address("roadmap")).status_code == 200


def test_a_country_that_changes_its_name_keeps_its_roadmap(page):
    make.complete()
    country = people.country("UGA")
    country.names.filter(language="en").update(name="Republic of Uganda")
    small_vocabulary()
    from portal.reference import cache

    cache.clear()
    assert "Republic of Uganda" in page.get(make.address("roadmap")).content.decode()


@pytest.mark.parametrize("each", [1, 5])
def test_the_page_of_a_roadmap_asks_the_same_number_of_queries_however_many_measures(page, each):
    make.complete(each=each)
    page.get(make.address("roadmap"))
    with CaptureQueriesContext(connection) as captured:
        page.get(make.address("roadmap"))
    assert len(captured) == 21
