"""The activity log: who, when, which record, what changed, why."""

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from portal.activity import queries, verbs
from portal.activity.models import Entry
from portal.activity.services import masked, record
from tests.accounts import factories as make

pytestmark = pytest.mark.django_db


def test_an_entry_holds_who_did_what_to_which_record_and_why():
    officer, party = make.officer(name="Ama"), make.country()
    entry = record(
        actor=officer, verb="office.changed", target=party, old={"ldc": None}, new={"ldc": True}, reason="UN list"
    )
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_label, entry.target, entry.country) == (officer, "Ama", party, party)
    assert [(change.name, change.old, change.new) for change in entry.changes] == [("ldc", "", "True")]
    assert entry.reason == "UN list"


def test_an_entry_outlives_its_actor_and_its_record():
    user = make.newcomer(name="Ama")
    record(actor=user, verb="office.changed", target=user)
    user.delete()
    entry = Entry.objects.get()
    assert (entry.actor, entry.actor_label, entry.target) == (None, "Ama", None)
    assert "Ama" in entry.label


def test_without_an_actor_it_was_the_portal_itself():
    assert record(actor=None, verb="office.changed", target=make.country()).actor_label == "The portal"


def test_the_party_concerned_is_that_of_the_record():
    place = make.membership(make.newcomer(), make.country())
    assert record(actor=None, verb="membership.claimed", target=place).country_id == place.country_id
    assert record(actor=None, verb="person.changed", target=place.user).country is None


def test_secrets_are_masked_at_any_depth():
    values = {"name": "x", "password": "p", "deep": {"api_token": "t", "kept": 1}, "token_hash": "h"}
    assert masked(values) == {
        "name": "x",
        "password": "•••",
        "deep": {"api_token": "•••", "kept": 1},
        "token_hash": "•••",
    }
    assert values["password"] == "p"
    assert masked(None) is None


def test_an_entry_is_undone_with_the_act_it_logs():
    with pytest.raises(ValueError), transaction.atomic():
        record(actor=None, verb="office.changed", target=make.country())
        raise ValueError
    assert not Entry.objects.exists()


def test_history_is_of_one_record_the_latest_first():
    party, other = make.country(), make.country("ZWE")
    for verb in ("office.added", "office.changed"):
        record(actor=None, verb=verb, target=party)
    record(actor=None, verb="office.added", target=other)
    record(actor=None, verb="office.added", target=make.membership(make.newcomer(), party, id=party.pk))
    assert [entry.verb for entry in queries.history(party)] == ["office.changed", "office.added"]


def test_a_party_reads_only_the_verbs_meant_for_it():
    place = make.membership(make.newcomer(), make.country())
    record(actor=None, verb="office.changed", target=place)
    record(actor=None, verb="membership.confirmed", target=place)
    assert [entry.verb for entry in queries.history(place, for_party=True)] == ["membership.confirmed"]
    assert [entry.verb for entry in queries.of_parties([place.country_id])] == ["membership.confirmed"]
    assert not queries.of_parties([place.country_id], families=["invitation"]).exists()


def test_a_verb_has_words_in_the_readers_language_and_an_unknown_one_its_code():
    assert verbs.label("membership.confirmed") == "confirmed the place in the team"
    assert verbs.label("nobody.knows") == "nobody.knows"


def test_a_verb_has_one_meaning():
    verbs.register({"membership.confirmed": verbs.label("membership.confirmed")})
    with pytest.raises(RuntimeError, match="twice"):
        verbs.register({"membership.confirmed": "something else"})


def test_every_verb_that_is_logged_has_words():
    import re
    from pathlib import Path

    from django.conf import settings

    logged = set()
    for folder in ("portal", "applications", "programme", "expertise", "roadmaps", "knowledge"):
        for path in Path(settings.BASE_DIR, folder).rglob("*.py"):
            logged |= set(re.findall(r"verb=\"([a-z_]+\.[a-z_]+)\"", path.read_text()))
    known = {code for code, _words in verbs.known()}
    assert logged - known == set()
    assert len(logged) > 15


def drawn(entries, language):
    with translation.override(language):
        return render_to_string("activity/history.html", {"entries": entries})


def test_a_reason_in_the_history_says_the_language_of_who_wrote_it_where_the_page_has_another(
    django_assert_num_queries,
):
    party = make.country()
    for actor, reason in (
        (make.newcomer(language="fr"), "Trop long"),
        (make.newcomer(language="en"), "Too late"),
        (None, "By itself"),
    ):
        record(actor=actor, verb="office.changed", target=party, reason=reason)
    entries = queries.history(party)
    with django_assert_num_queries(1):
        english = drawn(entries, "en")
    assert '<bdi lang="fr">Trop long</bdi>' in english
    assert "<bdi>Too late</bdi>" in english
    assert "<bdi>By itself</bdi>" in english
    french = drawn(queries.history(party), "fr")
    assert "<bdi>Trop long</bdi>" in french
    assert '<bdi lang="en">Too late</bdi>' in french
    assert "<bdi>By itself</bdi>" in french
