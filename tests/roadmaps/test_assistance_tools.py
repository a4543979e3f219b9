"""Tools of the steps, adapted with their trace; challenges become lessons; the package as one PDF."""

import pytest
from django.urls import reverse
from pypdf import PdfReader

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.documents import pdf
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import running
from roadmaps.assistance import package_pdf
from roadmaps.assistance.queries_tools import tools_of_step
from roadmaps.models import FinalPackage, Lesson, Tool
from roadmaps.services.assistance import packages, tools
from tests.accounts import factories as people

from . import factories_assistance as assist
from . import factories_national as national
from .test_assistance_package import assistance, people_of, submitted  # noqa: F401 - fixtures

pytestmark = pytest.mark.usefixtures("vocabulary")


def added(by, **fields):
    values = {"step": "TA3", "kind": "guide", "language": "en", "title": "Diagnosis guide", "body": "Ask whom?"}
    return tools.add(**{**values, **fields}, by=by)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"step": "TA0"}, "is not a step"), ({"title": " "}, "Name the tool"), ({"body": " "}, "text of the tool")],
)
def test_a_tool_has_its_step_its_title_and_something_to_read(fields, words):
    with pytest.raises(Refused, match=words):
        added(people.officer(), **fields)


def test_only_officers_keep_tools():
    for person in (people.head(), people.focal_point(), people.superuser()):
        with pytest.raises(NotAllowed):
            added(person)


def test_an_adapted_tool_stands_in_the_place_of_its_source_for_that_party_only_and_names_it():
    officer = people.officer()
    source = added(officer)
    mine, other = assist.planned(), assist.planned(country=people.country("KEN"))
    made = tools.adapt(
        tool=source, country=mine.country, title="Guide for Uganda", body="Ask the guilds.", by=officer
    )
    assert tools_of_step(mine, "TA3", "en") == [made]
    assert tools_of_step(other, "TA3", "en") == [source]
    assert made.adapted_from == source
    with pytest.raises(Refused, match="own version"):
        tools.adapt(tool=made, country=mine.country, title="Again", by=officer)
    focal = national.signed_in(people.focal_point(mine.country))
    step = focal.get(reverse("roadmaps:assistance_step", args=[mine.reference, "TA3"]))
    assert "Guide for Uganda" in step.text
    assert "Diagnosis guide" in focal.get(reverse("roadmaps:tool", args=[made.code])).text
    stranger = national.signed_in(people.focal_point(other.country))
    assert stranger.get(reverse("roadmaps:tool", args=[made.code])).status_code == 404
    assert stranger.get(reverse("roadmaps:tool", args=[source.code])).status_code == 200


def test_a_change_keeps_its_reason_and_the_text_before_and_two_at_once_are_told():
    officer = people.officer()
    row = added(officer)
    with pytest.raises(Refused, match="reason"):
        tools.change(tool=row, title="Guide", body="B", reason="", by=officer)
    tools.change(
        tool=row, title="Guide", body="Ask the youth too.", reason="They were missing", expected=1, by=officer
    )
    with pytest.raises(Refused, match="meanwhile"):
        tools.change(tool=row, title="Guide", body="C", reason="C", expected=1, by=officer)
    assert row.changes.get().before == "Ask whom?"
    tools.archive(tool=row, by=officer)
    with pytest.raises(Refused, match="archived"):
        tools.change(tool=row, title="Guide", body="D", reason="D", by=officer)


def test_a_challenge_of_the_report_becomes_a_lesson_and_a_change_of_a_tool_that_names_it(assistance, people_of):  # noqa: F811
    officer = people_of["officer"]
    tool = added(officer)
    asked = {"assistance": assistance, "text": "Meet in the regions first.", "by": officer}
    with pytest.raises(Refused, match="not submitted"):
        tools.learn(**asked, challenge="Distance.")
    submitted(assistance, people_of)
    with pytest.raises(Refused, match="words of the report"):
        tools.learn(**asked, challenge="Money.")
    client = national.signed_in(officer)
    posted = {"lesson-challenge": "Distance.", "lesson-text": "Meet in the regions first.", "lesson-tool": tool.pk}
    answer = client.post(reverse("roadmaps:package_lesson", args=[assistance.reference]), posted)
    lesson = Lesson.objects.get()
    assert answer.url.endswith(f"?lesson={lesson.code}")
    change = {"title": tool.title, "body": "Begin in the regions.", "reason": lesson.text, "expected": 1}
    assert client.post(answer.url, change).status_code == 302
    assert tool.changes.get().lesson == lesson
    page = client.get(reverse("roadmaps:package", args=[assistance.reference])).text
    assert "Meet in the regions first." in page
    assert tool.title in page
    bad = client.post(reverse("roadmaps:package_lesson", args=[assistance.reference]), {"lesson-text": "Only this"})
    assert bad.status_code == 422
    assert "Only this" in bad.text


def test_tools_are_added_and_adapted_in_the_office():
    client = national.signed_in(people.officer())
    mine = assist.planned()
    posted = {"step": "TA4", "kind": "checklist", "language": "fr", "title": "Liste", "body": "Qui ?"}
    assert client.post(reverse("admin:roadmaps_tool_new"), {**posted, "title": ""}).status_code == 422
    assert client.post(reverse("admin:roadmaps_tool_new"), posted).status_code == 302
    tool = Tool.objects.get()
    adapt = {"country": mine.country_id, "title": "Liste ougandaise", "body": "Qui ?"}
    assert client.post(reverse("admin:roadmaps_tool_adapt", args=[tool.code]), adapt).status_code == 302
    assert 'data-count="2"' in client.get(reverse("admin:roadmaps_tools")).text
    assert client.post(reverse("admin:roadmaps_tool_archive", args=[tool.code])).status_code == 302


@pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off here")
def test_the_submitted_package_is_one_tagged_pdf_with_a_check_code_made_once(assistance, people_of):  # noqa: F811
    focal = people_of["focal"]
    draft = package_pdf.request(assistance=assistance, by=focal, language="en")
    running.run(draft.pk)
    assert not IssuedDocument.objects.filter(kind="package").exists()
    submitted(assistance, people_of)
    page = national.signed_in(focal)
    answer = page.post(reverse("roadmaps:package_pdf", args=[assistance.reference]), {"language": "fr"})
    assert answer.status_code == 302
    job = Job.objects.get(kind=package_pdf.KIND, language="fr")
    running.run(job.pk)
    issued = IssuedDocument.objects.get(kind="package")
    with issued.stored_file.open() as file:
        read = PdfReader(file)
        text = "".join(one.extract_text() for one in read.pages)
        assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Six meetings." in text
    assert "Council of Ministers" in text
    file_address = reverse("roadmaps:package_file", args=[assistance.reference, "fr"])
    assert page.get(file_address).status_code == 200
    assert page.get(reverse("roadmaps:package_file", args=[assistance.reference, "en"])).status_code == 404
    packages.give_back(assistance=assistance, reasons="Who came?", by=people_of["officer"])
    assert page.get(file_address).status_code == 404


def test_there_is_no_pdf_before_the_roadmap_is_validated():
    made = assist.planned()
    focal = people.focal_point(made.country)
    with pytest.raises(Refused, match="not validated"):
        package_pdf.request(assistance=made, by=focal, language="en")
    assert not FinalPackage.objects.exists()
