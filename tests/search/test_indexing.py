"""The index is kept true to the records."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase

from portal.reference import ports as ports_of_reference
from portal.search import index, ports, services, tasks
from portal.search.models import Document, Edition, Word
from portal.ui.pages import content_version
from tests.search.texts import KIND, Texts

pytestmark = pytest.mark.django_db


def found(typed):
    return index.find(typed).ids


def known_words():
    return dict(Word.objects.values_list("word", "documents"))


def test_a_change_is_found_within_the_transaction_that_makes_it(texts):
    texts.add(1, "Film")
    with transaction.atomic():
        assert services.refresh(kind=KIND, records=[1]) == 1
        assert found("film") == [1]
    texts.add(1, "Music")
    assert services.refresh(kind=KIND, records=[1]) == 1
    assert (found("film"), found("music")) == ([], [1])


def test_a_change_taken_back_is_not_found(texts):
    texts.add(1, "Film")
    try:
        with transaction.atomic():
            services.refresh(kind=KIND, records=[1])
            raise ValueError
    except ValueError:
        pass
    assert found("film") == []


def test_a_record_that_is_gone_and_a_language_that_is_gone_are_no_longer_found(texts):
    texts.add(1, "Film")
    texts.add(1, "Cinéma", language="fr")
    texts.add(2, "Film")
    services.refresh(kind=KIND, records=[1, 2])
    del texts.items[2]
    texts.items[1] = texts.items[1][:1]
    assert services.refresh(kind=KIND, records=[1, 2]) == 2
    assert (found("film"), found("cinema")) == ([1], [])


def test_what_did_not_change_is_not_written(written, django_capture_on_commit_callbacks):
    written("Film")
    before = Edition.objects.get(pk=KIND).number
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        assert services.refresh(kind=KIND, records=[1]) == 0
    assert callbacks == []
    assert Edition.objects.get(pk=KIND).number == before


def test_a_change_renews_the_public_pages(texts, django_capture_on_commit_callbacks):
    before = content_version()
    texts.add(1, "Film")
    with django_capture_on_commit_callbacks(execute=True):
        services.refresh(kind=KIND, records=[1])
    assert content_version() > before


def test_a_check_repairs_what_was_forgotten_and_says_so(written, texts, caplog):
    written("Film", "Music", "Dance")
    texts.add(1, "Theatre")
    del texts.items[2]
    texts.add(4, "Circus")
    report = services.reindex()
    assert (report.seen, report.repaired) == ({KIND: 3}, {KIND: 3})
    assert found("film") == found("music") == []
    assert (found("theatre"), found("dance"), found("circus")) == ([1], [3], [4])
    assert services.reindex().repaired == {KIND: 0}
    texts.add(3, "Opera")
    tasks.check()
    assert "1 documents of the kind practice" in caplog.text


def test_the_scheduler_runs_the_check(settings):
    assert settings.CELERY_BEAT_SCHEDULE["search"]["task"] == tasks.check.name


def test_a_check_after_another_normaliser_writes_everything_anew(written, monkeypatch):
    written("Film", "Music")
    monkeypatch.setattr("portal.search.writing.VERSION", 99)
    assert services.reindex().repaired == {KIND: 2}


def test_words_are_learned_with_the_documents_and_counted_by_the_check(written, texts):
    written("Film film festival", "Festival")
    assert known_words() == {"film": 1, "festival": 1}
    services.reindex()
    assert known_words() == {"film": 1, "festival": 2}
    del texts.items[1]
    texts.add(2, "Opéra")
    services.reindex()
    assert list(Word.objects.values_list("word", "turned", "shown")) == [("opera", "arepo", "opéra")]


def test_a_check_of_one_kind_leaves_the_others_and_the_words(written, texts):
    others = Texts("country")
    ports.register(others.source)
    others.add(1, "Uganda")
    written("Film")
    assert services.reindex(["country"]).repaired == {"country": 1}
    assert "film" in known_words()
    with pytest.raises(KeyError):
        services.reindex(["planet"])


def test_the_command_tells_what_it_did(written, texts):
    texts.add(1, "Film")
    out = io.StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "practice: 1 documents, 1 repaired.\n"
    with pytest.raises(CommandError, match="No kind of record is called 'planet'; there are: practice"):
        call_command("reindex", "planet")


def test_a_kind_has_one_source(texts):
    ports.register(texts.source)
    with pytest.raises(RuntimeError, match="already has a source"):
        ports.register(Texts().source)


def test_erasing_reaches_texts_and_originals(written, texts):
    written({"title": "A name", "body": "Private words"})
    texts.items.clear()
    services.refresh(kind=KIND, records=[1])
    assert not Document.objects.exists()
    services.reindex()
    assert not Word.objects.exists()


def test_many_records_are_checked_in_few_queries(texts, django_assert_num_queries):
    for record in range(1, 151):
        texts.add(record, "Film", body="Words of it")
    services.reindex()
    with django_assert_num_queries(3):  # a batch of documents, the documents there are, the words
        services.reindex()


def test_corrections_of_the_reference_data_ring_once_for_the_index(texts, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.follow_corrections, "delay", lambda: rung.append(1))
    with TestCase.captureOnCommitCallbacks(execute=True):
        for _ in range(3):
            ports_of_reference.corrected.collect(object())
    assert rung == [1]
    texts.add(1, "Film")
    tasks.follow_corrections()
    assert found("film") == [1]
    with TestCase.captureOnCommitCallbacks(execute=True):
        ports_of_reference.corrected.collect(object())
    assert rung == [1, 1]


def test_a_queue_that_does_not_answer_stops_no_correction(monkeypatch):
    def fail():
        raise OSError

    monkeypatch.setattr(tasks.follow_corrections, "delay", fail)
    for _ in range(2):  # the second is not held up by the first
        with TestCase.captureOnCommitCallbacks(execute=True):
            ports_of_reference.corrected.collect(object())
