"""Writing in the workspace and editing in the office, as browsers do it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from knowledge.models import EditorsChoice, Entry, ReaderNote
from knowledge.queries import chosen_for
from knowledge.services import choosing, entries, review
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.messaging.models import Message
from portal.ui.pages import bump_content
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary
from tests.roadmaps import factories_national as national

from . import factories as make

pytestmark = pytest.mark.django_db


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    return client


def at(name, *args):
    return reverse(f"knowledge:{name}", args=args)


def test_a_newcomer_begins_writes_and_resumes():
    small_vocabulary()
    person = people.newcomer()
    client = browser(person)
    response = client.post(at("entries"), {"kind": "resource", "title": "A guide", "country": "", "language": "en"})
    entry = Entry.objects.get()
    assert response["Location"] == at("entry", entry.code)
    page = client.get(at("entry_text", entry.code, "en")).content.decode()
    assert 'value="A guide"' in page
    response = client.post(
        at("entry_text", entry.code, "en"),
        {"revision": "0", "title": "A guide for editors", "summary": "What it is.", "next": "leave"},
    )
    assert response.status_code == 302
    assert make.original(entry).title == "A guide for editors"
    assert "A guide for editors" in client.get(at("entries")).content.decode()


def test_the_language_of_a_title_is_said_in_the_workspace_and_how_often_it_is_read_is_linked():
    entry = make.published()
    client = browser(entry.owner)
    with translation.override("fr"):
        addresses = [at("entries"), at("entry", entry.code)]
    pages = [client.get(address).content.decode() for address in addresses]
    for page in pages:
        assert '<bdi lang="en" dir="ltr">A national observatory' in page
    assert '<title lang="en" dir="ltr">A national observatory' in pages[1]
    assert reverse("usage:mine") in client.get(at("entries")).content.decode()


def test_what_is_missing_is_told_before_proposing_and_the_editors_are_told_after():
    entry = make.draft(difficulties="")
    editor = people.editor()
    client = browser(entry.owner)
    assert "Say what went wrong" in client.get(at("entry", entry.code)).content.decode()
    client.post(at("entry_act", entry.code, "propose"))
    entry.refresh_from_db()
    assert entry.state == "draft"
    make.fill_text(make.original(entry), entry.owner)
    client.post(at("entry_act", entry.code, "propose"))
    entry.refresh_from_db()
    assert entry.state == "proposed"
    assert Message.objects.filter(code="entry.proposed", to=editor).count() == 1


@pytest.mark.parametrize("begun", [True, False], ids=["wrong", "empty"])
def test_each_thing_missing_before_proposing_leads_to_its_field(begun):
    if begun:
        entry = make.draft(difficulties="", summary="")
        basics, means = {"period_from": "2020", "period_to": "2010"}, {"links": [{"url": "here", "title": "A law"}]}
        make.fill_facts(entry, entry.owner, basics=basics, means=means)
    else:
        small_vocabulary()
        country = people.country("UGA")
        entry = entries.start(kind="practice", country=country, by=people.focal_point(country))
    client = browser(entry.owner)
    said = client.get(at("entry", entry.code)).content.decode()
    links = re.findall(r'<li><a href="([^"]+)\?check=1#([^"]+)">([^<]+)</a></li>', said)
    expected = {at("entry_text", entry.code, "en"), at("entry_section", entry.code, "basics")}
    assert {address for address, _anchor, _words in links} >= expected
    pages = {address: client.get(address, {"check": "1"}).content.decode() for address, _anchor, _words in links}
    assert [one for one in links if f' id="{one[1]}"' not in pages[one[0]]] == []
    assert f'data-count="{len(links)}"' in said


def test_a_translation_is_written_beside_its_original():
    entry = make.draft()
    client = browser(entry.owner)
    client.post(at("entry_languages", entry.code), {"language": "fr"})
    page = client.get(at("entry_text", entry.code, "fr")).content.decode()
    assert "Each field stands beside what the original (English) says." in page
    assert make.WORDS["problem"] in page


def test_an_entry_is_begun_from_a_measure_with_one_click_and_once():
    party = people.country("UGA")
    focal = people.focal_point(party)
    roadmap = national.roadmap(party)
    measure = national.measure(national.item(roadmap.editions.get(), "2.4"), "A quota for songs", cost_usd=5000)
    client = browser(focal)
    assert "A quota for songs" in client.get(at("entries")).content.decode()
    for _ in range(2):
        client.post(at("entry_from_measure", measure.key))
    entry = Entry.objects.get()
    assert (entry.kind, entry.proposer, entry.from_measure) == ("measure", "party", measure.key)
    version = entry.versions.get()
    assert (version.activities, version.cost) == ("2.4", 5000)
    assert make.original(entry).title == "A quota for songs"
    with pytest.raises(NotAllowed):
        entries.start_from_measure(measure=measure, by=people.newcomer())


def test_an_office_takes_an_entry_through_both_readings():
    entry = make.draft()
    review.propose(entry=entry, by=entry.owner)
    one, two = browser(people.editor()), browser(people.officer())
    address = reverse("admin:knowledge_entry", args=[entry.code])
    assert make.WORDS["title"] in one.get(reverse("admin:knowledge_entries")).content.decode()
    assert one.post(address, {"act": "take_up"}).status_code == 302
    response = one.post(address, {"act": "first", "checks": ["facts"], "text": "Good, but check the year"})
    assert response.status_code == 422
    assert "Good, but check the year" in response.content.decode()
    assert one.post(address, {"act": "first", "checks": make.POINTS}).status_code == 302
    assert "a second person must publish it" in one.get(address).content.decode()
    assert two.post(address, {"act": "publish", "checks": make.POINTS}).status_code == 302
    entry.refresh_from_db()
    assert entry.is_public
    assert Message.objects.filter(code="entry.published", to=entry.owner).count() == 1


def test_the_owner_reads_what_is_asked_and_the_waiting_list_names_it():
    entry = make.draft()
    review.propose(entry=entry, by=entry.owner)
    review.take_up(entry=entry, by=people.editor())
    review.ask_changes(entry=entry, message="Say which year.", by=people.editor())
    client = browser(entry.owner)
    assert "Say which year." in client.get(at("entry", entry.code)).content.decode()
    assert "Answer the editors" in client.get("/en/workspace/").content.decode()


def test_the_choice_of_the_editors_holds_from_day_to_day_and_only_for_what_is_public():
    entry, editor, today = make.published(), people.editor(), timezone.now().date()
    choosing.choose(entry=entry, page="activity", where="1.1", starts_on=today, ends_on=today, by=editor)
    assert chosen_for("activity", "1.1") == [entry.pk]
    assert chosen_for("activity", "2.4") == []
    assert chosen_for("activity", "1.1", today + timedelta(days=1)) == []
    for wrong in (
        {"page": "activity", "where": "9.9"},
        {"page": "country", "where": "XXX"},
        {"page": "", "where": ""},
    ):
        with pytest.raises(Refused):
            choosing.choose(entry=entry, starts_on=today, ends_on=None, by=editor, **wrong)
    with pytest.raises(Refused):
        choosing.choose(entry=make.draft(), page="home", where="", starts_on=today, ends_on=None, by=editor)
    choosing.end_choice(choice=EditorsChoice.objects.get(), by=editor)
    assert chosen_for("activity", "1.1") == []


def test_a_party_tells_that_it_used_an_entry_but_not_its_own():
    entry = make.published()
    other = people.country("GAB")
    focal = people.focal_point(other)
    choosing.tell_reuse(entry=entry, country=other, text="We took the questionnaire.", by=focal, language="en")
    assert "We took the questionnaire." in Client().get(f"/en/practices/{entry.slug}/").content.decode()
    with pytest.raises(NotAllowed):
        choosing.tell_reuse(entry=entry, country=other, text="Us too.", by=people.newcomer(), language="en")
    with pytest.raises(Refused):
        choosing.tell_reuse(entry=entry, country=entry.country, text="Ours.", by=entry.owner, language="en")


def test_a_focal_point_tells_of_a_reuse_by_the_address_of_the_entry():
    entry = make.published()
    other = people.country("GAB")
    client = browser(people.focal_point(other))
    given = {"entry": "nothing", "party": str(other.pk), "text": "We took the questionnaire."}
    response = client.post(at("reuse"), given)
    assert response.status_code == 422
    assert "We took the questionnaire." in response.content.decode()
    where = f"https://example.org/en/practices/{entry.slug}/?text=en"
    assert client.post(at("reuse"), {**given, "entry": where}).status_code == 302
    assert entry.reuses.get().country == other
    own = browser(entry.owner)
    assert own.post(at("reuse"), {**given, "entry": entry.code, "party": str(entry.country_id)}).status_code == 422


def test_the_office_says_the_language_of_words_that_are_not_in_that_of_the_page():
    entry = make.published(title="A fund for podcasts")
    ReaderNote.objects.create(entry=entry, kind="correction", text="The year is wrong.", language="en")
    editor = people.editor(language="fr")
    choosing.choose(entry=entry, page="home", where="", starts_on=timezone.now().date(), ends_on=None, by=editor)
    client = browser(editor)
    for name in ("knowledge_entries", "knowledge_notes", "knowledge_choices"):
        said = client.get(reverse(f"admin:{name}")).content.decode()
        assert '<bdi lang="en" dir="ltr">A fund for podcasts</bdi>' in said
    said = client.get(reverse("admin:knowledge_notes")).content.decode()
    assert '<bdi lang="en">The year is wrong.</bdi>' in said
    said = client.get(reverse("admin:knowledge_entry", args=[entry.code])).content.decode()
    assert '<h1><bdi lang="en">A fund for podcasts</bdi></h1>' in said
    said = browser(people.editor()).get(reverse("admin:knowledge_notes")).content.decode()
    assert "<bdi>A fund for podcasts</bdi>" in said


def test_an_expert_is_named_in_the_language_of_the_page():
    entry = make.published("resource")
    Entry.objects.filter(pk=entry.pk).update(proposer="expert", country=None)
    bump_content()
    for address in ("/fr/practices/", f"/fr/practices/{entry.slug}/"):
        assert "Expert de la Banque d’expertise" in Client().get(address).content.decode()
