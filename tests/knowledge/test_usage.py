"""How the knowledge base is used, counted from the access log without anybody being known."""

import importlib.util
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from knowledge.models import Usage
from knowledge.queries_usage import most_read
from knowledge.services import usage
from knowledge.usage_lines import FORMAT, use_of
from tests.accounts import factories as people
from tests.knowledge import factories as make

READER = "Mozilla/5.0 (X11; Linux x86_64)"


def line(path="/en/practices/a-levy/", method="GET", status=200, agent=READER, day=None):
    at = (day or datetime.now(UTC)).strftime("%d/%b/%Y:%H:%M:%S +0000")
    return f"[{at}] {method} {status} {path} {agent}\n"


@pytest.mark.parametrize(
    ("path", "what", "slug"),
    [
        ("/fr/practices/a-levy/", "entry", "a-levy"),
        ("/fr/practices/a-levy/brief-en.pdf", "brief", "a-levy"),
        ("/en/practices/", "search", ""),
        ("/en/data/practices.csv", "file", ""),
        ("/en/data/files/practices.csv.zip", "file", ""),
        ("/feeds/practices.atom", "feed", ""),
        ("/api/v1/practices/", "api", ""),
    ],
)
def test_a_request_is_counted_for_what_it_was(path, what, slug):
    use = use_of(line(path))
    assert (use.what, use.slug) == (what, slug)


@pytest.mark.parametrize(
    "other",
    [
        line(agent="Googlebot/2.1"), line(agent="-"), line(status=404), line(method="POST"), line("/en/countries/"),
        "nonsense", "[99/Foo/2026:10:03:12 +0000] GET 200 /en/practices/ Mozilla", "",
    ],
    ids=["a robot", "nobody", "missing", "a form", "another page", "words", "no date", "empty"],
)  # fmt: skip
def test_robots_failures_and_other_lines_are_not_counted(other):
    assert use_of(other) is None


def test_the_log_holds_no_address_of_a_reader():
    assert "%(h)s" not in FORMAT
    spec = importlib.util.spec_from_file_location("run", Path(__file__).parents[2] / "run.py")
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    web = run.processes({"PORT": "8000", "PORTAL_DATA_DIR": "/data"})["web"]
    assert web[web.index("--access-logformat") + 1] == FORMAT
    assert web[web.index("--access-logfile") + 1] == f"/data/{usage.LOG_NAME}"


@pytest.mark.django_db
def test_only_what_is_new_in_the_log_is_counted(loaded, tmp_path):
    entry = make.published()
    log = tmp_path / "access.log"
    log.write_text(line(f"/en/practices/{entry.slug}/") * 3 + line("/en/practices/unknown/") + line("/en/practices/"))
    usage.count_log(log)
    usage.count_log(log)
    with log.open("a") as more:
        more.write(line(f"/fr/practices/{entry.slug}/") + "[half a line")
    usage.count_log(log)
    assert Usage.objects.get(entry=entry).count == 4
    assert Usage.objects.get(what="search").count == 1
    assert Usage.objects.count() == 2


@pytest.mark.django_db
def test_a_log_begun_anew_is_counted_from_its_beginning(loaded, tmp_path):
    entry = make.published()
    log = tmp_path / "access.log"
    log.write_text(line(f"/en/practices/{entry.slug}/") * 5)
    usage.count_log(log)
    log.write_text(line(f"/en/practices/{entry.slug}/"))
    usage.count_log(log)
    assert Usage.objects.get(entry=entry).count == 6


@pytest.mark.django_db
def test_a_large_log_that_was_counted_begins_anew(loaded, tmp_path, monkeypatch):
    monkeypatch.setattr(usage, "LARGEST", 10)
    log = tmp_path / "access.log"
    log.write_text(line("/en/practices/"))
    assert usage.count_log(log) == 1
    assert log.read_bytes() == b""
    log.write_text(line("/en/practices/"))
    assert usage.count_log(log) == 1


