"""Entries brought in from a spreadsheet: read, compared, released by a second editor, published."""

import csv
import io
import time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Tie
from knowledge.importing.sheet import NAMES
from knowledge.models import Entry, EntryImport, EntryText
from knowledge.services import importing
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents.models import Job
from portal.documents.services import UploadRefused
from portal.documents.spreadsheets import write_xlsx
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary
from tests.knowledge import factories as make

pytestmark = pytest.mark.django_db
GOOD = {
    "kind": "measure", "country": "UGA", "text_language": "en", "title": "A levy on streaming", "period_from": "2021",
    "summary": "Platforms pay into a fund.", "problem": "Local films found no money.", "done": "A law and a fund.",
    "results": "Forty films.", "activities": "1.1", "gender_marker": "1", "evaluated": "yes", "cost_usd": "250 000",
    "organisation": "Ministry of Culture", "licence": "CC-BY-4.0",
}  # fmt: skip


def workbook(*rows):
    data = write_xlsx(NAMES, [[row.get(name, "") for name in NAMES] for row in rows])
    return SimpleUploadedFile("entries.xlsx", data)


def as_csv(*rows, separator=",", encoding="utf-8"):
    target = io.StringIO()
    writer = csv.DictWriter(target, NAMES, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("entries.csv", target.getvalue().encode(encoding))


@pytest.fixture
def editors(db):
    people.country("UGA")
    small_vocabulary()
    return people.editor(), people.editor()


@pytest.fixture
def send(editors, django_capture_on_commit_callbacks):
    def sent(upload, source="Catalogue of the ministries; letter of 3 March 2026"):
        with django_capture_on_commit_callbacks(execute=True):
            row = importing.take_in(upload=upload, source=source, by=editors[0], language="en")
        row.refresh_from_db()
        return row

    return sent


@pytest.fixture
def release(editors, django_capture_on_commit_callbacks):
    def released(row):
        with django_capture_on_commit_callbacks(execute=True):
            importing.release(row=row, by=editors[1], language="en")
        row.refresh_from_db()
        return row

    return released


def kinds(row):
    return list(row.lines.order_by("number").values_list("kind", flat=True))


def test_nothing_is_published_before_a_second_editor_releases_it(send, release):
    row = send(workbook(GOOD))
    assert kinds(row) == ["new"]
    assert not Entry.objects.exists()
    release(row)
    entry = Entry.objects.get()
    assert (entry.is_public, entry.slug, row.done_at is not None) == (True, "a-levy-on-streaming", True)


def test_an_entry_brought_in_is_read_by_two_people_and_found(send, release, editors, client, loaded):
    release(send(workbook(GOOD)))
    entry = Entry.objects.get()
    assert [(one.order, one.reader) for one in entry.version.readings.all()] == [(1, editors[0]), (2, editors[1])]
    assert entry.consent_note.startswith("Catalogue")
    found = client.get("/api/v1/practices/?q=streaming&activity=1.1").json()
    assert found["results"][0]["cost_usd"] == "250000"


def test_who_sent_it_does_not_release_it(send, editors):
    row = send(workbook(GOOD))
    with pytest.raises(Refused, match="second person"):
        importing.release(row=row, by=editors[0], language="en")


def test_only_editors_bring_entries_in(editors):
    with pytest.raises(NotAllowed):
        importing.take_in(upload=workbook(GOOD), source="x", by=people.newcomer(), language="en")


def test_an_import_says_where_it_comes_from(editors):
    with pytest.raises(Refused, match="who agreed"):
        importing.take_in(upload=workbook(GOOD), source=" ", by=editors[0], language="en")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": ""}, "title"),
        ({"kind": "novel"}, "kind"),
        ({"country": "ZZZ"}, "country"),
        ({"text_language": "tlh"}, "text_language"),
        ({"activities": "9.9"}, "activities"),
        ({"gender_marker": "7"}, "gender_marker"),
        ({"cost_usd": "a lot"}, "cost_usd"),
        ({"period_from": "2021", "period_to": "2019"}, "period_to"),
        ({"links": "not-an-address"}, "links"),
        ({"code": "NOSUCHCO"}, "code"),
        ({"summary": "x" * 2000}, "summary"),
    ],
)
def test_a_bad_row_is_put_aside_with_its_reason(send, changes, reason):
    row = send(workbook({**GOOD, **changes}, GOOD))
    first = row.lines.get(number=2)
    assert kinds(row) == ["wrong", "new"]
    assert any(error.startswith(f"{reason}:") for error in first.errors), first.errors


