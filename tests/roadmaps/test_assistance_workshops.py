"""Capacity building: workshops, who came, evaluations by private link, certificates."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.services import Conflict
from portal.documents import pdf
from portal.documents.models import IssuedDocument, Job
from portal.documents.services import running
from portal.messaging.models import Message
from portal.messaging.sealing import unseal
from portal.surveys.models import Link
from portal.surveys.queries import find_link
from portal.surveys.services import answer
from roadmaps.assistance import attendance, evaluations
from roadmaps.assistance.queries import produced_by
from roadmaps.assistance.queries_workshops import evaluation_of, people_trained
from roadmaps.models import Participant, Workshop
from roadmaps.services.assistance import workshops
from tests.accounts import factories as people
from tests.expertise import factories as experts

from . import factories as make
from . import factories_assistance as assist
from . import factories_national as national
from .factories import day

pytestmark = pytest.mark.usefixtures("vocabulary")
marks = st.dictionaries(st.sampled_from(["useful", "clear"]), st.sampled_from(["", "1", "2", "3", "4", "5"]))


@given(st.lists(marks, max_size=9))
def test_a_mean_lies_between_the_marks_given_and_counts_only_those(given_marks):
    result = evaluations.add_up(given_marks, ["useful"], [])
    numbers = [int(row["useful"]) for row in given_marks if row.get("useful")]
    mean = result.means["useful"]
    assert (mean is None) == (not numbers)
    assert mean is None or min(numbers) <= mean <= max(numbers)


@given(
    st.dictionaries(st.sampled_from(["women-a", "men-a", "young-b"]), st.sampled_from(["", "3", "x", "-1", "1.5"]))
)
def test_counts_are_whole_numbers_or_nothing(posted):
    whole = attendance.whole(attendance.typed(posted, ["a", "b"]))
    assert (whole is None) == any(text in ("x", "-1", "1.5") for text in posted.values())


def values(**fields):
    begins = make.timezone.now() - make.timedelta(days=2)
    return {
        "kind": "workshop", "title": "Reading the market", "starts_at": begins,
        "ends_at": begins + make.timedelta(hours=6), "time_zone": "UTC", "place": "Kampala", "link": "", **fields,
    }  # fmt: skip


def saved(assistance, by, counts=None, **fields):
    return workshops.save(
        assistance=assistance, workshop=None, values=values(**fields), counts=counts or {}, by=by
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "counts", "words"),
    [
        ({"title": " "}, {}, "Name the workshop"),
        ({"place": ""}, {}, "Give the place"),
        ({"ends_at": make.timezone.now() - make.timedelta(days=9)}, {}, "ends before it begins"),
        ({"ends_at": make.timezone.now() + make.timedelta(days=9)}, {"civil_society": {"women": 1}}, "still ahead"),
        ({}, {"civil_society": {"women": 1, "young": 2}}, "More young people"),
        ({}, {"martians": {"women": 1}}, "sector of the list"),
    ],
)
def test_a_workshop_that_makes_no_sense_is_refused(fields, counts, words):
    with pytest.raises(Refused, match=words):
        saved(assist.planned(), people.officer(), counts, **fields)
    assert not Workshop.objects.exists()


def test_a_workshop_held_with_people_is_the_product_of_its_step_and_counts_in_the_ledger():
    assistance = assist.planned()
    expert = people.expert()
    make.mission(assistance, experts.expert(user=expert))
    saved(assistance, expert)
    assert "TA5" not in produced_by(assistance)
    saved(assistance, expert, {"civil_society": {"women": 4, "men": 3, "young": 2}})
    assert "TA5" in produced_by(assistance)
    assert people_trained(assistance).total.total == 7
    with pytest.raises(NotAllowed):
        saved(assistance, people.field_office(assistance.country))


def test_two_who_change_a_workshop_at_once_do_not_overwrite_each_other():
    assistance, officer = assist.planned(), people.officer()
    row = saved(assistance, officer)
    change = {"assistance": assistance, "workshop": row, "counts": {}, "expected": 1, "by": officer}
    workshops.save(**change, values=values(title="A"))
    with pytest.raises(Conflict):
        workshops.save(**change, values=values(title="B"))


def held(*names):
    """A workshop that was held, with these people who came, and who keeps it."""
    assistance = assist.planned()
    focal, row = people.focal_point(assistance.country), assist.workshop(assistance)
    for name in names:
        email = f"{name.lower()}@example.org"
        workshops.add_participant(workshop=row, name=name, email=email, language="en", by=focal)
    workshops.mark(workshop=row, came=set(row.participants.values_list("pk", flat=True)), by=focal)
    return row, focal


def test_nobody_is_named_twice_or_without_an_address():
    row, focal = held("Amina")
    for name, email, words in (("B", "amina@example.org", "already"), ("B", "b@", "whole"), (" ", "b@c.org", "name")):
        with pytest.raises(Refused, match=words):
            workshops.add_participant(workshop=row, name=name, email=email, language="en", by=focal)


def test_what_is_ahead_is_neither_marked_nor_evaluated_nor_certified():
    assistance, officer = assist.planned(), people.officer()
    row = assist.workshop(assistance, days_ago=-5)
    for act in (workshops.ask_evaluations, workshops.certify):
        with pytest.raises(Refused, match="ahead"):
            act(workshop=row, by=officer)
    with pytest.raises(Refused, match="ahead"):
        workshops.mark(workshop=row, came=set(), by=officer)


def test_the_evaluation_goes_once_to_each_who_came_and_its_results_add_up():
    row, focal = held("Amina", "Brian")
    assert workshops.ask_evaluations(workshop=row, by=focal) == 2
    with pytest.raises(Refused, match="Nobody is left"):
        workshops.ask_evaluations(workshop=row, by=focal)
    messages = Message.objects.filter(code="workshop.evaluation").order_by("pk")
    for message, mark in zip(messages, ("5", "4"), strict=True):
        token = re.search(r"/([\w-]{40,})/", unseal(bytes(message.sealed))).group(1)
        link = find_link(token)
        posted = dict.fromkeys(("useful", "clear", "applied", "balanced"), mark) | {"best": "The cases."}
        answer(link=link, posted=posted)
    result, asked = evaluation_of(row)
    assert (result.answers, asked, result.means["useful"]) == (2, 2, Decimal("4.5"))
    page = national.signed_in(focal).get(reverse("roadmaps:workshop", args=[row.assistance.reference, row.code]))
    assert "The cases." in page.text
    assert "4.5" in page.text


@pytest.mark.skipif(not pdf.available(), reason="PDFs are switched off here")
def test_a_certificate_is_made_once_and_sent_to_its_person():
    row, focal = held("Amina")
    assert workshops.certify(workshop=row, by=focal) == 1
    job = Job.objects.get(kind="roadmaps.certificate")
    running.run(job.pk)
    person = Participant.objects.get()
    assert person.certificate == IssuedDocument.objects.get()
    assert "Amina" not in person.certificate.title + person.certificate.reference
    sent = Message.objects.get(code="workshop.certificate")
    assert (sent.email, sent.attachments.count()) == ("amina@example.org", 1)
    with pytest.raises(Refused, match="Nobody waits"):
        workshops.certify(workshop=row, by=focal)
    with pytest.raises(Refused, match="certificate"):
        workshops.drop_participant(participant=person, by=focal)
    args = [row.assistance.reference, row.code, person.code]
    assert national.signed_in(focal).get(reverse("roadmaps:workshop_certificate", args=args)).status_code == 200


def test_a_workshop_is_planned_counted_and_filled_on_its_pages():
    assistance = assist.planned()
    client = national.signed_in(people.focal_point(assistance.country))
    add = reverse("roadmaps:workshop_add", args=[assistance.reference])
    posted = {"kind": "coaching", "title": "Drafting", "time_zone": "Africa/Kampala", "starts": f"{day(-3)}T09:00",
              "ends": f"{day(-3)}T12:00", "place": "Kampala", "language": "en",
              "women-civil_society": "x"}  # fmt: skip
    assert client.get(add).status_code == 200
    refused = client.post(add, posted)
    assert refused.status_code == 422
    assert 'value="x"' in refused.text
    assert client.post(add, {**posted, "women-civil_society": "5"}).status_code == 302
    row = Workshop.objects.get()
    assert (row.starts_at.hour, row.counts.get().women) == (6, 5)
    args = [assistance.reference, row.code]
    here = reverse("roadmaps:workshop", args=args)
    change = reverse("roadmaps:workshop_change", args=args)
    assert client.post(change, {**posted, "revision": "0", "women-civil_society": "6"}).status_code == 409
    assert client.post(here, {"name": "Amina", "email": "bad", "language": "en"}).status_code == 422
    assert client.post(here, {"name": "Amina", "email": "a@example.org", "language": "en"}).status_code == 302
    person = Participant.objects.get()
    assert client.post(reverse("roadmaps:workshop_mark", args=args), {"came": person.pk}).status_code == 302
    assert client.post(reverse("roadmaps:workshop_evaluate", args=args)).status_code == 302
    assert Link.objects.count() == 1
    assert client.post(reverse("roadmaps:workshop_certify", args=args)).status_code == 302
    assert Job.objects.count() == 1


def test_names_are_shown_only_to_those_who_keep_the_workshop():
    row, _focal = held("Amina")
    args = [row.assistance.reference, row.code]
    office = national.signed_in(people.field_office(row.assistance.country))
    assert "Amina" not in office.get(reverse("roadmaps:workshop", args=args)).text


def test_the_list_takes_as_many_queries_for_many_workshops_as_for_one(django_assert_num_queries):
    assistance = assist.planned()
    assist.workshop(assistance)
    client = national.signed_in(people.officer())
    page = reverse("roadmaps:workshops", args=[assistance.reference])
    client.get(page)
    with django_assert_num_queries(10):
        client.get(page)
    for _number in range(3):
        assist.workshop(assistance)
    with django_assert_num_queries(10):
        client.get(page)
