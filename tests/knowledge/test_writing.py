"""Writing an entry: languages, ties, who may, and what a published version allows."""

import pytest

from knowledge.models import Entry, EntryText, Tie
from knowledge.services import entries, versions, writing
from portal.accounts.services.refusals import NotAllowed, Refused
from portal.collaboration.services import Conflict
from portal.reference import codes
from tests.accounts import factories as people
from tests.applications.vocabulary import small_vocabulary

from . import factories as make

pytestmark = pytest.mark.django_db


def test_an_entry_begins_with_one_open_version_and_its_original():
    focal = people.focal_point(people.country("UGA"), language="fr")
    entry = entries.start(kind="practice", country=people.country("UGA"), by=focal)
    assert (entry.state, entry.proposer, entry.slug) == ("draft", "party", "")
    text = entry.versions.get().texts.get()
    assert (text.language, text.state) == ("fr", EntryText.State.ORIGINAL)


def test_a_random_code_that_is_taken_is_drawn_again(monkeypatch):
    focal = people.focal_point(people.country("UGA"))
    first = entries.start(kind="practice", country=None, by=focal)
    drawn = iter([first.code, "ABCDEFGH"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    assert entries.start(kind="practice", country=None, by=focal).code == "ABCDEFGH"


def test_who_is_of_no_party_proposes_for_civil_society_an_expert_as_one_an_editor_for_the_secretariat():
    party = people.country("UGA")
    made = [
        entries.start(kind="resource", country=party, by=by).proposer
        for by in (people.newcomer(), people.expert(), people.editor())
    ]
    assert made == ["civil_society", "expert", "secretariat"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(Refused):
        entries.start(kind="poem", country=None, by=people.newcomer())


def test_more_drafts_than_a_person_writes_are_refused(monkeypatch):
    monkeypatch.setattr(entries, "OPEN_AT_MOST", 1)
    person = people.newcomer()
    entries.start(kind="resource", country=None, by=person)
    with pytest.raises(Refused):
        entries.start(kind="resource", country=None, by=person)


def test_ticked_codes_are_kept_as_ties_in_their_order():
    entry = make.draft(facts={"ties": {"activities": ["2.4", "1.1"], "themes": ["T2"], "gender": "2"}})
    version = entry.versions.get()
    assert version.activities == "1.1 2.4"
    assert list(Tie.objects.filter(version=version, list="theme").values_list("code", flat=True)) == ["T2"]
    make.fill_facts(entry, entry.owner, ties={"activities": ["3.1"], "themes": [], "gender": "2"})
    version = entry.versions.get()
    assert (version.activities, version.themes) == ("3.1", "")


def test_half_an_entry_is_saved_as_it_stands():
    small_vocabulary()
    person = people.newcomer()
    entry = entries.start(kind="practice", country=None, by=person)
    make.fill_facts(entry, person, basics={"period_from": "about 2020", "language": "", "organisation": ""})
    assert make.revision_of(entry.versions.get(), "basics") == 1


def test_two_people_in_one_section_do_not_overwrite_each_other():
    entry = make.draft()
    text = make.original(entry)
    section = make.story_of("practice")
    with pytest.raises(Conflict):
        writing.save_text(
            text=text, posted=make.Posted({**make.WORDS, "title": "Another"}), read_rows=lambda rows: [],
            expected_revision=0, by=entry.owner,
        )  # fmt: skip
    text.refresh_from_db()
    assert text.title == make.WORDS["title"]
    assert section.code == "story"


def test_a_stranger_does_not_write():
    entry = make.draft()
    with pytest.raises(NotAllowed):
        make.fill_text(make.original(entry), people.newcomer(), title="Mine")


def test_a_second_focal_point_of_the_party_writes_too():
    entry = make.draft()
    make.fill_text(make.original(entry), people.focal_point(people.country("UGA")), title="Ours")
    assert make.original(entry).title == "Ours"


def test_a_change_of_the_original_makes_its_translations_out_of_date():
    entry = make.draft()
    text = writing.add_language(entry=entry, language="fr", by=entry.owner)
    make.fill_text(text, entry.owner, title="Un observatoire")
    text.refresh_from_db()
    assert text.state == EntryText.State.TRANSLATION
    make.fill_text(make.original(entry), entry.owner, title="Another title")
    text.refresh_from_db()
    assert text.state == EntryText.State.OUTDATED
    assert text.made_from["title"] == make.WORDS["title"]


def test_an_unknown_language_is_refused():
    entry = make.draft()
    with pytest.raises(Refused):
        writing.add_language(entry=entry, language="xx", by=entry.owner)


def test_the_original_is_not_removed_a_translation_is():
    entry = make.draft()
    text = writing.add_language(entry=entry, language="fr", by=entry.owner)
    writing.remove_language(text=text, by=entry.owner)
    assert EntryText.objects.count() == 1
    with pytest.raises(Refused):
        writing.remove_language(text=make.original(entry), by=entry.owner)


def test_the_original_takes_the_language_chosen_unless_a_translation_has_it():
    entry = make.draft()
    make.fill_facts(entry, entry.owner, basics={"language": "es"})
    assert make.original(entry).language == "es"
    writing.add_language(entry=entry, language="fr", by=entry.owner)
    with pytest.raises(Refused):
        make.fill_facts(entry, entry.owner, basics={"language": "fr"})
    assert make.original(entry).language == "es"


def test_a_published_version_no_longer_changes_the_next_one_does():
    entry = make.published()
    with pytest.raises(Refused):
        make.fill_text(make.original(entry), entry.owner, title="Changed")
    version = versions.begin_revision(entry=entry, by=entry.owner)
    assert (version.number, version.activities) == (2, "1.1")
    make.fill_text(make.original(entry), entry.owner, title="Changed")
    entry.refresh_from_db()
    assert entry.is_public
    assert entry.version.texts.get().title == make.WORDS["title"]
    assert make.original(entry).title == "Changed"


def test_the_next_version_can_be_dropped():
    entry = make.published()
    versions.begin_revision(entry=entry, by=entry.owner)
    versions.drop_revision(entry=entry, by=entry.owner)
    entry.refresh_from_db()
    assert (entry.state, entry.versions.count()) == ("published", 1)


def test_a_draft_never_published_cannot_be_dropped_into_the_public():
    entry = make.draft()
    with pytest.raises(Refused):
        versions.drop_revision(entry=entry, by=entry.owner)


def test_an_editor_translates_beside_the_published_version_and_it_is_public_at_once():
    entry = make.published()
    text = make.translated(entry, "fr", title="Un observatoire national")
    assert text.state == EntryText.State.TRANSLATION
    assert Entry.objects.public().filter(version__texts__language="fr").exists()
