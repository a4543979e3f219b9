from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from portal.documents import jobs
from portal.documents.models import Job
from portal.documents.services import running
from tests.accounts import factories as people
from tests.documents import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def at(name: str, job: Job) -> str:
    return reverse(f"documents:{name}", args=[job.code])


def page(client, job, **kwargs):
    return client.get(at("job", job), **kwargs)


def test_a_waiting_job_shows_its_progress_and_renews_itself_without_javascript(client):
    user = people.UserFactory()
    client.force_login(user)
    job = f.waiting_job(user)
    Job.objects.filter(pk=job.pk).update(state="running", progress_done=2, progress_total=5, message="Chapter 2")
    answer = page(client, job)
    text = answer.content.decode()
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in text
    assert f'data-job="{at("job_state", job)}"' in text
    assert 'value="2" max="5"' in text
    assert "Chapter 2" in text
    assert "no-store" in answer["Cache-Control"]
    state = client.get(at("job_state", job))
    assert state.json() == {
        "state": "running", "finished": False, "value": 2, "max": 5,
        "text": "2 of 5: Chapter 2", "url": at("job", job),
    }  # fmt: skip
    assert "no-store" in state["Cache-Control"]


def test_a_done_job_gives_its_file(client):
    user = people.UserFactory()
    client.force_login(user)
    job = f.waiting_job(user)
    running.run(job.pk)
    text = page(client, job).content.decode()
    assert "http-equiv" not in text
    assert at("job_file", job) in text
    assert client.get(at("job_state", job)).json()["finished"] is True
    answer = client.get(at("job_file", job))
    assert b"".join(answer) == b"made {}"
    assert answer["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_failed_job_says_what_to_do_and_is_tried_again_by_a_button(client, django_capture_on_commit_callbacks):
    user = people.UserFactory()
    client.force_login(user)
    job = f.waiting_job(user)
    running.fail(running.claim(job.pk), "Fill in the budget first.")
    text = page(client, job).content.decode()
    assert "Fill in the budget first." in text
    assert at("job_again", job) in text
    assert client.get(at("job_again", job)).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(at("job_again", job))
    again = Job.objects.exclude(pk=job.pk).get()
    assert answer.url == at("job", again)
    assert again.state == Job.State.DONE


def test_an_expired_file_is_offered_anew(client):
    user = people.UserFactory()
    client.force_login(user)
    job = f.waiting_job(user)
    running.run(job.pk)
    Job.objects.filter(pk=job.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(at("job_file", job)).url == at("job", job)
    text = page(client, job).content.decode()
    assert "no longer kept" in text
    assert "Make it again" in text


def test_a_second_click_on_try_again_changes_nothing(client):
    user = people.UserFactory()
    client.force_login(user)
    job = f.waiting_job(user)
    assert client.post(at("job_again", job)).url == at("job", job)
    assert Job.objects.count() == 1


@pytest.mark.parametrize("name", ["job", "job_state", "job_file"])
def test_a_job_is_seen_by_who_asked_and_by_officers_and_exists_for_nobody_else(client, name):
    user = people.UserFactory()
    job = f.waiting_job(user)
    running.run(job.pk)
    for person, status in [
        (user, 200),
        (people.officer(), 200),
        (people.head(), 200),
        (people.UserFactory(), 404),
        (people.assessor(), 404),
        (people.superuser(), 404),
        (people.focal_point(), 404),
    ]:
        client.force_login(person)
        assert client.get(at(name, job)).status_code == status, person
    client.logout()
    answer = client.get(at(name, job))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url


def test_only_who_asked_may_ask_again(client):
    job = f.waiting_job(people.UserFactory())
    running.fail(running.claim(job.pk), "no")
    client.force_login(people.officer())
    assert client.post(at("job_again", job)).status_code == 404


def test_a_right_lost_since_then_counts(client):
    user = people.UserFactory()
    allowed = [True]
    jobs.register("test.ruled", "Ruled", f.make_text, may=lambda user, target, params: allowed[0])
    job = f.waiting_job(user, kind="test.ruled")
    running.run(job.pk)
    client.force_login(user)
    assert client.get(at("job_file", job)).status_code == 200
    allowed[0] = False
    assert client.get(at("job_file", job)).status_code == 404
    assert client.post(at("job_again", job)).status_code == 404


def test_an_unknown_code_is_not_found(client):
    client.force_login(people.officer())
    assert client.get(reverse("documents:job", args=["NOSUCHCODE"])).status_code == 404


@pytest.mark.parametrize("state", ["running", "done", "failed"])
def test_the_page_takes_few_queries(client, django_assert_max_num_queries, state):
    user = people.UserFactory()
    client.force_login(user)
    job = f.waiting_job(user)
    if state == "done":
        running.run(job.pk)
    Job.objects.filter(pk=job.pk).update(state=state)
    page(client, job)
    with django_assert_max_num_queries(8):
        page(client, job)


def test_the_page_speaks_french(client):
    user = people.UserFactory(language="fr")
    client.force_login(user)
    job = f.waiting_job(user)
    running.run(job.pk)
    with translation.override("fr"):
        answer = page(client, job)
    assert 'lang="fr"' in answer.content.decode()
