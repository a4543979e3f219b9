"""Reading the vocabulary file."""

import pytest

from portal.reference import vocabulary


@pytest.fixture(scope="module")
def records():
    return {(record.list, record.code): record for record in vocabulary.read()}


def labels(record, language):
    return [label for label in record.labels if label.language == language]


def test_every_list_has_as_many_terms_as_the_sources_name(records):
    counts = {}
    for name, _code in records:
        counts[name] = counts.get(name, 0) + 1
    expected = {
        "output": 5, "activity": 20, "goal": 4, "monitoring_area": 11, "core_indicator": 8, "sdg_target": 8,
        "theme": 4, "process_step": 4, "assistance_step": 9, "axis": 6, "budget_line": 2, "programme_risk": 5,
        "assistance_domain": 6, "stakeholder_kind": 15, "ministry": 13, "region": 5, "electoral_group": 6,
        "cultural_domain": 7, "value_chain": 4, "engagement_instrument": 8, "source_document": 15,
        "discrepancy": 10, "retention": 7, "roster_aim": 12, "impact": 1,
    }  # fmt: skip
    assert {name: counts[name] for name in expected} == expected


def test_every_label_has_a_source_and_a_standing(records):
    for record in records.values():
        for label in record.labels:
            assert label.source, record.code
            assert label.standing in {"approved", "translated", "unverified"}


def test_every_term_people_read_has_words_in_both_working_languages(records):
    for (name, code), record in records.items():
        if name not in {"source_document", "discrepancy"}:
            assert {"en", "fr"} <= {label.language for label in record.labels if label.current}, (name, code)


def test_each_activity_belongs_to_the_output_of_its_number(records):
    for (name, code), record in records.items():
        if name == "activity":
            assert record.parent == ("output", f"O{code[0]}")


def test_french_labels_of_the_roadmap_are_those_the_conference_approved(records):
    for (name, _code), record in records.items():
        if name in {"output", "activity"}:
            (current,) = [label for label in labels(record, "fr") if label.current]
            assert current.standing == "approved"
            assert current.version == "Resolution 7.CP 13"


def test_the_earlier_french_wording_of_2_4_is_kept_and_not_shown(records):
    current, earlier = labels(records[("activity", "2.4")], "fr")
    assert "l’accessibilité à divers contenus" in current.text
    assert "découvrabilité" in earlier.text
    assert current.current
    assert not earlier.current
    assert earlier.standing == "unverified"


@pytest.mark.parametrize(("code", "standing"), [("1.1", "approved"), ("1.4", "unverified"), ("2.1", "unverified")])
def test_only_wording_that_was_read_is_official_in_english(records, code, standing):
    (label,) = labels(records[("activity", code)], "en")
    assert label.standing == standing


def test_spanish_is_a_working_translation(records):
    assert {label.standing for label in labels(records[("activity", "1.1")], "es")} == {"translated"}


def test_a_variant_that_says_the_same_is_not_a_version(records):
    assert len(labels(records[("output", "O4")], "fr")) == 1


def test_idem_is_written_out(records):
    (label,) = labels(records[("sdg_target", "17.17")], "fr")
    assert label.text.startswith("développement, transfert")


def test_a_remark_about_the_source_leaves_the_label(records):
    (label,) = labels(records[("core_indicator", "CI5")], "fr")
    assert label.text.endswith("aux entreprises et aux marchés")
    assert label.source == "DCE/21/14.IGC/14, annex, note 5"


def test_amounts_and_leads_are_kept_as_data(records):
    assert records[("axis", "A3")].data["budget"] == 900000
    assert sum(records[("axis", f"A{n}")].data["budget"] for n in range(1, 7)) == 1_560_000
    assert records[("assistance_step", "TA1")].data["lead"] == "Secretariat"
