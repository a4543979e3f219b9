"""Two people never overwrite each other silently."""

import pytest

from portal.collaboration.models import CompletionRequest, Section
from portal.collaboration.queries import open_request, open_requests, requests_of, sections_of
from portal.collaboration.services import (
    Conflict,
    Point,
    answer_request,
    ask_completion,
    close_request,
    copy_sections,
    save_section,
)
from tests.accounts import factories as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return people.country("UGA")


def save(record, expected, *, changed=True, unparsed=None, by=None):
    return save_section(
        record=record,
        code="context",
        expected_revision=expected,
        apply=lambda: changed,
        unparsed=unparsed or {},
        by=by,
    )


def test_each_save_that_changes_something_counts_the_revision_up(record):
    writer = people.newcomer()
    assert save(record, 0, by=writer).revision == 1
    section = save(record, 1, by=writer)
    assert (section.revision, section.saved_by) == (2, writer)
    assert section.saved_at is not None


def test_saving_the_same_again_disturbs_nobody(record):
    save(record, 0)
    assert save(record, 1, changed=False).revision == 1


def test_a_save_with_an_old_revision_stores_nothing_and_says_who_was_first(record):
    first = people.newcomer(name="Rudo")
    save(record, 0, by=first)

    def write() -> bool:
        type(record).objects.filter(pk=record.pk).update(source="overwritten")
        return True

    with pytest.raises(Conflict) as raised:
        save_section(record=record, code="context", expected_revision=0, apply=write, unparsed={}, by=None)
    assert (raised.value.revision, raised.value.saved_by) == (1, first)
    record.refresh_from_db()
    assert record.source != "overwritten"


def test_an_old_revision_with_the_stored_words_is_no_conflict(record):
    save(record, 0)
    assert save(record, 0, changed=False).revision == 1


def test_what_fits_no_column_is_kept_and_counts_as_a_change(record):
    section = save(record, 0, changed=False, unparsed={"days": "about 300"})
    assert (section.revision, section.unparsed) == (1, {"days": "about 300"})


def test_sections_are_copied_with_their_revisions(record):
    save(record, 0, unparsed={"days": "many"})
    other = people.country("ZWE")
    copy_sections(source=record, target=other)
    copied = sections_of(other)["context"]
    assert (copied.revision, copied.unparsed) == (1, {"days": "many"})
    assert Section.objects.count() == 2


def points():
    return [Point("context", "needs", "missing", "Give a figure"), Point("budget", "", "incorrect")]


def test_a_completion_request_keeps_its_points_in_order(record):
    officer = people.officer()
    request = ask_completion(record=record, points=points(), by=officer, message="Please")
    assert [point.section for point in request.points.all()] == ["context", "budget"]
    assert open_request(record) == request
    assert open_requests([record]) == {record.pk: request}


@pytest.mark.parametrize("given", [[], [Point("context", "needs", "ugly")]])
def test_a_request_without_points_or_with_an_unknown_kind_is_refused(record, given):
    with pytest.raises(ValueError):
        ask_completion(record=record, points=given, by=people.officer())
    assert not CompletionRequest.objects.exists()


def test_there_is_one_open_request_at_a_time(record):
    officer = people.officer()
    request = ask_completion(record=record, points=points(), by=officer)
    with pytest.raises(ValueError):
        ask_completion(record=record, points=points(), by=officer)
    answer_request(request=request, by=officer)
    ask_completion(record=record, points=points(), by=officer)
    assert [row.state for row in requests_of(record)] == ["answered", "open"]


def test_a_request_is_answered_once(record):
    request = ask_completion(record=record, points=points(), by=people.officer())
    answer_request(request=request, by=None)
    with pytest.raises(ValueError):
        answer_request(request=request, by=None)


def test_closing_leaves_an_answered_request_answered(record):
    request = ask_completion(record=record, points=points(), by=people.officer())
    answer_request(request=request, by=None)
    close_request(request=request)
    assert request.state == "answered"


def test_an_open_request_is_closed(record):
    request = ask_completion(record=record, points=points(), by=people.officer())
    close_request(request=request)
    assert request.state == "closed"
    assert open_request(record) is None
