"""Documents with versions and the messages of an assistance: who sees, who writes, who is told."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from roadmaps.models import Mission, Paper, ThreadMessage
from roadmaps.selection import states
from roadmaps.services.assistance import papers, thread
from tests.accounts import factories as people
from tests.expertise import factories as experts

from . import factories as make
from . import factories_assistance as assist
from . import factories_national as national

pytestmark = pytest.mark.usefixtures("vocabulary")


class Scene:
    """An assistance with a person on each side."""

    def __init__(self):
        self.assistance = assist.planned()
        self.officer = assist.officer_of(self.assistance)
        self.focal = people.focal_point(self.assistance.country)
        self.office = people.field_office(self.assistance.country)
        self.expert = people.expert()
        self.mission = make.mission(self.assistance, experts.expert(user=self.expert))

    def share(self, by, audience="all", title="Work plan"):
        return papers.share(assistance=self.assistance, title=title, audience=audience, file=national.upload(), by=by)

    def write(self, by, text="The venue is booked."):
        return thread.write(assistance=self.assistance, text=text, by=by)

    def get(self, person, name, *more):
        return national.signed_in(person).get(reverse(f"roadmaps:{name}", args=[self.assistance.reference, *more]))


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        ("all", {"officer", "focal", "office", "expert"}),
        ("parties", {"officer", "focal", "office"}),
        ("secretariat", {"officer"}),
    ],
)
def test_a_document_is_seen_by_its_audience_only(scene, audience, seen_by):
    paper = scene.share(scene.officer, audience)
    for name in ("officer", "focal", "office", "expert"):
        person = getattr(scene, name)
        shown = name in seen_by
        assert ("Work plan" in scene.get(person, "papers").text) == shown
        assert scene.get(person, "paper_version", paper.code, 1).status_code == (200 if shown else 404)


def test_nobody_shares_with_those_whose_documents_they_do_not_see_and_a_field_office_reads_only(scene):
    for person in (scene.focal, scene.expert):
        with pytest.raises(Refused, match="among them"):
            scene.share(person, "secretariat")
    with pytest.raises(Refused, match="among them"):
        scene.share(scene.expert, "parties")
    with pytest.raises(NotAllowed, match="comments in the messages"):
        scene.share(scene.office)
    with pytest.raises(NotAllowed):
        scene.share(people.focal_point(people.country("KEN")))
    assert not Paper.objects.exists()


def test_a_new_version_keeps_the_earlier_ones(scene):
    paper = scene.share(scene.focal)
    papers.renew(paper=paper, file=national.upload(), note="Dates moved", by=scene.expert)
    assert [one.number for one in paper.versions.all()] == [2, 1]
    page = scene.get(scene.focal, "paper", paper.code)
    assert "Dates moved" in page.text
    assert scene.get(scene.focal, "paper_version", paper.code, 1).status_code == 200


def test_who_shared_a_document_or_the_secretariat_archives_it(scene):
    paper = scene.share(scene.focal)
    with pytest.raises(NotAllowed):
        papers.archive(paper=paper, by=scene.expert)
    papers.archive(paper=paper, by=scene.officer)
    with pytest.raises(Refused, match="archived"):
        papers.renew(paper=paper, file=national.upload(), by=scene.focal)


def test_a_document_is_shared_on_its_page_and_a_bad_file_is_refused_in_words(scene):
    client = national.signed_in(scene.focal)
    page = reverse("roadmaps:paper_share", args=[scene.assistance.reference])
    posted = {"title": "Agenda", "audience": "parties", "note": "First"}
    bad = SimpleUploadedFile("agenda.exe", b"MZ\x90\x00")
    answer = client.post(page, {**posted, "file": bad})
    assert answer.status_code == 422
    assert "Agenda" in answer.text
    assert client.post(page, {**posted, "file": national.upload()}).status_code == 302
    paper = Paper.objects.get()
    args = [scene.assistance.reference, paper.code]
    assert client.post(reverse("roadmaps:paper_renew", args=args), {"file": national.upload()}).status_code == 302
    assert client.post(reverse("roadmaps:paper_archive", args=args)).status_code == 302


def test_all_four_sides_write_and_strangers_do_not(scene):
    for name in ("officer", "focal", "office", "expert"):
        scene.write(getattr(scene, name))
    sides = [one.side for one in ThreadMessage.objects.all()]
    assert sides == ["secretariat", "party", "field_office", "expert"]
    for stranger in (people.focal_point(people.country("KEN")), people.expert(), people.newcomer()):
        with pytest.raises(NotAllowed):
            scene.write(stranger)
    with pytest.raises(Refused, match="Write the message"):
        scene.write(scene.focal, "  ")


def test_a_digest_tells_each_of_the_others_once_what_was_written(scene):
    scene.write(scene.focal, "The hall is free on Monday.")
    assert thread.tell_of_messages() == 0
    scene.write(scene.officer, "Take it.")
    later = timezone.now() + timedelta(minutes=20)
    assert thread.tell_of_messages(later) == 4
    assert thread.tell_of_messages(later) == 0
    told = {message.to: message.body for message in Message.objects.filter(code="assistance.messages")}
    assert set(told) == {scene.focal, scene.officer, scene.office, scene.expert}
    assert "The hall" not in told[scene.focal]
    assert "Take it" in told[scene.focal]
    assert "The hall" in told[scene.expert]


def test_the_thread_is_written_on_its_page(scene):
    client = national.signed_in(scene.office)
    page = reverse("roadmaps:thread", args=[scene.assistance.reference])
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "We can host the consultation."}).status_code == 302
    assert "We can host" in client.get(page).text


def test_an_expert_on_a_mission_reads_page_steps_and_messages_and_nothing_of_the_rest(scene):
    for name in ("assistance", "assistance_plan", "papers", "thread"):
        assert scene.get(scene.expert, name).status_code == 200
    assert scene.get(scene.expert, "assistance_step", "TA3").status_code == 200
    assert "It has begun" not in scene.get(scene.expert, "assistance_step", "TA3").text
    for name in ("money", "risks", "package"):
        assert scene.get(scene.expert, name).status_code == 404
    make.need(scene.assistance, title="A secret need")
    assert "A secret need" not in scene.get(scene.expert, "assistance").text
    assert scene.assistance.reference in national.signed_in(scene.expert).get(reverse("roadmaps:assistances")).text
    Mission.objects.update(state=states.CANCELLED)
    assert scene.get(scene.expert, "assistance").status_code == 404


def test_the_lists_take_as_many_queries_for_many_as_for_one(scene, django_assert_num_queries):
    scene.share(scene.officer)
    scene.write(scene.focal)
    client = national.signed_in(scene.officer)
    pages = [reverse(f"roadmaps:{name}", args=[scene.assistance.reference]) for name in ("papers", "thread")]
    for page, number in zip(pages, (8, 9), strict=True):
        client.get(page)
        with django_assert_num_queries(number):
            client.get(page)
    for _number in range(3):
        scene.share(scene.officer)
        scene.write(scene.focal)
    for page, number in zip(pages, (8, 9), strict=True):
        with django_assert_num_queries(number):
            client.get(page)
