"""Loading: repeatable, respectful of corrections."""

import shutil

import pytest
from django.core.management import call_command

from portal.reference import files, ports
from portal.reference.models import Country, CountryLanguage, CountryName, Term, TermLabel
from portal.reference.services import load_reference
from portal.reference.sortkeys import sort_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the data that a test may change."""
    return shutil.copytree(files.DATA, tmp_path / "data")


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_files_are_loaded_whole(loaded):
    assert Country.objects.count() == 198
    assert Country.objects.filter(party=True).count() == 159
    assert Country.objects.filter(ldc=True).count() == 44
    assert Country.objects.filter(sids=True).count() == 39
    assert Country.objects.filter(developing=True).count() == 145
    assert CountryName.objects.count() == 198 * 6
    assert CountryLanguage.objects.count() == 420
    assert Term.objects.filter(list="activity").count() == 20


def test_133_parties_had_deposited_by_19_november_2013_as_the_sources_say(loaded):
    assert Country.objects.filter(party=True, deposit_latest__lte="2013-11-19").count() == 133


def test_names_carry_their_sort_key(loaded):
    name = CountryName.objects.get(country__iso3="EGY", language="fr")
    assert (name.name, name.sort_key) == ("Égypte", "egypte")
    assert all(row.sort_key == sort_key(row.name) for row in CountryName.objects.all()[:300])


def test_loading_again_changes_nothing(loaded, mocker_record):
    report = load_reference()
    assert (report.created, report.changed, report.retired, report.kept) == (0, 0, 0, [])
    assert mocker_record == []


@pytest.fixture
def mocker_record(monkeypatch):
    """What the log was told."""
    told = []
    monkeypatch.setattr(ports.record, "_provider", lambda **entry: told.append(entry))
    return told


def test_a_correction_survives_the_next_load(loaded, folder):
    Country.objects.filter(iso3="UGA").update(region="arab_states")
    rewrite(folder / "countries.csv", "UG,UGA,800,Uganda,Ouganda", "UG,UGA,800,Uganda,L’Ouganda")
    report = load_reference(folder=folder)
    uganda = Country.objects.get(iso3="UGA")
    assert uganda.region == "arab_states"
    assert CountryName.objects.get(country=uganda, language="fr").name == "L’Ouganda"
    assert report.kept == ["country UGA: region"]
    assert report.changed == 1


def test_force_brings_the_file_back(loaded):
    Country.objects.filter(iso3="UGA").update(region="arab_states")
    report = load_reference(force=True)
    assert Country.objects.get(iso3="UGA").region == "africa"
    assert report.kept == []


def test_a_change_by_the_file_is_logged_with_old_and_new(loaded, folder, mocker_record):
    rewrite(folder / "countries.csv", "UG,UGA,800,Uganda,Ouganda", "UG,UGA,800,Uganda,L’Ouganda")
    load_reference(folder=folder)
    (entry,) = mocker_record
    assert entry["verb"] == "reference.loaded"
    assert entry["actor"] is None
    assert (entry["old"], entry["new"]) == ({"name": "Ouganda"}, {"name": "L’Ouganda"})


def test_a_row_gone_from_the_file_is_retired_not_deleted(loaded, folder):
    rows = (folder / "country_languages.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "country_languages.csv").write_text(
        "".join(row for row in rows if not row.startswith("UG,sw,")), "utf-8"
    )
    report = load_reference(folder=folder)
    assert report.retired == 1
    assert CountryLanguage.objects.get(country__iso3="UGA", language="sw").active is False
    assert load_reference().retired == 0
    assert CountryLanguage.objects.get(country__iso3="UGA", language="sw").active is True


def test_a_row_made_by_hand_is_never_retired(loaded):
    Term.objects.create(list="theme", code="T5", position=5)
    load_reference()
    assert Term.objects.get(list="theme", code="T5").active is True


def test_the_secretariat_may_show_another_version_for_good(loaded):
    versions = TermLabel.objects.filter(term__list="activity", term__code="2.4", language="fr")
    versions.filter(version="Resolution 7.CP 13").update(current=False)
    versions.filter(version="web table").update(current=True)
    load_reference()
    assert versions.get(current=True).version == "web table"
    load_reference(force=True)
    assert versions.get(current=True).version == "Resolution 7.CP 13"


def test_a_version_of_the_secretariat_stays_shown_when_the_file_brings_a_new_one(loaded, folder):
    versions = TermLabel.objects.filter(term__list="activity", term__code="1.1", language="en")
    versions.update(current=False)
    TermLabel.objects.create(
        term=Term.objects.get(list="activity", code="1.1"), language="en", text="Map the sectors",
        source="Secretariat", standing="approved", version="2026",
    )  # fmt: skip
    load_reference(folder=folder)
    assert versions.get(current=True).version == "2026"
    load_reference(force=True)
    assert versions.get(current=True).version == "as in the source"


def test_wording_that_becomes_official_replaces_the_working_translation(loaded, folder):
    words = (
        "text: Provide dedicated spaces for digital creativity and innovation that enable artistic experimentation"
    )
    old = f"{words} and collaboration\n      status: unverified"
    rewrite(folder / "vocabulary.yaml", old, "text: Provide spaces\n      status: read")
    load_reference(folder=folder)
    versions = TermLabel.objects.filter(term__list="activity", term__code="2.2", language="en")
    assert versions.count() == 2
    shown = versions.get(current=True)
    assert (shown.text, shown.standing, shown.search_key) == ("Provide spaces", "approved", "provide spaces")


def test_a_broken_file_changes_nothing(loaded, folder):
    rewrite(folder / "countries.csv", "UG,UGA,800,Uganda,Ouganda", "UG,UGA,800,Uganda,L’Ouganda")
    (folder / "portal.yaml").write_text("retention: {items: []}", "utf-8")
    rewrite(folder / "vocabulary.yaml", "convention_goals:", "goals_by_another_name:")
    with pytest.raises(KeyError):
        load_reference(folder=folder)
    assert CountryName.objects.get(country__iso3="UGA", language="fr").name == "Ouganda"


def test_the_command_says_what_it_did(loaded, capsys):
    Country.objects.filter(iso3="UGA").update(region="arab_states")
    call_command("load_reference", verbosity=2)
    said = capsys.readouterr().out
    assert "0 rows made, 0 changed" in said
    assert "1 corrections kept" in said
    assert "country UGA: region" in said
