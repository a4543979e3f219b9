"""The list of a person's entries in the workspace: in pages, what waits for the person first."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Entry, ReaderNote
from knowledge.times import ASKED_AFTER
from portal.accounts.models import User
from tests.accounts import factories as people

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def brought_in(owner: User, number: int) -> list[Entry]:
    """Drafts with their version and title, as an import leaves them."""
    made = []
    for _place in range(number):
        entry = Entry.objects.create(kind="measure", owner=owner, proposer="civil_society")
        entry.versions.create(number=1).texts.create(language="en", state="original", title=f"Law {entry.code}")
        made.append(entry)
    return made


def listed(client: Client, page: int = 1) -> list[str]:
    said = client.get(reverse("knowledge:entries"), {"page": page}).content.decode()
    return re.findall(r'<th scope="row"><a href="/en/workspace/practices/(\w+)/"', said)


def test_a_long_list_comes_in_pages_and_says_how_many_there_are():
    person = people.newcomer()
    made = brought_in(person, 60)
    client = browser(person)
    said = client.get(reverse("knowledge:entries")).content.decode()
    assert 'data-count="60"' in said
    assert 'href="?page=2" rel="next"' in said
    pages = [listed(client, number) for number in (1, 2, 3)]
    assert [len(codes) for codes in pages] == [25, 25, 10]
    assert {code for codes in pages for code in codes} == {entry.code for entry in made}


@pytest.mark.parametrize("number", [3, 60])
def test_the_list_costs_the_same_queries_for_few_entries_and_for_many(number, django_assert_num_queries):
    person = people.newcomer()
    brought_in(person, number)
    client = browser(person)
    client.get(reverse("knowledge:entries"))
    with django_assert_num_queries(9):
        client.get(reverse("knowledge:entries"))


def test_what_waits_for_the_person_stands_first_however_long_ago_it_came():
    person, long_ago = people.newcomer(), timezone.now() - timedelta(days=500)
    asked, corrected, draft, due, declined, *proposed = brought_in(person, 30)
    Entry.objects.filter(pk__in=[entry.pk for entry in proposed]).update(state="proposed")
    Entry.objects.filter(pk=asked.pk).update(state="changes_asked", state_changed_at=long_ago)
    Entry.objects.filter(pk=draft.pk).update(state_changed_at=long_ago)
    Entry.objects.filter(pk=declined.pk).update(state="declined", state_changed_at=long_ago)
    for entry, confirmed in ((corrected, timezone.now().date()), (due, timezone.now().date() - ASKED_AFTER)):
        version = entry.versions.get()
        entry.versions.update(frozen_at=long_ago)
        Entry.objects.filter(pk=entry.pk).update(
            state="published", version=version, slug=f"law-{entry.pk}", confirmed_on=confirmed,
            state_changed_at=long_ago - timedelta(days=1),
        )  # fmt: skip
    ReaderNote.objects.create(
        entry=corrected, kind="correction", state="accepted", text="The year is wrong.", language="en",
        handled_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    client = browser(person)
    assert listed(client)[:4] == [asked.code, corrected.code, draft.code, due.code]
    assert listed(client, 2)[-1] == declined.code
