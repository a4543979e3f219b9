"""The production shape holds together: the compose file, the image, and the guide that describes them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
COMPOSE = (ROOT / "docker-compose.yml").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
GUIDE = (ROOT / "docs" / "operations.md").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
OURS = ("setup", "web", "worker", "mailer", "scheduler")
LONG_RUNNING = ("database", "redis", "web", "worker", "mailer", "scheduler")
REQUIRED = {"SECRET_KEY", "PUBLIC_URL", "ALLOWED_HOSTS", "POSTGRES_PASSWORD", "EMAIL_URL", "DEFAULT_FROM_EMAIL"}


def test_the_file_fits_the_compose_schema():
    checker = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [str(checker), "--builtin-schema", "vendor.compose-spec", str(ROOT / "docker-compose.yml")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_has_the_seven_services():
    assert set(SERVICES) == {"database", "redis", *OURS}


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_what_runs_long_is_watched_and_started_again(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "mailer", "scheduler"])
def test_nothing_starts_before_the_set_up_has_succeeded(name):
    assert SERVICES[name]["depends_on"]["setup"]["condition"] == "service_completed_successfully"


def test_set_up_runs_once():
    assert SERVICES["setup"]["restart"] == "no"
    assert SERVICES["setup"]["command"][:2] == ["python", "manage.py"]
    assert SERVICES["setup"]["command"][2] in get_commands()


@pytest.mark.parametrize("name", OURS)
def test_our_processes_have_no_rights_they_do_not_need(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["environment"]["PORTAL_DEMO"] == "0"
    assert "user" not in service
    assert "privileged" not in service


def test_every_queue_has_its_worker_and_no_worker_serves_two():
    words = [word for name in ("worker", "mailer") for word in SERVICES[name]["command"]]
    served = [word.split("=")[1] for word in words if word.startswith("--queues=")]
    assert served == [queue.name for queue in settings.CELERY_TASK_QUEUES]
    assert served[0] == settings.CELERY_TASK_DEFAULT_QUEUE


def test_every_secret_comes_from_the_environment_and_is_required():
    found = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE))
    assert found == REQUIRED
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL"):
        assert not re.search(rf"^\s*{name}:\s+[^$\s]", COMPOSE, re.MULTILINE), f"{name} is written down"


def test_only_the_web_is_reached_from_outside_and_only_by_this_machine():
    assert SERVICES["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]
    assert not any("ports" in SERVICES[name] for name in SERVICES if name != "web")


def test_data_outlives_the_containers():
    kept = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert kept == {"data", "database", "redis"} == set(yaml.safe_load(COMPOSE)["volumes"])


@pytest.mark.parametrize("name", ["web", "worker", "mailer", "scheduler"])
def test_the_programs_are_those_of_the_image(name):
    program = SERVICES[name]["command"][0]
    assert program in {"gunicorn", "celery"}
    assert f"\n{program}==" in (ROOT / "requirements" / "main.txt").read_text()


def test_the_image_runs_as_nobody_special_from_pinned_packages():
    lines = DOCKERFILE.splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER portal"]
    assert lines.index("USER portal") > max(at for at, line in enumerate(lines) if line.startswith("RUN "))
    assert "--require-hashes" in DOCKERFILE
    assert [line.split()[1] for line in lines if line.startswith("FROM ")] == ["python:3.11-slim-bookworm"] * 2


def test_the_image_installs_what_run_py_installs_for_pdfs():
    packages = re.search(r"PDF_PACKAGES = \[(.*?)\]", (ROOT / "run.py").read_text(), re.DOTALL)
    for package in re.findall(r'"([^"]+)"', packages[1]):
        assert package in DOCKERFILE


@pytest.mark.parametrize("text", [COMPOSE, DOCKERFILE], ids=["compose", "image"])
def test_no_registry_is_named(text):
    assert not re.search(r"pypi|ghcr\.io|quay\.io|docker\.io|index-url|amazonaws|npmjs", text)


@pytest.mark.parametrize("name", [".git", ".venv", "var", ".env", "tests", "*.tar.gz"])
def test_nothing_private_goes_into_the_image(name):
    assert name in (ROOT / ".dockerignore").read_text().splitlines()


def test_the_manuals_are_pages_of_the_image():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert "docs" not in lines, "what a folder left out whole holds cannot be taken back"
    assert lines.index("docs/*") < lines.index("!docs/manual")


def test_every_variable_is_described():
    read = set(
        re.findall(r"""(?:environ(?:\.get)?[\[(]|_flag\(|_number\(|_list\()\s*["']([A-Z_]+)["']""", settings_text())
    )
    assert {"SECRET_KEY", "DATABASE_URL", "PORTAL_DEMO"} <= read
    wanted = read | set(re.findall(r"\$\{([A-Z_]+)[:}]", COMPOSE))
    missing = sorted(name for name in wanted if f"`{name}`" not in GUIDE)
    assert not missing, f"describe these in docs/operations.md: {missing}"


def settings_text() -> str:
    """Where variables are read: the settings, and the two modules that read one each."""
    paths = ["portal/settings.py", "portal/documents/serving.py", "portal/documents/scanning.py"]
    return "\n".join((ROOT / path).read_text() for path in paths)