def test_bad_rows_hold_up_no_good_ones_and_come_back_with_reasons(send, release):
    rows = [
        {**GOOD, "title": f"Measure {number}", **({"kind": ""} if number % 3 == 0 else {})} for number in range(30)
    ]
    row = release(send(workbook(*rows)))
    assert Entry.objects.count() == 20
    page = openpyxl.load_workbook(io.BytesIO(importing.put_aside(row))).worksheets[0]
    assert page.max_row == 11
    assert "kind:" in str(page.cell(2, page.max_column).value)


def test_csv_with_semicolons_is_read_as_well(send):
    assert kinds(send(as_csv(GOOD, separator=";"))) == ["new"]


@pytest.mark.parametrize("data", [b"\0\1\2", "Découverte".encode("cp1252")])
def test_a_csv_that_cannot_be_read_is_refused_with_what_to_do(editors, data):
    with pytest.raises(UploadRefused):
        importing.take_in(upload=SimpleUploadedFile("x.csv", data), source="x", by=editors[0], language="en")


def test_a_sheet_without_the_columns_says_so(send):
    row = send(SimpleUploadedFile("x.xlsx", write_xlsx(["Foo"], [["bar"]])))
    assert "first row" in Job.objects.get(target_id=row.pk).failure
    assert row.compared_at is None


def test_an_entry_is_found_by_its_code_and_gets_its_next_version(send, release, loaded):
    entry = make.published("measure", title="Old title")
    make.translated(entry, "fr")
    row = send(workbook({"code": entry.code, **{**GOOD, "text_language": "en", "title": "New title"}}))
    line = row.lines.get()
    assert line.kind == "changed"
    assert ["title", "Old title", "New title"] in line.changes
    release(row)
    entry.refresh_from_db()
    assert (entry.version.number, entry.version.is_open, entry.slug) == (2, False, "old-title")
    texts = {text.language: text.state for text in entry.version.texts.all()}
    assert texts == {"en": EntryText.State.ORIGINAL, "fr": EntryText.State.OUTDATED}


def test_what_was_taken_away_and_not_touched_is_the_same(send, client, loaded):
    make.published("measure")
    data = b"".join(client.get("/en/data/practices.csv").streaming_content)
    row = send(SimpleUploadedFile("practices.csv", data))
    assert kinds(row) == ["same"]


def test_a_second_import_of_the_same_sheet_changes_nothing(send, release, loaded, client):
    partners = "National library (public_authority); Union of authors (civil_society)"
    rows = [
        {**GOOD, "country": "uga", "activities": "2.4, 1.1", "partners": partners, "licence": ""},
        {**GOOD, "title": "Another  levy", "links": "https://example.org/law"},
    ]
    first = release(send(workbook(*rows)))
    assert kinds(first) == ["new", "new"], list(first.lines.values_list("errors", flat=True))
    again = send(workbook(*rows))
    assert kinds(again) == ["same", "same"]
    client.force_login(people.editor())
    assert "there is nothing to do" in client.get(f"/admin/knowledge/entryimport/{again.code}/").content.decode()
    with pytest.raises(Refused, match="nothing to take over"):
        release(again)
    changed = send(workbook({**rows[0], "results": "Fifty films."}))
    assert [name for name, _before, _after in changed.lines.get().changes] == ["results"]


def test_one_entry_stands_in_one_row(send):
    row = send(workbook(GOOD, {**GOOD, "results": "Other words."}))
    assert kinds(row) == ["new", "wrong"]
    assert "row 2" in row.lines.get(number=3).errors[0]


