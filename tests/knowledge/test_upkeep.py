"""What happens to a published entry: its owner is asked each year, told when it is shown as not confirmed, told when
others withdraw it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Entry
from knowledge.services import upkeep
from knowledge.times import ASKED_AFTER, OUTDATED_AFTER
from knowledge.waiting import for_owners
from portal.messaging.models import Message
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def of_one_owner(number: int) -> tuple[Entry, ...]:
    """Entries an editor brought in, last confirmed a year ago."""
    owner, first = people.editor(), make.published()
    day = timezone.now().date() - ASKED_AFTER
    for place in range(number - 1):
        Entry.objects.create(kind="measure", state="published", slug=f"measure-{place}", version=first.version)
    Entry.objects.update(proposer="secretariat", owner=owner, country=None, confirmed_on=day)
    return tuple(Entry.objects.order_by("pk"))


def codes() -> list[str]:
    return list(Message.objects.filter(code__startswith="entry.").order_by("pk").values_list("code", flat=True))


def test_the_owner_is_told_once_that_an_entry_is_shown_as_not_confirmed():
    entry = make.published()
    Message.objects.all().delete()
    later = timezone.now().date() + OUTDATED_AFTER
    upkeep.mark_all_outdated(later)
    upkeep.mark_all_outdated(later)
    message = Message.objects.get(code="entry.outdated")
    assert message.to == entry.owner


def test_an_owner_of_many_entries_has_one_message_a_month_for_all_of_them():
    entries = of_one_owner(upkeep.MANY + 1)
    Message.objects.all().delete()
    today = timezone.now().date()
    upkeep.ask_to_confirm(today)
    upkeep.ask_to_confirm(today)
    assert codes() == ["entry.confirm_many"]
    assert f"{len(entries)} of your entries" in Message.objects.get().body
    assert [item.title for item in for_owners(entries[0].owner, "en")] == ["Confirm your entries"]


def test_an_owner_of_few_entries_is_asked_for_each():
    of_one_owner(2)
    Message.objects.all().delete()
    upkeep.ask_to_confirm()
    assert codes() == ["entry.confirm"] * 2


def test_entries_that_are_ticked_are_confirmed_and_no_others():
    first, second = of_one_owner(2)
    client = browser(first.owner)
    page = reverse("knowledge:confirm")
    assert 'data-count="2"' in client.get(page).content.decode()
    assert client.post(page, {"entry": [first.code]}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.confirmed_on == timezone.now().date()
    assert second.confirmed_on < first.confirmed_on
    assert 'data-count="1"' in client.get(page).content.decode()


def test_nobody_confirms_an_entry_of_others_from_the_list():
    [entry] = of_one_owner(1)
    browser(people.newcomer()).post(reverse("knowledge:confirm"), {"entry": [entry.code]})
    before = entry.confirmed_on
    entry.refresh_from_db()
    assert entry.confirmed_on == before


def test_the_owner_reads_why_others_withdrew_an_entry_and_when_it_is_public_again():
    entry, editor = make.published(), people.editor()
    Message.objects.all().delete()
    upkeep.withdraw(entry=entry, reason="The law was repealed.", by=editor)
    upkeep.restore(entry=entry, reason="It was not.", by=people.editor())
    assert codes() == ["entry.withdrawn", "entry.restored"]
    assert "The law was repealed." in Message.objects.get(code="entry.withdrawn").body


def test_an_owner_who_withdraws_an_entry_is_not_told_so():
    entry = make.published()
    Message.objects.all().delete()
    upkeep.withdraw(entry=entry, reason="We tell it anew.", by=entry.owner)
    assert codes() == []


def test_the_office_finds_the_entries_that_nobody_confirms():
    entry = make.published()
    Entry.objects.filter(pk=entry.pk).update(is_outdated=True)
    other = make.draft(title="Another")
    said = browser(people.editor()).get(reverse("admin:knowledge_entries"), {"state": "outdated"}).content.decode()
    assert entry.code in said
    assert other.code not in said


def test_what_waits_says_the_language_of_a_title_that_is_not_in_that_of_the_page():
    entry = make.published(title="A fund for podcasts")
    Entry.objects.filter(pk=entry.pk).update(confirmed_on=timezone.now().date() - ASKED_AFTER)
    title = next(for_owners(entry.owner, "fr")).title
    assert '<bdi lang="en" dir="ltr">A fund for podcasts</bdi>' in title
    said = browser(entry.owner).get("/fr/workspace/").content.decode()
    assert said.count('<bdi lang="en" dir="ltr">A fund for podcasts</bdi>') >= 2


def test_a_title_with_signs_of_html_stays_words_where_it_waits():
    entry = make.published(title="A <b>fund</b>")
    Entry.objects.filter(pk=entry.pk).update(confirmed_on=timezone.now().date() - ASKED_AFTER)
    assert "A &lt;b&gt;fund" in next(for_owners(entry.owner, "en")).title
