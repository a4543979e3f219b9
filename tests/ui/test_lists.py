"""Views of a long list: read from an address, written back the same, and an unknown value never an error."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.ui import lists


@dataclass(frozen=True)
class Boats(lists.Wanted):
    harbour: str = ""
    colour: tuple[str, ...] = ()

    ORDERS: ClassVar = frozenset({"name", "built"})
    CHECKED: ClassVar = {
        "view": frozenset({"mine", "late"}).__contains__,
        "colour": frozenset({"red", "blue", "green"}).__contains__,
    }


def read(address: str) -> Boats:
    return Boats.from_query(QueryDict(address))


words = st.text(max_size=60).map(str.strip).filter(lambda text: "\x00" not in text)
views = st.builds(
    Boats,
    view=st.sampled_from(["", "mine", "late"]),
    q=words,
    harbour=words,
    colour=st.lists(st.sampled_from(["red", "blue", "green"]), max_size=3).map(tuple),
    order=st.sampled_from(["", "name", "-name", "built", "-built"]),
)


@given(views)
def test_an_address_written_and_read_again_is_the_same_view(wanted):
    assert read(wanted.query()) == wanted
    assert Boats.from_params(wanted.as_params()) == wanted


def test_values_outside_a_closed_list_are_left_out_and_the_others_kept():
    assert read("view=all&colour=red&colour=mauve&o=price&harbour=Praia") == Boats(colour=("red",), harbour="Praia")


def test_typed_words_are_cut_to_a_length_and_the_last_of_several_counts():
    assert len(read(urlencode({"q": "x" * 10_000})).q) == 100
    assert read("q=one&q=two").q == "two"


def test_the_tab_and_the_order_do_not_narrow_a_list_and_a_word_does():
    assert not read("view=mine&o=-name").is_narrowed
    assert read("view=mine&q=sail").is_narrowed


def test_the_head_of_the_sorted_column_turns_the_order_round():
    columns = [("name", "Name", ""), ("", "Crew", "n")]
    up, plain = lists.heads(columns, read("o=name&q=sail"))
    assert (up["sorted"], up["query"]) == ("ascending", "q=sail&o=-name")
    assert (plain["sorted"], plain["query"]) == ("", "")
    down = lists.heads(columns, read("o=-name"))[0]
    assert (down["sorted"], down["query"]) == ("descending", "o=name")


def test_the_first_the_last_and_the_nearest_pages_are_offered_with_what_was_asked():
    found = Paginator(range(1000), 50).get_page(10)
    pages = lists.near(found, read("q=sail"))
    assert [number for number, _address in pages] == [1, 8, 9, 10, 11, 12, 20]
    assert pages[0][1] == "q=sail&p=1"


def test_a_form_sent_with_empty_fields_is_sent_on_to_the_address_without_them(rf):
    assert lists.without_empty(rf.get("/list/?q=sail&harbour=")).url == "/list/?q=sail"
    assert lists.without_empty(rf.get("/list/?q=&harbour=")).url == "/list/"
    assert lists.without_empty(rf.get("/list/?q=sail")) is None
