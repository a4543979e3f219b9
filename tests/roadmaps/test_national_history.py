"""What happened to a roadmap, as its people read it."""

from datetime import timedelta

import pytest

from portal.activity.models import Entry
from roadmaps.models import Measure
from roadmaps.national.history import lines
from roadmaps.services.national.measures import add_measure, remove_measure
from roadmaps.services.national.texts import save_text
from tests.accounts import factories as people

from . import factories_national as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


@pytest.fixture
def roadmap():
    return make.complete()


def words(line):
    return [one.words for one in line.about]


def test_measures_added_one_after_the_other_are_one_line_that_names_them(roadmap, focal):
    first, second = roadmap.editions.get().items.all()
    one = add_measure(item=first, by=focal)
    Measure.objects.filter(pk=one.pk).update(title="A fund")
    add_measure(item=second, by=focal)
    stage = Entry.objects.get(verb="roadmap.stage")
    assert words(next(line for line in lines(roadmap, for_party=True, most=12) if line.at == stage.at)) == [
        "Drafting"
    ]
    stage.delete()
    (line,) = lines(roadmap, for_party=True, most=12)
    assert (line.verb_text, line.times) == ("added a measure", 2)
    assert words(line) == ["1.1 A fund", "activity 2.4"]
    assert line.about[0].lang == "en"
    html = make.signed_in(focal).get(make.address("roadmap")).text
    assert "1.1 A fund" in html
    assert "2 times" in html


def test_another_act_another_person_or_another_day_begins_another_line(roadmap, focal):
    item = roadmap.editions.get().items.first()
    add_measure(item=item, by=focal)
    Entry.objects.exclude(verb="roadmap.measure_added").delete()
    Entry.objects.update(at=Entry.objects.get().at - timedelta(days=2))
    add_measure(item=item, by=focal)
    add_measure(item=item, by=people.focal_point(roadmap.country))
    remove_measure(measure=Measure.objects.get(title="Measure 1 of 2.4"), by=focal)
    found = lines(roadmap, for_party=True, most=12)
    assert [line.times for line in found] == [1, 1, 1, 1]
    assert words(found[0]) == ["Measure 1 of 2.4"]


def test_a_language_is_named_in_the_language_of_the_page(roadmap, focal):
    edition = roadmap.editions.get()
    save_text(edition=edition, language="es", title="T", vision="", state="translation", document=None, by=focal)
    (line,) = lines(roadmap, for_party=True, most=12)
    assert words(line) == ["Spanish"]


def test_the_history_takes_two_queries_however_long(roadmap, focal, django_assert_num_queries):
    item = roadmap.editions.get().items.first()
    for _each in range(9):
        add_measure(item=item, by=focal)
    with django_assert_num_queries(2):
        lines(roadmap, for_party=True, most=12)
