"""A translation beside its original: what changed in it since, crossed off answer by answer."""

import re

import pytest
from django.urls import reverse

from knowledge import translating
from knowledge.models import EntryText
from knowledge.services import versions, writing
from tests.accounts import factories as people

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind():
    """A draft whose original changed in its title and its results after it was translated into French."""
    entry = make.draft()
    text = writing.add_language(entry=entry, language="fr", by=entry.owner)
    make.fill_text(text, entry.owner, title="Un observatoire", results="Trois rapports.")
    make.fill_text(make.original(entry), entry.owner, title="A national observatory", results="Four yearly reports.")
    text.refresh_from_db()
    return text


def seen(text):
    return translating.stamp(text.version.texts.get(state=EntryText.State.ORIGINAL))


def owner(text):
    return text.version.entry.owner


def changed(text):
    original = text.version.texts.get(state=EntryText.State.ORIGINAL)
    return translating.changed_since(text.made_from, translating.words_of(original))


def page_of(text):
    return reverse("knowledge:entry_text", args=[text.version.entry.code, text.language])


def test_what_changed_since_the_translation_is_known_answer_by_answer(behind):
    assert behind.state == EntryText.State.OUTDATED
    assert changed(behind) == ["title", "results"]


def test_a_translation_saved_half_way_stays_out_of_date(behind):
    make.fill_text(behind, owner(behind), title="Un observatoire nat", results="")
    behind.refresh_from_db()
    assert (behind.state, changed(behind)) == (EntryText.State.OUTDATED, ["title", "results"])


def test_each_answer_is_crossed_off_and_after_the_last_one_the_translation_is_up_to_date(behind):
    make.fill_text(behind, owner(behind), follows=["title"], seen=seen(behind), title="Un observatoire national")
    behind.refresh_from_db()
    assert (behind.state, changed(behind)) == (EntryText.State.OUTDATED, ["results"])
    make.fill_text(behind, owner(behind), follows=["results"], seen=seen(behind), title="Un observatoire national")
    behind.refresh_from_db()
    assert (behind.state, behind.made_from) == (EntryText.State.TRANSLATION, {})


def test_a_tick_for_words_that_changed_meanwhile_counts_for_nothing(behind):
    before = seen(behind)
    make.fill_text(make.original(behind.version.entry), owner(behind), title="Yet another title")
    make.fill_text(behind, owner(behind), follows=["title", "results"], seen=before)
    behind.refresh_from_db()
    assert behind.state == EntryText.State.OUTDATED


def test_an_original_that_says_again_what_it_said_leaves_no_translation_behind(behind):
    make.fill_text(make.original(behind.version.entry), owner(behind))
    behind.refresh_from_db()
    assert (behind.state, behind.made_from) == (EntryText.State.TRANSLATION, {})


def test_a_translation_of_unknown_words_is_read_again_as_a_whole(behind):
    EntryText.objects.filter(pk=behind.pk).update(made_from={})
    behind.refresh_from_db()
    make.fill_text(behind, owner(behind), follows=["title"], seen=seen(behind))
    behind.refresh_from_db()
    assert behind.state == EntryText.State.OUTDATED
    make.fill_text(behind, owner(behind), follows=[translating.ALL], seen=seen(behind))
    behind.refresh_from_db()
    assert behind.state == EntryText.State.TRANSLATION


def test_a_changed_figure_leaves_translations_behind_too(behind):
    make.fill_text(behind, owner(behind), follows=["title", "results"], seen=seen(behind))
    original = make.original(behind.version.entry)
    figure = {"name": "Artists counted", "value": "120", "unit": "", "year": "2024"}
    given = {**make.WORDS, "title": original.title, "results": original.results, "figures": [figure]}
    writing.save_text(
        text=original, posted=make.Posted(given), read_rows=lambda rows: given.get(rows.kind, []),
        expected_revision=make.revision_of(original, "story"), by=owner(behind),
    )  # fmt: skip
    behind.refresh_from_db()
    assert (behind.state, changed(behind)) == (EntryText.State.OUTDATED, ["figures"])


def test_the_next_version_takes_along_what_a_translation_has_not_followed(behind):
    entry = make.publish(behind.version.entry)
    version = versions.begin_revision(entry=entry, by=entry.owner)
    text = version.texts.get(language="fr")
    assert (text.state, changed(text)) == (EntryText.State.OUTDATED, ["title", "results"])


def test_the_page_shows_each_field_beside_its_original_with_what_changed(client, behind):
    client.force_login(owner(behind))
    page = client.get(page_of(behind)).content.decode()
    given = [name for name in translating.NAMES if make.WORDS.get(name)]
    assert page.count('id="pair-') == len(given) + 1
    assert "A national observatory<del> of digital culture</del>" in page
    assert "<del>Three</del><ins>Four</ins> yearly reports." in page
    assert 'id="follows-title"' in page
    assert 'id="follows-problem"' not in page
    assert re.search(r'<textarea[^>]* dir="ltr"[^>]* lang="fr" name="problem"', page)


def test_the_page_crosses_off_what_was_ticked(client, behind):
    client.force_login(owner(behind))
    posted = {**make.WORDS, "title": "Un observatoire", "translator": "Sam", "revision": "1", "next": "leave"}
    client.post(page_of(behind), {**posted, "follows": ["title", "results"], "seen": seen(behind)})
    behind.refresh_from_db()
    assert behind.state == EntryText.State.TRANSLATION


def test_two_translators_in_one_language_do_not_overwrite_each_other(client, behind):
    client.force_login(people.editor())
    posted = {**make.WORDS, "title": "Mine", "translator": "Sam", "revision": "0", "next": "leave"}
    answer = client.post(page_of(behind), {**posted, "follows": ["title"], "seen": seen(behind)})
    behind.refresh_from_db()
    assert answer.status_code == 409
    assert (behind.title, behind.state) == ("Un observatoire", EntryText.State.OUTDATED)
    assert 'name="follows" value="title"' in answer.content.decode()
