"""A worker is really killed, and really stalled, while it makes a PDF (DESIGN, "The job's row is the truth")."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.db import connection

from portal.documents import pdf

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not pdf.available(), reason="Pango is missing on this machine"),
]


class Portal:
    """A portal of its own: data folder, queue on disk, workers as process groups."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log.txt"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in {"REDIS_URL", "DATABASE_URL"}},
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "tests.documents.killing.settings",
            "KILLING_LOG": str(self.log),
        }
        if connection.vendor == "postgresql":
            known = connection.settings_dict
            self.environment["DATABASE_URL"] = (
                f"postgresql://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
            )
        else:
            self.run("manage.py", "migrate", "--verbosity", "0")
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def drive(self, *arguments: str) -> str:
        return self.run("-m", "tests.documents.killing.drive", *arguments)

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        options = ["-n", f"{name}@kill", "-c", "1", "-l", "WARNING"]
        command = [sys.executable, "-m", "celery", "-A", "portal", "worker", *options]
        worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, start_new_session=True)
        self.workers.append(worker)
        return worker

    def logged(self) -> list[str]:
        return self.log.read_text().split("\n")[:-1] if self.log.exists() else []

    def state(self, job: str) -> dict[str, object]:
        return json.loads(self.drive("state", job))

    def end(self) -> None:
        for worker in self.workers:
            for sign in (signal.SIGCONT, signal.SIGKILL):
                try:
                    os.killpg(worker.pid, sign)
                except ProcessLookupError:
                    pass
            worker.wait(30)


@pytest.fixture
def portal(tmp_path, transactional_db):
    made = Portal(tmp_path)
    yield made
    made.end()


def until(true, seconds: float = 90) -> None:
    """Wait for something to become true. Fails when it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.3)
    pytest.fail("it did not happen in time")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_job_is_finished_by_another_worker_once(portal, blow):
    first = portal.worker("first")
    job = portal.drive("ask").strip()
    until(lambda: portal.logged() == ["began 1"])
    until(lambda: portal.state(job)["state"] == "running")
    os.killpg(first.pid, blow)

    portal.worker("second")
    assert portal.state(job)["state"] == "running"
    until(lambda: portal.drive("sweep") == "" and "ended 2" in portal.logged())
    until(lambda: portal.state(job)["state"] == "done")
    if blow == signal.SIGSTOP:
        os.killpg(first.pid, signal.SIGCONT)
        until(lambda: "ended 1" in portal.logged())
        time.sleep(2)

    state = portal.state(job)
    assert state["attempt"] == 2
    assert state["files"] == 1
    assert pypdf.PdfReader(state["path"]).metadata.title == "Attempt 2"
    assert [line for line in portal.logged() if line.startswith("began")] == ["began 1", "began 2"]
