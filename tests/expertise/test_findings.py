"""What the records say to a rule: never more than they know."""

from hypothesis import given
from hypothesis import strategies as st

from expertise.findings import NO, UNKNOWN, YES, Asked, Facts, find

CODES = st.sets(st.sampled_from(["1.1", "1.2", "2.4", "3.3"]))


@given(st.integers(0, 70), st.integers(1, 70))
def test_years_are_enough_or_not(years, minimum):
    found = find(Asked("years", minimum), Facts(years=years))
    assert found.answer == (YES if years >= minimum else NO)
    assert found.number == years


def test_what_the_profile_does_not_say_is_not_known():
    for kind in ("years", "languages", "activities", "training", "other"):
        assert find(Asked(kind, 1), Facts()).answer == UNKNOWN


@given(st.dictionaries(st.sampled_from(["en", "fr", "ar", "pt"]), st.integers(0, 3), min_size=1))
def test_only_languages_the_person_works_in_count(languages):
    found = find(Asked("languages", 1, ("en", "fr")), Facts(languages=languages))
    worked = {code for code in ("en", "fr") if languages.get(code, 0) >= 2}
    assert set(found.items) == worked
    assert found.answer == (YES if worked else NO)


@given(CODES, CODES, st.integers(1, 4))
def test_an_activity_without_evidence_does_not_count(shown, bare, minimum):
    found = find(Asked("activities", minimum), Facts(shown_activities=shown, bare_activities=bare))
    if not shown and not bare:
        assert found.answer == UNKNOWN
    else:
        assert found.number == len(shown)
        assert found.answer == (YES if len(shown) >= minimum else NO)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5))
def test_what_referees_say_is_for_a_person_to_judge(asked, answered, minimum):
    found = find(Asked("referees", minimum), Facts(referees=asked, answered=min(asked, answered)))
    assert found.answer == (NO if asked < minimum else UNKNOWN)


def test_a_training_named_is_a_datum_and_no_answer():
    found = find(Asked("training"), Facts(training=" Dakar, 2019 "))
    assert (found.answer, found.items) == (UNKNOWN, ("Dakar, 2019",))
