"""Every language of a country has a name, in each language of the portal."""

import csv

import pytest
from django.conf import settings

from portal.reference.languages import language_name, language_names


def languages_of_countries():
    path = settings.BASE_DIR / "portal" / "reference" / "data" / "country_languages.csv"
    with path.open(encoding="utf-8") as file:
        return {row["language"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("reader", ["en", "fr"])
def test_every_language_of_a_country_has_a_name(reader):
    codes = languages_of_countries()
    assert len(codes) > 200
    assert not [code for code in codes if language_name(code, reader) == code]


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [("ban", "Balinese", "Balinais"), ("sus", "Susu", "Soussou"),
     ("zdj", "Ngazidja Comorian", "Comorien de Grande Comore"),
     ("ceb", "Cebuano", "Cebuano"), ("fr", "French", "Français")],
)  # fmt: skip
def test_languages_of_the_regions_of_the_programme_can_be_chosen(code, english, french):
    assert (language_names("en")[code], language_names("fr")[code]) == (english, french)


def test_a_variant_of_a_language_without_a_name_of_cldr_is_named_by_its_base():
    assert language_name("tsg-Arab", "fr") == "tausug (Arab)"
    assert language_name("qqq", "en") == "qqq"
