"""Facets are read once and hold while nothing changes."""

import threading

import pytest
from django.db import connection, transaction

from portal.search import kept, services
from portal.search.models import Document, Edition
from portal.ui.pages import bump_content
from tests.search.texts import KIND

pytestmark = pytest.mark.django_db(transaction=True)


def counts(**options):
    return kept.facets(KIND, **options).count().counts


def test_the_languages_and_the_codes_of_all_versions_are_counted_once_a_record(texts):
    texts.add(1, "Film", language="en", facets={"theme": ["T1"]})
    texts.add(1, "Film", language="fr", facets={"theme": ["T1", "T2"]})
    texts.add(2, "Music", language="fr", facets={"theme": ["T2"]})
    texts.add(3, "Secret", facets={"theme": ["T3"]}, is_public=False)
    services.refresh(kind=KIND, records=[1, 2, 3])
    assert counts() == {"language": {"en": 1, "fr": 2}, "theme": {"T1": 1, "T2": 2}}
    assert counts(public_only=False)["theme"] == {"T1": 1, "T2": 2, "T3": 1}
    assert kept.memory()[KIND] > 0


def test_while_nothing_changes_nothing_is_read(written, django_assert_num_queries):
    written("Film", "Music", facets={"theme": ["T1"]})
    first = kept.facets(KIND)
    with django_assert_num_queries(1):  # the content version
        assert kept.facets(KIND) is first


def test_what_changes_elsewhere_costs_one_small_query(written, django_assert_num_queries):
    written("Film", facets={"theme": ["T1"]})
    first = kept.facets(KIND)
    bump_content()
    with django_assert_num_queries(2):  # the content version, the edition of the kind
        assert kept.facets(KIND) is first


def test_only_the_records_changed_are_read_again(written, texts, django_assert_num_queries):
    written(*["Film"] * 40, facets={"theme": ["T1"]})
    assert counts()["theme"] == {"T1": 40}
    texts.add(3, "Film", facets={"theme": ["T2"]})
    texts.add(4, "Film", is_public=False)
    texts.add(41, "New", facets={"theme": ["T1"]})
    services.refresh(kind=KIND, records=[3, 4, 41])
    with django_assert_num_queries(4):  # content version, edition, which changed, these
        assert counts()["theme"] == {"T1": 39, "T2": 1}


def test_what_went_away_is_no_longer_counted(written, texts):
    written("Film", "Music", facets={"theme": ["T1"]})
    assert counts()["theme"] == {"T1": 2}
    del texts.items[1]
    services.refresh(kind=KIND, records=[1])
    assert counts()["theme"] == {"T1": 1}


def test_many_changes_are_read_as_a_whole(written, texts, monkeypatch):
    monkeypatch.setattr(kept, "_MOST_CHANGED", 1)
    written("Film", "Music", facets={"theme": ["T1"]})
    assert counts()["theme"] == {"T1": 2}
    for record in (1, 2):
        texts.add(record, "Other", facets={"theme": ["T2"]})
    services.refresh(kind=KIND, records=[1, 2])
    assert counts()["theme"] == {"T2": 2}


def test_what_an_unfinished_transaction_has_seen_is_not_kept(written, texts):
    written("Film", facets={"theme": ["T1"]})
    texts.add(1, "Film", facets={"theme": ["T9"]})
    with pytest.raises(ValueError), transaction.atomic():
        services.refresh(kind=KIND, records=[1])
        assert counts()["theme"] == {"T9": 1}
        raise ValueError
    texts.add(1, "Film", facets={"theme": ["T2"]})
    services.refresh(kind=KIND, records=[1])
    assert counts()["theme"] == {"T2": 1}


def test_one_thread_reads_and_the_others_wait_for_it(written, monkeypatch):
    written(*["Film"] * 5, facets={"theme": ["T1"]})
    readings, found = [], []
    read = kept._rows

    def counted(*arguments):
        readings.append(arguments)
        return read(*arguments)

    def ask():
        found.append(kept.facets(KIND))
        connection.close()

    monkeypatch.setattr(kept, "_rows", counted)
    threads = [threading.Thread(target=ask) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(readings) == 1
    assert {id(facets) for facets in found} == {id(found[0])}


def test_an_emptied_and_refilled_database_is_noticed(written, texts):
    written("Film", facets={"theme": ["T1"]})
    assert counts()["theme"] == {"T1": 1}
    Document.objects.all().delete()
    Edition.objects.all().delete()
    bump_content()
    assert counts() == {}
    written("Film", facets={"theme": ["T2"]})
    assert counts()["theme"] == {"T2": 1}
