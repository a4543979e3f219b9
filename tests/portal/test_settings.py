"""The settings are safe without any variable, and say what is wrong with one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ASK = "import django; django.setup(); from django.conf import settings; print(repr(settings.{name}))"


def start(code: str = "import django; django.setup()", **env: str) -> subprocess.CompletedProcess[str]:
    """Start Python with only these variables of a portal."""
    bare = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings", **env}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=bare, capture_output=True, text=True)


def setting(name: str, **env: str) -> str:
    done = start(ASK.format(name=name), **env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_secret_key_is_required_outside_the_demonstration():
    done = start()
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PORTAL_DEMO": "perhaps"}, "PORTAL_DEMO='perhaps': give 1 or 0"),
        ({"PORTAL_DEMO": "1", "PORT": "eighty"}, "PORT='eighty': give a whole number"),
        ({"PORTAL_DEMO": "1", "PUBLIC_URL": "portal.example"}, "PUBLIC_URL='portal.example': begin it with https://"),
    ],
)
def test_a_wrong_variable_is_named_at_start(env, words):
    done = start(**env)
    assert done.returncode != 0
    assert words in done.stderr


def test_without_anything_said_debugging_is_off_and_cookies_are_for_https():
    key = "k" * 60
    assert setting("DEBUG", SECRET_KEY=key) == "False"
    assert setting("SESSION_COOKIE_SECURE", SECRET_KEY=key) == "True"
    assert setting("SECURE_HSTS_SECONDS", SECRET_KEY=key) == str(365 * 24 * 3600)
    assert setting("SECURE_SSL_REDIRECT", SECRET_KEY=key) == "True"
    assert setting("STAFF_MFA_REQUIRED", SECRET_KEY=key) == "True"


def test_two_demonstrations_on_one_machine_have_their_own_cookies():
    one = setting("SESSION_COOKIE_NAME", PORTAL_DEMO="1", PORT="8000")
    two = setting("SESSION_COOKIE_NAME", PORTAL_DEMO="1", PORT="8001")
    assert one != two


def test_importing_the_settings_makes_no_folder(tmp_path):
    start(PORTAL_DEMO="1", PORTAL_DATA_DIR=str(tmp_path / "data"))
    assert not (tmp_path / "data").exists()
