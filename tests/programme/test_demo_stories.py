"""The twelve stories of the demonstration: long enough, never copied from one another, at every state."""

import io
import re
from collections import Counter
from itertools import pairwise

import pytest
from pypdf import PdfReader

from applications import states
from portal.documents import pdf
from programme.demo import national, paper
from programme.demo.stories import all_stories, texts

STORIES = all_stories()


def sentences(story) -> set[str]:
    """What its author wrote, sentence by sentence, without case and punctuation."""
    told = [text for text in texts(story.told) if len(text.split()) > 3]
    parts = [part for text in told for part in re.split(r"[.!?]\s+|\n", text)]
    normal = (" ".join(re.findall(r"\w+", part.casefold())) for part in parts)
    return {sentence for sentence in normal if len(sentence.split()) >= 6}


def test_there_are_twelve_each_at_a_state_of_its_own():
    assert len(STORIES) == 12
    assert {story.state for story in STORIES} == set(states.STATES)


def test_both_languages_are_written():
    assert Counter(story.language for story in STORIES) == {"en": 7, "fr": 5}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.iso3)
def test_a_story_has_at_least_1500_words(story):
    assert story.words >= 1500


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.iso3)
def test_a_story_is_marked_as_an_illustration(story):
    assert story.get("illustration") is True


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.iso3)
def test_a_story_names_its_sources_by_paragraph(story):
    text = " ".join(texts(story.sections))
    cited = re.findall(r"para\.|par\.|paragraph|axis \d|axe\s\d|footnote|note \d", text)
    assert len(cited) >= 4


def test_no_sentence_stands_in_two_stories():
    seen = Counter(sentence for story in STORIES for sentence in sentences(story))
    assert [sentence for sentence, times in seen.items() if times > 1] == []


def test_no_two_stories_choose_the_same_activities():
    chosen = [tuple(row["activity"] for row in story.sections["activities"]["rows"]) for story in STORIES]
    assert len(set(chosen)) == len(chosen)


def test_an_attachment_is_a_pdf_that_can_be_read_back():
    data = paper.one_page("Lettre signée (illustration)", "Le Secrétaire général s’engage.\nDeuxième ligne.")
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "Lettre signée (illustration)" in text
    assert "Secrétaire général s’engage" in text


def test_where_no_pdf_can_be_made_a_document_is_a_plain_page(monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    real = pdf.render
    with paper.where_pdf_is_missing():
        data = pdf.render("roadmaps/pdf/terms.html", {}, language="en", title="Terms of reference", reference="DCA-1")
    assert "DCA-1" in PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert pdf.render is real


def test_parties_one_after_the_other_take_other_measures_on_an_activity():
    parties = [one["iso3"] for one in national.told()["parties"]]
    for code in national.activities():
        for one, next_one in pairwise(parties):
            assert national.measures_on(code, one)[0] != national.measures_on(code, next_one)[0]


@pytest.mark.parametrize("code", national.activities())
def test_each_measure_of_an_activity_is_told_in_both_languages(code):
    for measure in national.activities()[code]["measures"]:
        assert measure["en"].keys() == measure["fr"].keys() == {"title", "text", "lead", "partners", "what", "unit"}
        assert all(measure["en"].values())
        assert all(measure["fr"].values())
