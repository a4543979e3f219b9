"""How a load meets a correction."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.reference.merging import merge


def merged(present, loaded, incoming, force=False):
    return merge(present={"a": present}, loaded=loaded, incoming={"a": incoming}, force=force)


def test_an_untouched_column_follows_the_file():
    result = merged("old", {"a": "old"}, "new")
    assert result.values == {"a": "new"}
    assert result.loaded == {"a": "new"}
    assert result.kept == ()


def test_a_corrected_column_stays():
    result = merged("mine", {"a": "old"}, "new")
    assert result.values == {}
    assert result.loaded == {"a": "old"}
    assert result.kept == ("a",)


def test_force_overrides_a_correction():
    result = merged("mine", {"a": "old"}, "new", force=True)
    assert result.values == {"a": "new"}
    assert result.loaded == {"a": "new"}


def test_a_correction_the_file_has_caught_up_with_follows_the_file_again():
    result = merged("mine", {"a": "old"}, "mine")
    assert result.values == {}
    assert result.loaded == {"a": "mine"}
    assert merged("mine", result.loaded, "newer").values == {"a": "newer"}


def test_a_column_never_loaded_counts_as_corrected():
    assert merged("by hand", {}, "new").kept == ("a",)


def test_dates_are_compared_as_the_log_keeps_them():
    result = merged(date(2015, 4, 8), {"a": "2015-04-08"}, date(2015, 4, 9))
    assert result.values == {"a": date(2015, 4, 9)}
    assert result.loaded == {"a": "2015-04-09"}


@given(st.text(), st.text(), st.text())
def test_loading_twice_changes_nothing_the_second_time(present, loaded, incoming):
    first = merged(present, {"a": loaded}, incoming)
    now = first.values.get("a", present)
    second = merged(now, first.loaded, incoming)
    assert second.values == {}
    assert second.loaded == first.loaded
