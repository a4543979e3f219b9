"""Corrections by the Secretariat."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from portal.reference import ports, queries
from portal.reference.models import Country, CountryName, Stamp, Term, TermLabel
from portal.reference.services import save_correction, show_version
from tests.accounts import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    entries = []
    monkeypatch.setattr(ports.record, "_provider", lambda **entry: entries.append(entry))
    return entries


@pytest.fixture
def bumps(monkeypatch):
    seen = []
    monkeypatch.setattr(ports.bump_content, "_provider", lambda: seen.append(1))
    return seen


def test_a_correction_is_logged_with_what_changed_and_why(loaded, told, bumps):
    uganda = Country.objects.get(iso3="UGA")
    uganda.electoral_group = "Vb"
    save_correction(record=uganda, by="officer", reason="letter of 3 May")
    (entry,) = told
    assert (entry["verb"], entry["actor"], entry["reason"]) == ("reference.corrected", "officer", "letter of 3 May")
    assert (entry["old"], entry["new"]) == ({"electoral_group": "Va"}, {"electoral_group": "Vb"})
    assert bumps == [1]


def test_nothing_changed_nothing_logged(loaded, told, bumps):
    save_correction(record=Country.objects.get(iso3="UGA"), by="officer")
    assert told == bumps == []


def test_a_new_row_is_logged_as_added(loaded, told):
    save_correction(record=Term(list="theme", code="T5", position=5), by="officer")
    assert told[0]["verb"] == "reference.added"


def test_a_correction_is_seen_at_once(loaded):
    before = Stamp.objects.get().token
    name = CountryName.objects.get(country__iso3="UGA", language="en")
    name.name = "Republic of Uganda"
    save_correction(record=name, by=None)
    assert queries.country_row("UGA", "en").name == "Republic of Uganda"
    assert Stamp.objects.get().token != before


def test_showing_another_version_hides_the_one_shown(loaded, told):
    versions = TermLabel.objects.filter(term__list="activity", term__code="2.4", language="fr")
    show_version(label=versions.get(version="web table"), by="head", reason="decision of the Secretariat")
    assert versions.get(current=True).version == "web table"
    assert versions.count() == 2
    assert "découvrabilité" in queries.term_map("activity", "fr")["2.4"].text
    assert [entry["new"] for entry in told] == [{"current": False}, {"current": True}]


def test_two_versions_cannot_be_shown_in_one_language(loaded):
    label = TermLabel.objects.get(term__list="activity", term__code="2.4", version="web table")
    label.current = True
    with pytest.raises(IntegrityError), transaction.atomic():
        label.save()


def test_bounds_of_a_deposit_stay_in_order(loaded):
    with pytest.raises(IntegrityError), transaction.atomic():
        Country.objects.filter(iso3="GHA").update(deposit_earliest="2017-01-01")


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (factories.officer, True), (factories.head, True), (factories.superuser, True),
        (factories.newcomer, False), (factories.assessor, False), (factories.editor, False),
    ],
)  # fmt: skip
def test_only_the_secretariat_corrects(person, may):
    assert rules.test_rule("reference.change", person()) is may


def test_nobody_corrects_without_signing_in():
    assert rules.test_rule("reference.change", AnonymousUser()) is False
