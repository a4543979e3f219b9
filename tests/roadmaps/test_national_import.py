"""A spreadsheet comes in: read within limits, compared, applied whole once confirmed."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.documents.spreadsheets import SheetRefused, cell_text, read_xlsx
from roadmaps.models import Measure, RoadmapImport
from roadmaps.national.sheet import NAMES
from tests.accounts import factories as people

from . import factories_national as make

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD = {"activity": "3.1", "kind": "law", "title": "A law on platforms", "lead": "The ministry", "indicator": "Laws",
        "unit": "laws", "target": 1, "starts_on": "2027-02-01", "ends_on": "2028-02-01", "cost": 5000,
        "sdg_targets": "", "gender_marker": "2"}  # fmt: skip


def book(*rows, names=NAMES):
    made = openpyxl.Workbook()
    made.active.append(list(names))
    for row in rows:
        made.active.append([row.get(name) for name in names])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def sent(data):
    return {"file": SimpleUploadedFile("measures.xlsx", data, content_type=XLSX)}


@pytest.fixture
def page(db):
    return make.signed_in(people.focal_point(people.country("UGA")))


def send(page, *rows):
    answer = page.post(make.address("import"), sent(book(*rows)))
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_the_template_names_its_columns_and_carries_the_closed_lists(page):
    make.roadmap()
    data = page.get(make.address("import_template")).content
    made = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in made.worksheets[0][1]] == list(NAMES)
    codes = [cell.value for cell in made.worksheets[1]["A"]]
    assert codes[0] == "activity"
    assert "5.4" in codes
    assert made.worksheets[0].data_validations.dataValidation


def test_nothing_is_taken_over_before_it_is_confirmed_and_then_all_at_once(page):
    roadmap = make.complete()
    where = send(page, GOOD, GOOD | {"indicator": "Second", "target": 3, "kind": "", "lead": ""})
    html = page.get(where).content.decode()
    assert "Take over 1 measure" in html
    assert "A law on platforms" in html
    assert roadmap.editions.get().measures.count() == 2
    page.post(where)
    page.post(where)
    one = Measure.objects.get(title="A law on platforms")
    assert (one.item.activity, one.indicators.count(), one.cost_usd) == ("3.1", 2, 5000)
    assert RoadmapImport.objects.get().applied_at is not None
    assert Measure.objects.count() == 3


def test_rows_with_unknown_activities_are_set_aside_and_stay_shown(page):
    make.complete()
    where = send(page, GOOD, GOOD | {"activity": "9.9", "title": "Nowhere"})
    for _before_and_after in range(2):
        html = page.get(where).content.decode()
        assert "“9.9” is not an activity of the Open Roadmap" in html
        assert "Nowhere" in html
        page.post(where)
    assert not Measure.objects.filter(title="Nowhere").exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_on": "2029-01-01"}, "ends before it begins"),
        ({"cost": "about 300"}, "give an amount in figures"),
        ({"kind": "decree"}, "choose one of the list"),
        ({"starts_on": "soon"}, "give a day, month and year"),
        ({"title": ""}, "Give the measure a title"),
    ],
)
def test_a_row_with_an_error_is_named_and_left_out(page, fields, words):
    make.complete()
    where = send(page, GOOD | {"title": "A good one"}, GOOD | fields)
    html = page.get(where).content.decode()
    assert words in html
    assert "Row 3" in html
    page.post(where)
    assert Measure.objects.filter(title="A good one").exists()
    assert Measure.objects.count() == 3


def test_what_is_taken_away_comes_back_the_same(page):
    make.complete(each=2)
    data = page.get(make.address("roadmap_xlsx")).content
    where = page.post(make.address("import"), sent(data))["Location"]
    html = page.get(where).content.decode()
    assert "There is nothing to take over" in html
    assert "<dt>The same</dt><dd>4</dd>" in html


def test_a_change_is_shown_with_both_texts_and_keeps_the_indicator(page):
    make.complete()
    one = Measure.objects.get(item__activity="1.1")
    key = one.indicators.get().key
    row = {"key": one.key, "activity": "2.4", "title": "Renamed"}
    data = book(row, names=("key", "activity", "title"))
    where = page.post(make.address("import"), sent(data))["Location"]
    html = page.get(where).content.decode()
    assert "<ins>Renamed</ins>" in html
    assert "Moved from activity 1.1 to 2.4" in html
    page.post(where)
    one.refresh_from_db()
    assert (one.title, one.item.activity, one.lead) == ("Renamed", "2.4", "Ministry of Culture")
    assert one.indicators.get().key == key


def test_what_a_colleague_changed_after_the_differences_were_shown_is_not_written_over(page):
    make.complete()
    one = Measure.objects.get(item__activity="1.1")
    where = page.post(
        make.address("import"),
        sent(book({"key": one.key, "activity": "1.1", "title": "Renamed"}, names=("key", "activity", "title"))),
    )["Location"]
    seen = re.search(r'name="seen" value="(\w+)"', page.get(where).content.decode())
    Measure.objects.filter(pk=one.pk).update(title="By a colleague")
    answer = page.post(where, {"seen": seen[1]}, follow=True)
    assert "A colleague changed the roadmap meanwhile" in answer.content.decode()
    one.refresh_from_db()
    assert one.title == "By a colleague"
    seen = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
    page.post(where, {"seen": seen[1]})
    one.refresh_from_db()
    assert one.title == "Renamed"


def test_a_sheet_without_our_columns_and_what_is_no_workbook_are_refused(page):
    make.complete()
    answer = page.post(make.address("import"), sent(book({"one": 1}, names=("one", "two"))))
    assert answer.status_code == 422
    assert "does not name the columns" in answer.content.decode()
    answer = page.post(make.address("import"), sent(b"not a workbook"))
    assert answer.status_code == 422
    assert "not accepted" in answer.content.decode()
    assert not RoadmapImport.objects.exists()


def test_after_a_validation_nothing_is_imported(page):
    make.validated()
    assert page.post(make.address("import"), sent(book(GOOD))).status_code == 302
    assert not RoadmapImport.objects.exists()


def test_a_sheet_with_too_many_rows_is_refused_not_cut():
    data = book(*({"activity": "1.1"} for _row in range(12)), names=("activity",))
    assert len(read_xlsx(io.BytesIO(data), NAMES, most=12)) == 12
    with pytest.raises(SheetRefused, match="more than 11 rows"):
        read_xlsx(io.BytesIO(data), NAMES, most=11)


def test_a_cell_is_read_as_a_person_would_type_it():
    assert [cell_text(value) for value in (None, True, 3.0, 2.5, "'=1+1", "it's")] == [
        "",
        "1",
        "3",
        "2.5",
        "=1+1",
        "it's",
    ]
