"""The office's desk for the reference data."""

import pytest
from django.forms import CheckboxInput
from django.urls import reverse

from portal.activity.models import Entry
from portal.reference.models import Country, CountryName, Term, TermLabel
from tests.accounts import factories

pytestmark = pytest.mark.django_db
COUNTRIES, TERMS = "admin:reference_country_changelist", "admin:reference_term_changelist"


@pytest.fixture
def officer(client):
    person = factories.officer()
    client.force_login(person)
    return person


def filled(response):
    """Every value of a change form as the browser would send it back."""
    context = response.context_data
    values = {}
    forms = [
        context["adminform"].form,
        *(form for each in context["inline_admin_formsets"] for form in each.formset.forms),
    ]
    management = [each.formset.management_form for each in context["inline_admin_formsets"]]
    for form in forms + management:
        for bound in form:
            value = bound.value()
            if isinstance(bound.field.widget, CheckboxInput):
                value = "on" if value else None
            if value is not None:
                values[bound.html_name] = value
    return values


@pytest.mark.parametrize("words", ["egypte", "Égypte", "egy", "EG"])
def test_a_country_is_found_without_its_accents(loaded, client, officer, words):
    found = client.get(reverse(COUNTRIES), {"q": words}).context_data["cl"].result_list
    assert "EGY" in [row.iso3 for row in found]
    assert len(found) < 12


def test_countries_stand_in_the_order_of_the_language(loaded, client):
    client.force_login(factories.officer(language="fr"))
    names = [row.name for row in client.get(reverse(COUNTRIES)).context_data["cl"].result_list]
    assert names.index("Albanie") < names.index("Algérie") < names.index("Allemagne")


@pytest.mark.parametrize("query", [{"region": "africa"}, {"party__exact": "1"}, {"ldc__exact": "1"}])
def test_lists_can_be_narrowed(loaded, client, officer, query):
    assert 0 < client.get(reverse(COUNTRIES), query).context_data["cl"].result_count < 198


def test_a_term_is_found_by_its_words_and_list(loaded, client, officer):
    found = client.get(reverse(TERMS), {"q": "decouvrabilite", "list": "activity"}).context_data["cl"].result_list
    assert [row.code for row in found] == ["2.4"]


def test_a_correction_is_saved_logged_and_marked(loaded, client, officer):
    country = Country.objects.get(iso3="UGA")
    address = reverse("admin:reference_country_change", args=[country.pk])
    values = filled(client.get(address)) | {"electoral_group": "Vb", "reason": "letter of 3 May"}
    assert client.post(address, values).status_code == 302
    country.refresh_from_db()
    assert country.electoral_group == "Vb"
    entry = Entry.objects.get(verb="reference.corrected")
    assert (entry.actor, entry.reason, entry.old, entry.new) == (
        officer, "letter of 3 May", {"electoral_group": "Va"}, {"electoral_group": "Vb"},
    )  # fmt: skip
    assert "electoral group" in client.get(address).content.decode()


def test_a_name_is_corrected_with_its_key(loaded, client, officer):
    country = Country.objects.get(iso3="UGA")
    address = reverse("admin:reference_country_change", args=[country.pk])
    values = filled(client.get(address))
    (field,) = [name for name, value in values.items() if value == "Ouganda"]
    assert client.post(address, values | {field: "Ôuganda"}).status_code == 302
    assert CountryName.objects.get(country=country, language="fr").sort_key == "ouganda"


def test_one_save_shows_another_version(loaded, client, officer):
    term = Term.objects.get(list="activity", code="2.4")
    address = reverse("admin:reference_term_change", args=[term.pk])
    values = filled(client.get(address))
    labels = {label.pk: label.version for label in term.labels.filter(language="fr")}
    for name, value in list(values.items()):
        if name.endswith("-id") and value in labels:
            shown = name.replace("-id", "-current")
            values.pop(shown, None)
            if labels[value] == "web table":
                values[shown] = "on"
    assert client.post(address, values).status_code == 302
    assert TermLabel.objects.get(term=term, language="fr", current=True).version == "web table"


def test_two_versions_shown_at_once_are_refused(loaded, client, officer):
    term = Term.objects.get(list="activity", code="2.4")
    address = reverse("admin:reference_term_change", args=[term.pk])
    values = filled(client.get(address))
    values |= {name.replace("-id", "-current"): "on" for name in values if name.endswith("-id")}
    response = client.post(address, values)
    assert response.status_code == 200
    assert "Only one version can be shown in a language" in response.content.decode()
    assert TermLabel.objects.filter(term=term, language="fr", current=True).count() == 1


def test_nothing_can_be_deleted(loaded, client, officer):
    country = Country.objects.get(iso3="UGA")
    assert client.post(reverse("admin:reference_country_delete", args=[country.pk]), {"post": "yes"}).status_code in {
        403,
        404,
    }
    assert Country.objects.filter(pk=country.pk).exists()


def test_an_editor_works_on_the_knowledge_base_only(loaded, client):
    client.force_login(factories.editor())
    assert client.get(reverse("admin:reference_country_changelist")).status_code == 404


def test_a_field_office_reads_and_does_not_correct(loaded, client):
    country = Country.objects.get(iso3="UGA")
    client.force_login(factories.field_office(country))
    address = reverse("admin:reference_country_change", args=[country.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"electoral_group": "Vb"}).status_code in {403, 404}
    country.refresh_from_db()
    assert country.electoral_group == "Va"


def test_a_newcomer_finds_nothing_here(loaded, client):
    client.force_login(factories.newcomer())
    assert client.get(reverse(COUNTRIES)).status_code == 404


@pytest.mark.parametrize("name", [COUNTRIES, TERMS])
def test_a_list_costs_the_same_for_one_row_and_for_fifty(
    loaded, client, officer, name, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        client.get(reverse(name))
    with django_assert_max_num_queries(15):
        client.get(reverse(name), {"q": "uganda" if name == COUNTRIES else "decouvrabilite"})
