"""`manage demo`: each stage, and whom it refuses to overwrite."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from applications import states
from applications.models import Application, Call, Decision
from expertise.models import Expert
from portal.accounts.models import User
from programme.models import Demonstration
from roadmaps.models import Mission, Need

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _demonstration(settings, tmp_path):
    settings.PORTAL_DEMO = True
    settings.PORTAL_DEMO_PASSWORD = "a-long-demo-password"
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def _silent_bell(monkeypatch):
    """Jobs wait in their rows; nobody rings."""
    monkeypatch.setattr("celery.app.task.Task.apply_async", lambda *_a, **_k: None)


def demo(stage, **options):
    out = StringIO()
    call_command("demo", stage=stage, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def by_state():
    return Counter(Application.objects.values_list("state", flat=True))


def what_stands():
    return (
        sorted(Application.objects.values_list("country__iso3", "state", "reference", "score"), key=str),
        sorted(Expert.objects.values_list("name", "state", "confirmed_on"), key=str),
        sorted(Mission.objects.values_list("title", "state", "starts_on", "expert__name"), key=str),
        sorted(Need.objects.values_list("title", "state", "shortlists__considered__score"), key=str),
    )


def test_the_empty_stage_has_people_and_no_call():
    demo("empty")
    assert not Call.objects.exists()
    assert User.objects.filter(email="officer@demo.example").exists()


def test_the_open_stage_has_a_call_and_no_application():
    demo("open")
    assert Call.objects.get().state == Call.State.PUBLISHED
    assert not Application.objects.exists()


def test_the_assessment_stage_has_files_under_assessment_and_none_decided():
    demo("assessment")
    assert by_state()[states.ASSESSMENT] >= 2
    assert not Decision.objects.exists()


def test_the_decided_stage_has_announced_the_first_round_and_loads_the_same_again():
    demo("decided")
    assert {states.SELECTED, states.RESERVE, states.NOT_SELECTED} <= set(by_state())
    # The Expert Facility stands, and the first assistance has just opened.
    assert Expert.objects.on_roster().count() >= 43
    assert Need.objects.exists()
    first = what_stands()
    demo("decided")
    assert what_stands() == first


@pytest.mark.heavy
def test_loading_the_whole_twice_gives_the_same_again():
    demo("full")
    first = what_stands()
    demo("full")
    assert what_stands() == first


def test_the_accounts_are_written_down_with_their_password(tmp_path):
    demo("open")
    note = (tmp_path / "demo-accounts.txt").read_text()
    assert "Password: a-long-demo-password" in note
    for account in ("admin", "officer2", "head", "editor", "fieldoffice", "assessor4", "focal.jam", "signatory.uga",
                    "expert6", "newcomer"):  # fmt: skip
        assert f"{account}@demo.example" in note


def test_a_password_is_made_up_when_none_is_given_and_stays_the_same(settings, tmp_path):
    settings.PORTAL_DEMO_PASSWORD = ""
    demo("empty")
    first = (tmp_path / "demo-accounts.txt").read_text()
    demo("empty")
    assert (tmp_path / "demo-accounts.txt").read_text() == first


def test_it_refuses_outside_a_demonstration(settings):
    settings.PORTAL_DEMO = False
    with pytest.raises(CommandError, match="PORTAL_DEMO is off"):
        demo("full")


def test_it_refuses_a_database_with_people_of_its_own():
    User.objects.create_user("ana@ministry.example", "a-long-password-1", name="Ana")
    with pytest.raises(CommandError, match="did not make"):
        demo("full")
    assert User.objects.count() == 1


def test_bulk_data_keeps_one_file_under_way_for_each_party(monkeypatch):
    monkeypatch.setattr("programme.demo.stages.BULK_UNIT", 300)
    demo("open", scale=1)
    assert Application.objects.count() == 300
    active = Counter(Application.objects.active().values_list("country__iso3", flat=True))
    assert set(active.values()) == {1}
    scored = Application.objects.filter(state__in=[states.RANKED, states.SELECTED, states.NOT_SELECTED])
    assert not scored.filter(score__isnull=True).exists()
    assert Demonstration.objects.get().stage == "open"
    assert (Expert.objects.count(), Need.objects.count()) == (100, 20)


def test_a_loading_that_was_interrupted_is_begun_again_at_the_next_start(monkeypatch):
    def interrupted(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("programme.demo.stages.perform", interrupted)
        demo("full")
    assert User.objects.exists()
    assert not Application.objects.exists()
    monkeypatch.setattr("programme.management.commands.prepare.STAGE", "open")
    call_command("prepare", stdout=StringIO(), stderr=StringIO())
    assert Call.objects.count() == 1
    assert Demonstration.objects.get().stage == "open"


def test_a_complete_demonstration_is_kept_at_the_next_start():
    demo("open")
    call_command("prepare", stdout=StringIO(), stderr=StringIO())
    assert Demonstration.objects.get().stage == "open"
