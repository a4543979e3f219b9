"""The final package: complete, signed off, submitted, returned or accepted; accepted it closes the assistance."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from roadmaps.models import FinalPackage, StepProgress
from roadmaps.sections.package import PROCESS
from roadmaps.services.assistance import packages, progress
from roadmaps.stores import PACKAGES
from tests.accounts import factories as people

from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")
TEXTS = {"process": "Six meetings.", "participation": "All.", "challenges": "Distance.", "opportunities": "A law."}


@pytest.fixture
def people_of():
    party = people.country("UGA")
    return {"focal": people.focal_point(party), "signatory": people.signatory(party), "officer": people.officer()}


@pytest.fixture
def assistance(people_of):
    """Every step done but the last; the roadmap is validated; the report is written."""
    made = assist.planned()
    roadmap = national.validated(made.country, by=people_of["focal"])
    assist.consulted(roadmap)
    for number in range(1, 9):
        StepProgress.objects.create(assistance=made, step=f"TA{number}", started_on=day(-9), done_on=day(-2))
    FinalPackage.objects.create(assistance=made, **TEXTS)
    return made


def submitted(assistance, people_of):
    packages.sign(assistance=assistance, by=people_of["signatory"])
    return packages.submit(assistance=assistance, by=people_of["focal"])


def test_an_accepted_package_does_the_last_step_and_closes_the_assistance(assistance, people_of):
    package = submitted(assistance, people_of)
    assert package.edition.authority == "Council of Ministers"
    assert package.figures["total"]["women"] == 12
    assert Message.objects.filter(code="assistance.package_submitted", to=people_of["officer"]).exists()
    packages.accept(assistance=assistance, words="Thank you.", by=people_of["officer"])
    assistance.refresh_from_db()
    assert assistance.state == "closed"
    assert assistance.progress.get(step="TA9").done_on == timezone.localdate()
    assert Message.objects.filter(code="assistance.package_accepted", to=people_of["focal"]).exists()


def test_the_last_step_is_not_done_without_an_accepted_package(assistance, people_of):
    with pytest.raises(Refused, match="accepted by the Secretariat"):
        progress.finish(assistance=assistance, step="TA9", on=day(0), by=people_of["officer"])


@pytest.mark.parametrize("lost", ["report", "step", "roadmap"])
def test_a_package_that_is_not_complete_is_not_signed(assistance, people_of, lost):
    if lost == "report":
        FinalPackage.objects.update(challenges="")
    elif lost == "step":
        assistance.progress.filter(step="TA8").delete()
    else:
        type(assistance).objects.update(starts_on=day(0))
    with pytest.raises(Refused, match="not complete"):
        packages.sign(assistance=assistance, by=people_of["signatory"])


def test_it_is_signed_by_the_signatory_submitted_by_a_focal_point_and_answered_by_an_officer(assistance, people_of):
    for name in ("focal", "officer"):
        with pytest.raises(NotAllowed):
            packages.sign(assistance=assistance, by=people_of[name])
    with pytest.raises(Refused, match="signs it first"):
        packages.submit(assistance=assistance, by=people_of["focal"])
    with pytest.raises(Refused, match="No package"):
        packages.accept(assistance=assistance, by=people_of["officer"])
    submitted(assistance, people_of)
    for person in (people_of["focal"], people.superuser(), people.head()):
        with pytest.raises(NotAllowed):
            packages.accept(assistance=assistance, by=person)


def test_a_returned_package_says_why_and_is_signed_again(assistance, people_of):
    submitted(assistance, people_of)
    with pytest.raises(Refused, match="reasons"):
        packages.give_back(assistance=assistance, reasons=" ", by=people_of["officer"])
    packages.give_back(assistance=assistance, reasons="Who were the young people?", by=people_of["officer"])
    assert "young people" in Message.objects.get(code="assistance.package_returned", to=people_of["focal"]).body
    with pytest.raises(Refused, match="signs it first"):
        packages.submit(assistance=assistance, by=people_of["focal"])
    assert submitted(assistance, people_of).state == "submitted"


def write(page, assistance, **changed):
    here = reverse("roadmaps:package_report", args=[assistance.reference])
    form = national.form_of(PACKAGES, FinalPackage.objects.get(assistance=assistance), PROCESS)
    return page.post(here, {**form, **changed})


def test_a_change_after_the_signature_asks_for_a_new_one_and_after_submission_nothing_changes(assistance, people_of):
    page = national.signed_in(people_of["focal"])
    packages.sign(assistance=assistance, by=people_of["signatory"])
    assert write(page, assistance, challenges="Time.").status_code == 302
    package = FinalPackage.objects.get()
    assert (package.state, package.signed_at, package.challenges) == ("draft", None, "Time.")
    submitted(assistance, people_of)
    write(page, assistance, challenges="Late.")
    assert FinalPackage.objects.get().challenges == "Time."


def test_the_three_actors_find_on_the_page_what_is_theirs_to_do(assistance, people_of):
    pages = {name: national.signed_in(person) for name, person in people_of.items()}
    here = reverse("roadmaps:package", args=[assistance.reference])
    assert "Sign the package" in pages["signatory"].get(here).text
    pages["signatory"].post(reverse("roadmaps:package_sign", args=[assistance.reference]))
    assert "Submit to UNESCO" in pages["focal"].get(here).text
    pages["focal"].post(reverse("roadmaps:package_submit", args=[assistance.reference]))
    assert "Accept and close" in pages["officer"].get(here).text
    answer = reverse("roadmaps:package_answer", args=[assistance.reference])
    pages["officer"].post(answer, {"answer": "accept"})
    assert "Accepted" in pages["focal"].get(here).text