def test_a_row_that_fits_two_entries_asks_for_the_code(send, release, loaded):
    release(send(workbook(GOOD, {**GOOD, "title": "Another"})))
    EntryText.objects.update(title=GOOD["title"])
    row = send(workbook(GOOD))
    assert kinds(row) == ["wrong"]
    assert row.lines.get().errors[0].startswith("code:")


def test_two_imports_of_one_sheet_released_one_after_the_other_make_one_entry(send, release):
    first, second = send(workbook(GOOD)), send(workbook(GOOD))
    release(first)
    assert kinds(release(second)) == ["wrong"]
    assert Entry.objects.count() == 1


def test_an_entry_that_is_being_written_is_left_alone(send, loaded):
    entry = make.draft("measure")
    row = send(workbook({**GOOD, "code": entry.code}))
    assert kinds(row) == ["wrong"]


def test_a_country_of_ones_own_is_left_to_a_colleague(editors, send, django_capture_on_commit_callbacks):
    sender = people.editor()
    Tie.objects.create(person=sender, country=people.country("UGA"))
    with django_capture_on_commit_callbacks(execute=True):
        row = importing.take_in(upload=workbook(GOOD), source="x", by=sender, language="en")
    assert kinds(row) == ["wrong"]
    other = send(workbook(GOOD))
    with pytest.raises(Refused, match="tie"):
        importing.release(row=other, by=sender, language="en")


def test_a_tie_counts_where_the_sheet_has_no_column_of_the_country(send, loaded):
    entry = make.published("measure", country=people.country("UGA"))
    row = send(SimpleUploadedFile("x.xlsx", write_xlsx(["code", "title"], [[entry.code, "New title"]])))
    assert kinds(row) == ["changed"]
    tied = people.editor()
    Tie.objects.create(person=tied, country=people.country("UGA"))
    with pytest.raises(Refused, match="tie"):
        importing.release(row=row, by=tied, language="en")


def test_a_second_worker_publishes_no_row_twice(send, release, editors):
    row = release(send(workbook(GOOD, {**GOOD, "title": "Another"})))
    assert Entry.objects.count() == 2
    release(row)
    assert Entry.objects.count() == 2


def test_two_titles_alike_have_two_addresses(send, release):
    release(send(workbook(GOOD, {**GOOD, "country": ""})))
    assert set(Entry.objects.values_list("slug", flat=True)) == {"a-levy-on-streaming", "a-levy-on-streaming-2"}


def test_the_pages_lead_from_the_upload_to_the_release(client, editors, django_capture_on_commit_callbacks):
    client.force_login(editors[0])
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post("/admin/knowledge/entryimport/", {"file": workbook(GOOD, {}), "source": "A catalogue"})
    row = EntryImport.objects.get()
    assert sent.url.endswith(f"/{row.code}/")
    assert "a second editor" in client.get(sent.url).content.decode()
    client.force_login(editors[1])
    assert "Release and publish" in client.get(sent.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(sent.url)
    assert Entry.objects.get().is_public
    refused = client.post("/admin/knowledge/entryimport/", {"source": "A catalogue"})
    assert refused.status_code == 422
    template = openpyxl.load_workbook(io.BytesIO(client.get("/admin/knowledge/entryimport/template.xlsx").content))
    assert [cell.value for cell in template.worksheets[0][1]] == list(NAMES)


@pytest.mark.heavy
def test_five_thousand_rows_are_in_within_a_minute(send, release):
    rows = [{**GOOD, "title": f"Measure number {number}"} for number in range(5000)]
    begun = time.monotonic()
    release(send(workbook(*rows)))
    assert Entry.objects.count() == 5000
    assert time.monotonic() - begun < 60


def test_a_code_that_is_not_in_the_list_is_said_once(send):
    line = send(workbook({**GOOD, "activities": "9.9"})).lines.get()
    assert [error for error in line.errors if error.startswith("activities:")] == [
        "activities: “9.9” is not in the list."
    ]
