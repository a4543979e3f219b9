"""Rules without a database: addresses, plain words, what answers must agree on."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge import entry_rules
from knowledge.plain import plain
from knowledge.slugs import LONGEST, slug_of
from knowledge.ties import split


def say(code, values):
    return code


def test_an_address_is_made_of_the_title():
    assert slug_of("Découvrabilité : un observatoire", "ABCD") == "decouvrabilite-un-observatoire"


def test_a_title_in_arabic_gives_the_code_as_address():
    assert slug_of("مرصد", "ABCD") == "abcd"
    assert slug_of("2024", "ABCD") == "2024-abcd"


@given(st.text(max_size=300))
def test_an_address_holds_small_letters_figures_and_hyphens_whatever_the_title(title):
    slug = slug_of(title, "ABCDEFGH")
    assert 0 < len(slug) <= LONGEST + 9
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def test_markdown_is_searched_as_plain_words():
    assert (
        plain("## Results\n\n- **12** films, see [the list](https://example.org)") == "Results 12 films, see the list"
    )


@given(st.text(max_size=400))
def test_any_text_has_plain_words_on_one_line(text):
    assert "\n" not in plain(text)


@given(st.lists(st.sampled_from(["1.1", "2.4", "5.3"])))
def test_codes_are_kept_once_in_their_order(codes):
    assert split(" ".join(codes)) == list(dict.fromkeys(codes))


def test_a_period_that_ends_before_it_begins_is_told():
    assert [p.message for p in entry_rules.period({"period_from": 2022, "period_to": 2020}, say)] == [
        "period_backwards"
    ]
    assert entry_rules.period({"period_from": 2020, "period_to": None}, say) == []


def test_a_link_is_a_whole_address_of_the_web():
    rows = [{"url": "https://example.org/a"}, {"url": "javascript:alert(1)"}, {"url": "example.org"}, {"url": ""}]
    assert [(p.row, p.message) for p in entry_rules.addresses({"links": rows}, say)] == [
        (1, "link_not_whole"),
        (2, "link_not_whole"),
    ]
