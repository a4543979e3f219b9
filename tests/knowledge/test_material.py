"""Resources of the knowledge base as material of a workshop: picked, shown, withdrawn."""

import pytest
from django.urls import reverse

from knowledge.services import upkeep
from portal.accounts.services.refusals import NotAllowed, Refused
from roadmaps.models import WorkshopMaterial
from roadmaps.services.assistance import material
from tests.accounts import factories as people
from tests.roadmaps import factories_assistance as assist
from tests.roadmaps import factories_national as national

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource():
    return make.published("resource", title="A guide to market studies")


@pytest.fixture
def workshop(resource):
    return assist.workshop(assist.planned(country=people.country("UGA")))


@pytest.fixture
def focal():
    return people.focal_point(people.country("UGA"))


def address(workshop, name="workshop_material"):
    return reverse(f"roadmaps:{name}", args=[workshop.assistance.reference, workshop.code])


def test_a_focal_point_finds_a_resource_by_words_and_picks_it_and_takes_it_out(workshop, resource, focal):
    make.published("practice", title="Not a guide to market studies")
    page = national.signed_in(focal)
    html = page.get(address(workshop), {"q": "market studies"}).content.decode()
    assert "A guide to market studies" in html
    assert "Not a guide" not in html
    answer = page.post(address(workshop), {"q": "market studies", "pick": resource.code})
    assert answer["Location"].endswith("?q=market+studies")
    assert 'href="/en/practices/' in page.get(address(workshop, "workshop")).content.decode()
    page.post(address(workshop), {"drop": resource.code})
    assert not WorkshopMaterial.objects.exists()


def test_without_words_the_newest_are_offered_and_words_nobody_has_say_so(workshop, resource, focal):
    page = national.signed_in(focal)
    assert "A guide to market studies" in page.get(address(workshop)).content.decode()
    assert "No resource has these words" in page.get(address(workshop), {"q": "zzyzx"}).content.decode()


def test_picking_twice_keeps_one(workshop, resource, focal):
    assert material.pick(workshop=workshop, code=resource.code, by=focal) == material.pick(
        workshop=workshop, code=resource.code, by=focal
    )


def test_a_practice_a_draft_and_an_unknown_code_are_refused(workshop, focal):
    for code in (make.published("practice").code, make.draft("resource").code, "NOTHING1"):
        with pytest.raises(Refused, match="not published"):
            material.pick(workshop=workshop, code=code, by=focal)


def test_another_party_and_the_field_office_do_not_pick(workshop, resource):
    for person in (people.focal_point(people.country("ZWE")), people.field_office(workshop.assistance.country)):
        with pytest.raises(NotAllowed):
            material.pick(workshop=workshop, code=resource.code, by=person)


def test_one_withdrawn_later_is_still_named_and_shown_as_such(workshop, resource, focal):
    material.pick(workshop=workshop, code=resource.code, by=focal)
    upkeep.withdraw(entry=resource, reason="Outdated.", by=people.editor())
    html = national.signed_in(focal).get(address(workshop, "workshop")).content.decode()
    assert "A guide to market studies</bdi> <span" in html
    assert "withdrawn from the knowledge base" in html


def test_the_package_and_the_page_of_the_resource_name_the_workshops_that_were_held(
    workshop, resource, focal, client
):
    ahead = assist.workshop(workshop.assistance, days_ago=-5)
    for row in (workshop, ahead):
        material.pick(workshop=row, code=resource.code, by=focal)
    page = reverse("roadmaps:package", args=[workshop.assistance.reference])
    assert "A guide to market studies" in national.signed_in(focal).get(page).content.decode()
    html = client.get(reverse("knowledge:practice", args=[resource.slug])).content.decode()
    assert "1 workshop of the technical assistance worked with it." in html
