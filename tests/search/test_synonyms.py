"""The synonyms: loaded from a file, corrected in the office."""

import pytest
from django.core.exceptions import ValidationError

from portal.activity.models import Entry
from portal.reference.services import LoadReport, load_reference
from portal.search import files, index, services
from portal.search.models import SynonymGroup
from portal.search.normalise import for_query
from tests.accounts import factories as people

pytestmark = pytest.mark.django_db

LIST = "/admin/search/synonymgroup/"


def load(**options):
    report = LoadReport()
    services.load_synonyms(report, options.get("force", False))
    return report


def test_the_file_is_loaded_with_the_reference_data():
    load_reference()
    assert SynonymGroup.objects.count() == len(files.synonyms())
    assert load().created == 0


def test_every_group_of_the_file_can_be_searched():
    load()
    for group in SynonymGroup.objects.all():
        group.full_clean()


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("droit d'auteur", "Intellectual property law", "en"),
        ("propriété intellectuelle", "Réforme du droit d’auteur", "fr"),
        ("découvrabilité", "Visibility of local works", "en"),
        ("discoverability", "La visibilité des œuvres", "fr"),
        ("ICC", "Cultural and creative industries", "en"),
        ("intelligence artificielle", "AI and creators", "en"),
        ("diffusion en continu", "Streaming services", "en"),
        ("digitalisation", "Numérisation des archives", "fr"),
        ("PPP", "Un partenariat public-privé", "fr"),
    ],
)
def test_the_words_of_the_field_find_one_another(written, typed, text, language):
    load()
    written({"title": text, "language": language}, "Something else")
    assert index.find(typed).ids == [1]


def test_a_correction_of_the_office_stays_and_is_overridden_by_force():
    load()
    group = SynonymGroup.objects.get(code="quota")
    group.words = "quota\nshare of screen"
    services.save_group(group=group, by=people.editor())
    assert load().kept == [f"group of synonyms {group}: words"]
    group.refresh_from_db()
    assert group.expressions == ["quota", "share of screen"]
    load(force=True)
    group.refresh_from_db()
    assert "local content requirement" in group.expressions


def test_a_group_gone_from_the_file_is_out_of_use_and_one_made_by_hand_stays(monkeypatch):
    load()
    services.save_group(group=SynonymGroup(code="own", words="dance\nballet"), by=people.editor())
    monkeypatch.setattr(files, "synonyms", dict)
    load()
    assert list(SynonymGroup.objects.filter(active=True).values_list("code", flat=True)) == ["own"]


@pytest.mark.parametrize("words", ["dance", "dance\nDANCE", "dance\nthe", "", "\n".join(f"w{n}x" for n in range(40))])
def test_a_group_needs_two_expressions_that_can_be_searched(words):
    with pytest.raises(ValidationError):
        services.save_group(group=SynonymGroup(code="x", words=words), by=people.editor())


def test_an_editor_changes_a_group_and_it_is_logged_once(client):
    editor = people.editor(name="Eda Editor")
    client.force_login(editor)
    client.post(f"{LIST}add/", {"code": "dance", "words": "dance\r\n\r\nballet \r\n", "language": "", "active": "on"})
    group = SynonymGroup.objects.get()
    assert group.words == "dance\nballet"
    answer = client.post(f"{LIST}{group.pk}/change/", {"words": "dance", "language": "", "active": "on"})
    assert "Give between 2 and 30 different words" in answer.content.decode()
    client.post(f"{LIST}{group.pk}/change/", {"words": "dance\nballet", "language": "", "active": ""})
    assert list(Entry.objects.order_by("pk").values_list("verb", "new")) == [
        ("search.synonyms_added", {"code": "dance", "words": "dance\nballet", "language": "", "active": True}),
        ("search.synonyms_changed", {"active": False}),
    ]
    assert "dance, ballet" in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_the_same_number_of_queries_for_any_number(client, rows, django_assert_max_num_queries):
    client.force_login(people.editor())
    for number in range(rows):
        SynonymGroup.objects.create(code=f"g{number}", words="dance\nballet")
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_all_words_of_the_file_carry_meaning():
    for group in files.synonyms().values():
        assert all(for_query(text) for text in group["words"].splitlines())
