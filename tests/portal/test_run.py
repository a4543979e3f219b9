"""run.py: what it says when something is missing, and that a dead process comes back."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
import run  # noqa: E402


def test_run_imports_the_standard_library_only():
    import ast

    tree = ast.parse((ROOT / "run.py").read_text())
    names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    assert names <= set(sys.stdlib_module_names)


def test_an_unknown_command_is_refused_with_the_list_of_commands(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["run.py", "sing"])
    with pytest.raises(SystemExit) as stopped:
        run.main()
    assert stopped.value.code == 2
    assert "python3 run.py test" in capsys.readouterr().err


def test_help_names_every_command(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["run.py", "help"])
    run.main()
    text = capsys.readouterr().out
    assert all(f"run.py {command}" in text for command in [*run.COMMANDS, "manage", "help"])


def test_a_port_in_use_is_named_with_another_one_to_try(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(number))
        monkeypatch.setattr(run, "set_up", lambda: None)
        with pytest.raises(SystemExit) as stopped:
            run.serve()
    assert stopped.value.code == 2
    assert f"PORT={number + 1} python3 run.py" in capsys.readouterr().err


def test_without_venv_and_without_root_the_package_to_ask_for_is_named(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(run, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(run, "is_root", lambda: False)
    monkeypatch.setattr(run.subprocess, "call", lambda *_a, **_k: 1)
    with pytest.raises(SystemExit) as stopped:
        run.find_uv()
    assert stopped.value.code == 2
    assert f"python3.{sys.version_info.minor}-venv" in capsys.readouterr().err


def test_without_root_the_missing_pdf_packages_do_not_stop_anything(monkeypatch):
    monkeypatch.setattr(run, "is_root", lambda: False)
    assert run.apt(["libpango-1.0-0"]) is False


def test_a_demonstration_has_a_random_key_that_stays_the_same(tmp_path):
    first = run.demo_key(tmp_path)
    assert len(first) > 50
    assert run.demo_key(tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    other.mkdir()
    assert run.demo_key(other) != first


def test_a_command_of_manage_finds_the_data_folder_and_the_key_of_the_demonstration(tmp_path, monkeypatch):
    seen = {}
    monkeypatch.setattr(run, "run", lambda command, env, **_k: seen.update(env) or 0)
    data = tmp_path / "new" / "folder"
    env = {"PORTAL_DEMO": "1", "PORTAL_DATA_DIR": str(data)}
    assert run.manage("demo", "--stage", "open", env=env) == 0
    assert data.stat().st_mode & 0o077 == 0
    assert seen["SECRET_KEY"] == (data / "secret-key").read_text()


def test_tests_see_nothing_of_a_portal_set_up_in_this_shell(monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL", "PORTAL_DEMO", "SECRET_KEY", "PORT"):
        monkeypatch.setenv(name, "something")
    env = run.test_environment()
    assert not {"DATABASE_URL", "REDIS_URL", "PORTAL_DEMO", "SECRET_KEY", "PORT"} & set(env)


def test_stopping_ends_every_process_even_a_stubborn_one():
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE, start_new_session=True)
    process.stdout.readline()
    begun = time.monotonic()
    run.stop_all({"web": process}, patience=0.5)
    assert process.returncode == -signal.SIGKILL
    assert time.monotonic() - begun < 10


def test_every_process_of_the_portal_is_started():
    env = {**os.environ, "PORT": "8123"}
    commands = run.processes(env)
    assert set(commands) == {"web", "worker", "mailer", "scheduler"}
    assert "127.0.0.1:8123" in commands["web"]


def test_every_queue_has_its_worker(settings):
    commands = run.processes({**os.environ, "PORT": "8123"}).values()
    served = [command[command.index("--queues") + 1] for command in commands if "--queues" in command]
    assert served == [queue.name for queue in settings.CELERY_TASK_QUEUES]
