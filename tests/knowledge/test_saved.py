"""Searches that a person keeps: saved, opened, told by mail, erased."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge import personal
from knowledge.keys import KIND
from knowledge.models import Entry, SavedSearch
from knowledge.saved import asks, new_in
from knowledge.services import saved_news, saving, upkeep
from portal.accounts import ports
from portal.accounts.services import erase_person
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from portal.search import index
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary

from . import factories as make

pytestmark = pytest.mark.django_db


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def at(name, *args):
    return reverse(f"knowledge:{name}", args=args)


def kept(user=None, query="", **more) -> SavedSearch:
    search = saving.save(
        query=query, name=more.pop("name", "Mine"), notify=more.pop("notify", False), by=user or people.newcomer()
    )
    if more:
        SavedSearch.objects.filter(pk=search.pk).update(**more)
        search.refresh_from_db()
    return search


def new(*searches: SavedSearch) -> list[list[int]]:
    return new_in([asks(one, "en") for one in searches], [one.opened_at for one in searches])


def long_ago(**more):
    return timezone.now() - timedelta(days=30, **more)


def test_any_address_of_the_search_can_be_saved_by_who_signs_in():
    make.published()
    page = Client().get(at("practices") + "?q=observatory&kind=practice").content.decode()
    link = at("search_save") + "?q=observatory&kind=practice"
    assert f'href="{link.replace("&", "&amp;")}"' in page or f'href="{link}"' in page
    assert "next=" in Client().get(link)["Location"]
    person = people.newcomer()
    page = browser(person).get(link + "&sort=title&page=3").content.decode()
    assert 'value="observatory, Good practice"' in page
    assert "/feeds/practices.atom?q=observatory" in page
    response = browser(person).post(link, {"name": "Observatories"})
    assert response["Location"] == at("searches")
    search = SavedSearch.objects.get()
    assert (search.name, search.query, search.notify) == ("Observatories", "q=observatory&kind=practice", False)


def test_the_public_page_sets_no_cookie_and_is_the_same_for_who_is_signed_in():
    make.published()
    person = browser(people.newcomer()).get(at("practices"))
    assert not person.cookies
    assert person.content == Client().get(at("practices")).content


def test_mistyped_words_are_saved_as_they_were_meant():
    make.published()
    person = people.newcomer()
    browser(person).post(at("search_save") + "?q=obsrvatory", {"name": "Observatories"})
    assert SavedSearch.objects.get().query == "q=observatory"


def test_the_same_search_is_kept_once_whatever_its_order_and_is_told():
    make.published()
    person = people.newcomer()
    known = kept(person, "q=observatory", name="Known")
    client = browser(person)
    page = client.get(at("search_save") + "?sort=newest&q=observatory").content.decode()
    assert "already, as “Known”" in page
    response = client.post(at("search_save") + "?q=observatory&sort=title", {"name": "Again"})
    assert response["Location"] == at("search", known.code)
    assert SavedSearch.objects.get().name == "Known"
    kept(people.newcomer(), "q=observatory")


def test_no_more_than_fifty_and_no_more_than_an_address_holds():
    person = people.newcomer()
    for year in range(1950, 1950 + saving.MOST):
        kept(person, f"year={year}")
    with pytest.raises(Refused, match="50 saved searches"):
        kept(person, "year=2020")
    with pytest.raises(Refused, match="too many filters"):
        kept(people.newcomer(), "q=" + "a" * 2000)


def test_a_search_without_a_name_is_not_saved_and_what_was_chosen_stays():
    response = browser(people.newcomer()).post(at("search_save") + "?q=music", {"name": " ", "notify": "on"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Give the search a name." in page
    assert "checked" in page
    with pytest.raises(Refused, match="name"):
        kept(name=" ")


def test_an_address_with_a_wrong_filter_cannot_be_saved_and_says_which():
    response = browser(people.newcomer()).get(at("search_save") + "?activity=9.9")
    assert response.status_code == 400
    assert "activity=…" in response.content.decode()


def test_new_is_what_was_published_since_it_was_opened_and_fits():
    old = make.published(title="An older observatory")
    person = people.newcomer()
    words = kept(person, "q=observatory")
    codes = kept(person, "activity=1.1")
    everything = kept(person, "")
    other = kept(person, "kind=story&q=observatory")
    phrase = kept(person, 'q="newer+observatory"+-radio')
    Entry.objects.filter(pk=old.pk).update(published_at=long_ago())
    newer = make.published(title="A newer observatory").pk
    fund = make.published(title="A fund for radio", done="Money", summary="Money", results="Money").pk
    assert new(words, codes, everything, other, phrase) == [[newer], [fund, newer], [fund, newer], [], [newer]]
    page = browser(person).get(at("searches")).content.decode()
    assert page.count("2 new entries") == 2
    response = browser(person).post(at("search_open", words.code))
    assert response["Location"] == at("practices") + "?q=observatory&sort=newest"
    words.refresh_from_db()
    assert new(words, codes) == [[], [fund, newer]]


def test_a_withdrawn_entry_is_not_new():
    search = kept(query="q=observatory", opened_at=long_ago())
    entry = make.published()
    assert new(search) == [[entry.pk]]
    upkeep.withdraw(entry=entry, reason="An error", by=people.editor())
    assert new(search) == [[]]


def test_a_search_of_which_a_filter_is_gone_says_so_and_opens_without_it():
    make.published()
    person = people.newcomer()
    search = kept(person, "q=observatory&theme=T99", opened_at=long_ago())
    page = browser(person).get(at("searches")).content.decode()
    assert "A filter of this search is gone" in page
    assert "theme=…" in page
    assert "T99" in page
    response = browser(person).post(at("search_open", search.code))
    assert response["Location"] == at("practices") + "?q=observatory&sort=newest"


def test_renaming_and_deleting_are_for_its_person_alone():
    person, other = people.newcomer(), people.newcomer()
    search = kept(person)
    client = browser(person)
    assert browser(other).post(at("search", search.code), {"name": "Taken"}).status_code == 404
    for act in (saving.opened, saving.delete):
        with pytest.raises(NotAllowed):
            act(search=search, by=other)
    assert "Give the search a name." in client.post(at("search", search.code), {"name": ""}).content.decode()
    client.post(at("search", search.code), {"name": "Other words", "notify": "on"})
    search.refresh_from_db()
    assert (search.name, search.notify) == ("Other words", True)
    client.post(at("search_delete", search.code))
    assert not SavedSearch.objects.exists()


def test_the_list_costs_the_same_however_many(django_assert_num_queries):
    small_vocabulary()
    make.published()
    person = people.newcomer()
    client = browser(person)
    kept(person, "q=observatory", opened_at=long_ago())
    kept(person, "activity=1.1", opened_at=long_ago())
    client.get(at("searches"))
    with django_assert_num_queries(11):
        client.get(at("searches"))
    for word in ("fund", "law", "team", "women"):
        kept(person, f"q={word}", opened_at=long_ago())
        kept(person, f"q={word}&kind=practice", opened_at=long_ago())
    with django_assert_num_queries(11):
        client.get(at("searches"))


def test_the_mail_comes_once_a_week_and_tells_each_entry_once():
    person = people.newcomer()
    kept(person, "q=observatory", name="Watched", notify=True, opened_at=long_ago(), told_until=long_ago())
    kept(person, "kind=practice", name="All practices", notify=True, opened_at=long_ago(), told_until=long_ago())
    kept(person, "activity=1.1", name="Silent", opened_at=long_ago(), told_until=long_ago())
    make.published(title="The first observatory")
    now = timezone.now() + timedelta(hours=1)
    assert saved_news.tell(now) == 1
    message = Message.objects.get(code="search.new_entries")
    assert message.to == person
    assert message.body.count("The first observatory") == 1
    assert "Silent" not in message.body
    assert "To stop it" in message.body
    assert reverse("knowledge:searches") in message.body
    assert saved_news.tell(now) == 0
    second = make.published(title="The second observatory")
    Entry.objects.filter(pk=second.pk).update(published_at=now)
    assert saved_news.tell(now + timedelta(days=6)) == 0
    assert saved_news.tell(now + timedelta(days=8)) == 1
    body = Message.objects.filter(code="search.new_entries").latest("pk").body
    assert "The second observatory" in body
    assert "The first observatory" not in body
    assert saved_news.tell(now + timedelta(days=16)) == 0, "nothing new, no message"


def test_who_has_seen_it_or_asked_only_now_is_not_told():
    person = people.newcomer()
    search = kept(person, "q=observatory", notify=True, opened_at=long_ago(), told_until=long_ago())
    make.published()
    saving.opened(search=search, by=person)
    assert saved_news.tell(timezone.now() + timedelta(hours=1)) == 0
    late = kept(people.newcomer(), "q=observatory", opened_at=long_ago(), told_until=long_ago())
    saving.change(search=late, name="Late", notify=True, by=late.user)
    assert saved_news.tell(timezone.now() + timedelta(days=8)) == 0


def test_the_message_speaks_the_language_of_its_person():
    person = people.newcomer(language="fr")
    kept(person, notify=True, opened_at=long_ago(), told_until=long_ago())
    make.published()
    assert saved_news.tell(timezone.now() + timedelta(hours=1)) == 1
    assert "Nouvelles fiches" in Message.objects.get(code="search.new_entries").subject


def test_a_saved_search_is_given_out_on_request_and_goes_with_the_account():
    person = people.newcomer()
    kept(person, "q=observatory", name="Watched")
    kept(query="q=observatory")
    (_title, rows), *_rest = personal.held(person)
    assert [row["Name"] for row in rows] == ["Watched"]
    assert "Saved searches" in {title for title, _rows in ports.personal_data.collect(person)}
    assert "Saved searches" in erase_person(user=person, by=person)
    assert SavedSearch.objects.count() == 1


def test_what_is_new_is_looked_up_as_the_search_finds_it():
    first = make.published(title="A law on music", done="Nothing else")
    second = make.published(title="A fund for radio", done="Money")
    both = [first.pk, second.pk]
    typed = ["music", "radio -money", '"fund for radio"', "*", "musique", "a" * 10_000]
    found = index.among(typed, kind=KIND, records=both)
    assert found == [set(index.find(words, kinds=[KIND]).ids) for words in typed]
    assert index.among(["music"], kind=KIND, records=[second.pk]) == [set()]