@pytest.mark.django_db
def test_a_log_is_counted_once_by_two_runs_at_the_same_instant(loaded, tmp_path, monkeypatch):
    log = tmp_path / "access.log"
    log.write_text(line("/en/practices/") * 2)
    real, runs = usage.counted, []

    def other_run_first(lines):
        if not runs:
            runs.append(1)
            runs.append(usage.count_log(log))
        return real(lines)

    monkeypatch.setattr(usage, "counted", other_run_first)
    assert usage.count_log(log) == 0
    assert runs[1] == 2
    assert Usage.objects.get(what="search").count == 2


@pytest.mark.django_db
def test_a_log_that_is_not_there_counts_nothing(tmp_path):
    assert usage.count_log(tmp_path / "nothing.log") == 0


@pytest.mark.django_db
def test_editors_see_all_and_owners_their_own(loaded, client, tmp_path):
    country = people.country("UGA")
    owner = people.focal_point(country)
    mine = make.published(country=country, by=owner, title="My entry")
    other = make.published(title="Another entry", country=people.country("GEO"))
    log = tmp_path / "access.log"
    log.write_text(line(f"/en/practices/{mine.slug}/") + line(f"/en/practices/{other.slug}/"))
    usage.count_log(log)
    client.force_login(people.editor())
    page = client.get("/admin/knowledge/usage/").content.decode()
    assert "My entry" in page
    assert "Another entry" in page
    client.force_login(owner)
    page = client.get("/en/workspace/entries-read/").content.decode()
    assert "My entry" in page
    assert "Another entry" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", "PDF files of entries"), ("fr", "Fichiers PDF de fiches")])
def test_pdf_files_taken_are_counted_beside_the_pages_for_editors_and_owners(
    loaded, client, tmp_path, language, words
):
    entry = make.published()
    log = tmp_path / "access.log"
    taken = f"/en/practices/{entry.slug}/brief-en.pdf"
    log.write_text(line(f"/en/practices/{entry.slug}/") * 5 + line(taken) * 3 + line(taken, agent="Googlebot/2.1"))
    usage.count_log(log)
    assert Usage.objects.get(what="brief", entry=entry).count == 3
    row = re.compile(
        r'</a></th><td class="n">5</td><td class="n">5</td><td class="n">3</td><td class="n">3</td></tr>'
    )
    editor = people.editor(language=language)
    client.force_login(editor)
    said = client.get("/admin/knowledge/usage/").content.decode()
    assert row.search(said)
    assert re.search(rf'{words}</th><td class="n">3</td><td class="n">3</td>', said)
    client.force_login(entry.owner)
    assert row.search(client.get(f"/{language}/workspace/entries-read/").content.decode())


@pytest.mark.django_db
def test_an_entry_of_which_only_the_pdf_was_taken_stands_in_the_list_after_those_read(django_assert_num_queries):
    read, taken = make.published(title="Read"), make.published(title="Taken", country=people.country("GEO"))
    today = date(2026, 3, 9)
    Usage.objects.create(day=date(2026, 3, 1), what="entry", entry=read, count=1)
    Usage.objects.create(day=date(2026, 1, 1), what="brief", entry=taken, count=7)
    with django_assert_num_queries(2):
        rows = most_read(today)
    assert [row["entry"] for row in rows] == [read, taken]
    assert {**rows[1], "entry": None} == {
        "entry": None, "month": 0, "year": 0, "brief_month": 0, "brief_year": 7,
    }  # fmt: skip


@pytest.mark.django_db
def test_the_page_says_from_which_day_to_which_day_was_counted(client):
    client.force_login(people.editor())
    assert "Counted from" not in client.get("/admin/knowledge/usage/").content.decode()
    for day in (date(2026, 3, 1), date(2026, 3, 9)):
        Usage.objects.create(day=day, what="search", count=3)
    for page in ("/admin/knowledge/usage/", reverse("usage:mine")):
        assert "Counted from 1 March 2026 to 9 March 2026." in client.get(page).content.decode()
