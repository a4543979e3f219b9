#!/usr/bin/env python3
"""Everything the portal needs, from one command, with the standard library only.

    python3 run.py                 set up and run the portal (web, worker, mailer, scheduler) with a demonstration
    python3 run.py test [...]      the test suite on the embedded default; arguments go to pytest
    python3 run.py test-services   the same suite on PostgreSQL and Redis
    python3 run.py e2e [...]       browser tests
    python3 run.py bench [name …]  benchmarks, one JSON object a line
    python3 run.py check           lint, format, types, import contract, migrations, translations, deploy check
    python3 run.py manage …        Django's manage.py in the environment
    python3 run.py setup           only set up
    python3 run.py help            this text

The environment variables are described in docs/operations.md.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
PDF_PACKAGES = [
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-dejavu-core",
    "fonts-noto-core",
    "fonts-wqy-microhei",
]


def say(text: str) -> None:
    """A line for the person at the terminal; standard output is left to results."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str, code: int = 2) -> None:
    say(text)
    sys.exit(code)


def run(command: list[str], env: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Run a command; its output goes to our standard error, or is shown only when it fails."""
    if not quiet:
        return subprocess.call(command, env=env, cwd=HERE)
    done = subprocess.run(command, env=env, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        say(done.stdout)
    return done.returncode


# --- Setting up -----------------------------------------------------------------------------------
def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt(packages: list[str]) -> bool:
    """Install Debian packages; True when they are there. Only as root, only where apt-get exists."""
    if not packages:
        return True
    if not (is_root() and shutil.which("apt-get")):
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    say("Installing Debian packages: " + " ".join(packages))
    if run(install, env=env, quiet=True):
        run(["apt-get", "update", "-qq"], env=env, quiet=True)
        return run(install, env=env, quiet=True) == 0
    return True


def missing_debian(packages: list[str]) -> list[str]:
    if not shutil.which("dpkg-query"):
        return []
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Abbrev}\n", *packages],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    there = {line.split()[0] for line in done.stdout.splitlines() if line.split()[1:] == ["ii"]}
    return [package for package in packages if package not in there]


def fingerprint() -> str:
    """Changes whenever something that set-up made would have to be made again."""
    digest = hashlib.sha256(sys.version.encode())
    for path in [
        Path(__file__),
        *sorted((HERE / "requirements").glob("*.txt")),
        *sorted(HERE.glob("locale/*/*/*.po")),
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def find_uv() -> list[str]:
    """The installer: uv from a hashed file, in .tools/."""
    uv = TOOLS / "bin" / "uv"
    if not uv.exists():
        say("Fetching uv …")
        if subprocess.call(
            [sys.executable, "-m", "venv", str(TOOLS)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ):
            shutil.rmtree(TOOLS, ignore_errors=True)
            package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
            if not apt([package]) and not apt(["python3-venv"]):
                stop(
                    f"Python's venv module is missing. Ask your administrator for the Debian package {package} "
                    "(apt-get install python3-venv), then run this command again."
                )
            if run([sys.executable, "-m", "venv", str(TOOLS)], quiet=True):
                stop("A virtual environment could not be made; see above.")
        if run(
            [
                str(TOOLS / "bin" / "python"),
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
                str(HERE / "requirements" / "uv.txt"),
            ],
            quiet=True,
        ):
            stop("uv could not be installed: is the package registry reachable? See above.")
    return [str(uv)]


def set_up() -> None:
    """Make or refresh the environment; immediate when nothing changed since the last time."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the very thing that is asked here
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    stamp = VENV / "stamp"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    wanted = missing_debian(PDF_PACKAGES)
    if wanted and not apt(wanted):
        say(
            "PDFs are switched off: these Debian packages are missing and only root can install them: "
            + " ".join(wanted)
            + ". Everything else works."
        )
    install_packages()
    compile_catalogues()
    stamp.write_text(now)


def install_packages() -> None:
    """The pinned packages into .venv/: by uv, or by pip where uv does not reach the registry and pip does."""
    uv, wanted = find_uv(), str(HERE / "requirements" / "dev.txt")
    say("Making the Python environment …")
    # Certificates of the system: a registry behind an organisation's own authority is reached too.
    env = {**os.environ, "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if not PYTHON.exists() and run([*uv, "venv", "-q", "--python", sys.executable, str(VENV)], env=env, quiet=True):
        stop("The Python environment could not be made; see above.")
    if run([*uv, "pip", "sync", "-q", "--require-hashes", "--python", str(PYTHON), wanted], env=env, quiet=True) == 0:
        return
    say("uv could not install the packages (see above); trying pip …")
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "--python", str(PYTHON), "install", "-q"]
    if run([*pip, "--disable-pip-version-check", "--require-hashes", "-r", wanted], quiet=True):
        stop("The pinned packages could not be installed; see above.")


def compile_catalogues() -> None:
    for catalogue in sorted(HERE.glob("locale/*/LC_MESSAGES/*.po")):
        if run(
            [
                str(VENV / "bin" / "pybabel"),
                "-q",
                "compile",
                "-i",
                str(catalogue),
                "-o",
                str(catalogue.with_suffix(".mo")),
                "-l",
                catalogue.parts[-3],
            ],
            quiet=True,
        ):
            stop(f"{catalogue.relative_to(HERE)} could not be compiled; see above.")


def demo_environment() -> dict[str, str]:
    """The environment of a run: this shell's, with the demonstration on unless it says otherwise."""
    env = dict(os.environ)
    env.setdefault("PORTAL_DEMO", "1")
    env.setdefault("PORT", "8000")
    env.setdefault("PYTHONUNBUFFERED", "1")
    env.setdefault("PORTAL_DATA_DIR", str(HERE / "var"))
    env["PORTAL_DATA_DIR"] = str(Path(env["PORTAL_DATA_DIR"]).resolve())
    return env


def manage(*arguments: str, env: dict[str, str]) -> int:
    """A command of manage.py, with the data folder there to hold what it makes."""
    prepare_folder(env)
    return run([str(PYTHON), "manage.py", *arguments], env=env)


def prepare_folder(env: dict[str, str]) -> None:
    """The data folder, and for a demonstration its secret key, which is added to `env`."""
    data = Path(env["PORTAL_DATA_DIR"])
    for name in ("mail", "media", "jobs", "queue/messages", "queue/control", "static"):
        (data / name).mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    if env["PORTAL_DEMO"] == "1" and not env.get("SECRET_KEY"):
        env["SECRET_KEY"] = demo_key(data)


def demo_key(data: Path) -> str:
    """The secret key of a demonstration: random, kept with its data from one start to the next."""
    note = data / "secret-key"
    if not note.exists():
        note.touch(mode=0o600)
        note.write_text(secrets.token_urlsafe(50))
    return note.read_text()


# --- Running --------------------------------------------------------------------------------------
def processes(env: dict[str, str]) -> dict[str, list[str]]:
    """The processes of the portal, by name."""
    host, port = env.get("HOST", "127.0.0.1"), env["PORT"]
    binaries = VENV / "bin"
    celery = [str(binaries / "celery"), "-q", "-A", "portal"]
    alone = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    workers = env.get("WEB_CONCURRENCY", "2")
    return {
        "web": [str(binaries / "gunicorn"), "portal.wsgi:application", "--bind", f"{host}:{port}",
                "--workers", workers,
                "--threads", "8", "--worker-class", "portal.web_worker.PageWorker",
                "--timeout", "60", "--graceful-timeout", "10",
                "--preload", "--log-level", "warning",
                # Without the address of the reader and without secrets: it is counted at night, nobody is followed.
                "--logger-class", "portal.access_log.AccessLog",
                "--access-logfile", f"{env['PORTAL_DATA_DIR']}/access.log",
                "--access-logformat", "%(t)s %(m)s %(s)s %(U)s %(a)s"],
        "worker": [*celery, "worker", "--queues", "work", "--concurrency", "1", *alone, "-n", f"worker-{port}@%h"],
        # Messages do not wait behind documents. One process is enough: it waits for the mail server most of the time.
        "mailer": [*celery, "worker", "--queues", "mails", "--pool", "solo", *alone, "-n", f"mailer-{port}@%h"],
        "scheduler": [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
    }  # fmt: skip


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def wait_for(host: str, port: int, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with socket.create_connection((host, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def serve() -> None:
    """Set up, then run web, worker, mailer and scheduler until Ctrl-C; a process that dies is started again."""
    set_up()
    env = demo_environment()
    host, port = env.get("HOST", "127.0.0.1"), int(env["PORT"])
    if not port_is_free(host, port):
        stop(f"Port {port} is in use. Stop what uses it, or choose another one: PORT={port + 1} python3 run.py")
    # Database, static files, reference data and, into an empty database, the demonstration.
    if manage("prepare", env=env):
        stop("The database could not be made ready; see above.", 1)
    commands = processes(env)
    running: dict[str, subprocess.Popen[bytes]] = {}
    started: dict[str, float] = {}
    stopping = False

    def start(name: str) -> None:
        # Its own session: Ctrl-C reaches this process only, which stops the others in order.
        # On a bare machine the first user is root: the worker's warning about it says nothing new.
        quiet = {**env, "PYTHONWARNINGS": "ignore:You're running the worker"} if name in {"worker", "mailer"} else env
        running[name] = subprocess.Popen(commands[name], env=quiet, cwd=HERE, start_new_session=True)
        started[name] = time.monotonic()

    def ask_to_stop(_signal: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGTERM, ask_to_stop)
    for name in commands:
        start(name)
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1"} else host
    if wait_for("127.0.0.1" if host == "0.0.0.0" else host, port):
        greet(env, f"http://{shown}:{port}/")
    while not stopping:
        time.sleep(0.3)
        for name, process in list(running.items()):
            code = process.poll()
            if code is not None and not stopping:
                say(f"The {name} stopped (code {code}); starting it again.")
                if time.monotonic() - started[name] < 5:
                    time.sleep(3)
                start(name)
    say("Stopping …")
    stop_all(running)


def stop_all(running: dict[str, subprocess.Popen[bytes]], patience: float = 15) -> None:
    """Ask every process to stop; after `patience` seconds, end those that did not."""
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    end = time.monotonic() + patience
    for process in running.values():
        try:
            process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def greet(env: dict[str, str], address: str) -> None:
    print(f"\nThe portal is at {address}  (Ctrl-C stops it)", flush=True)
    if env["PORTAL_DEMO"] == "1":
        note = Path(env["PORTAL_DATA_DIR"]) / "demo-accounts.txt"
        print(
            "\n"
            + (note.read_text() if note.exists() else "")
            + f"\nMails are files in {env['PORTAL_DATA_DIR']}/mail",
            flush=True,
        )


# --- Testing --------------------------------------------------------------------------------------
def test_environment() -> dict[str, str]:
    """A clean environment for tests: nothing of this shell's settings of a portal leaks in."""
    ours = (
        "PORTAL_",
        "DATABASE_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "EMAIL_URL",
        "PUBLIC_URL",
        "PORT",
        "HOST",
        "STORAGE_URL",
        "TRUSTED_PROXIES",
        "DEFAULT_FROM_EMAIL",
        "SENTRY_DSN",
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env["PORTAL_DATA_DIR"] = str(HERE / "var" / "test")
    Path(env["PORTAL_DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    return env


def pytest(arguments: list[str], env: dict[str, str]) -> int:
    alone = any(argument.startswith(("-n", "-p", "--pdb")) for argument in arguments)
    # What a file makes once for its tests is made in one process only.
    parallel = [] if alone else ["-n", str(min(4, os.cpu_count() or 2)), "--dist", "loadfile"]
    return run([str(PYTHON), "-m", "pytest", *parallel, *arguments], env=env)


def test(arguments: list[str]) -> int:
    set_up()
    return pytest(arguments, test_environment())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Services:
    """PostgreSQL and Redis: those of DATABASE_URL and REDIS_URL, or our own on free ports, stopped after."""

    def __init__(self) -> None:
        self.database_url = os.environ.get("DATABASE_URL", "")
        self.redis_url = os.environ.get("REDIS_URL", "")
        self.folder = Path(tempfile.mkdtemp(prefix="portal-services-"))
        self.children: list[subprocess.Popen[bytes]] = []
        self.postgres: list[str] = []

    def __enter__(self) -> Services:
        if not self.database_url:
            self._start_postgres()
        if not self.redis_url:
            self._start_redis()
        return self

    def __exit__(self, *_error: object) -> None:
        for child in self.children:
            child.terminate()
            child.wait()
        if self.postgres:
            run([*self.postgres, "stop", "-m", "immediate"], quiet=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_postgres(self) -> None:
        if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
            apt(["postgresql"])
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not found:
            stop("PostgreSQL is missing: give DATABASE_URL, or install Debian's postgresql.")
        binaries, data, port = found[-1], self.folder / "postgres", free_port()
        as_user: list[str] = []
        if is_root():  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres")
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if run(
            [
                *as_user,
                str(binaries / "initdb"),
                "-D",
                str(data),
                "-A",
                "trust",
                "-U",
                "portal",
                "-E",
                "UTF8",
                "--no-sync",
            ],
            quiet=True,
        ):
            stop("PostgreSQL could not be set up; see above.", 1)
        self.postgres = [*as_user, str(binaries / "pg_ctl"), "-D", str(data)]
        options = f"-p {port} -k {self.folder} -c fsync=off -c listen_addresses=127.0.0.1 -c max_connections=200"
        if run([*self.postgres, "start", "-w", "-l", str(self.folder / "postgres.log"), "-o", options], quiet=True):
            stop("PostgreSQL did not start; see above.", 1)
        self.database_url = f"postgres://portal@127.0.0.1:{port}/postgres"

    def _start_redis(self) -> None:
        if not shutil.which("redis-server"):
            apt(["redis-server"])
        if not shutil.which("redis-server"):
            stop("Redis is missing: give REDIS_URL, or install Debian's redis-server.")
        port = free_port()
        self.children.append(subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--dir", str(self.folder), "--logfile", str(self.folder / "redis.log")]))  # fmt: skip
        if not wait_for("127.0.0.1", port, 20):
            stop("Redis did not start.", 1)
        self.redis_url = f"redis://127.0.0.1:{port}/0"


def test_services(arguments: list[str]) -> int:
    set_up()
    with Services() as services:
        env = {**test_environment(), "DATABASE_URL": services.database_url, "REDIS_URL": services.redis_url}
        return pytest(arguments, env)


def e2e(arguments: list[str]) -> int:
    set_up()
    if not shutil.which("chromium"):
        apt(["chromium"])
    if not shutil.which("chromium"):
        stop("Chromium is missing: install Debian's chromium.")
    return run([str(PYTHON), "-m", "pytest", "-m", "journey", *arguments], env=test_environment())


def bench(arguments: list[str]) -> int:
    set_up()
    scale = {name: value for name, value in os.environ.items() if name == "PORTAL_BENCH_SCALE"}
    return run([str(PYTHON), "-m", "benchmarks", *arguments], env={**test_environment(), **scale, "PORTAL_DEMO": "1"})


def check(_arguments: list[str]) -> int:
    set_up()
    return run([str(PYTHON), "-m", "tests.checks"], env=test_environment())


COMMANDS = {"test": test, "test-services": test_services, "e2e": e2e, "bench": bench, "check": check}


def main() -> None:
    command, *rest = sys.argv[1:] or ["serve"]
    # Asked to stop, leave by the door: servers started for tests are stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if command in {"help", "-h", "--help"}:
        print(__doc__)
    elif command == "serve":
        serve()
    elif command == "setup":
        set_up()
    elif command == "manage":
        set_up()
        sys.exit(manage(*rest, env=demo_environment()))
    elif command in COMMANDS:
        sys.exit(COMMANDS[command](rest))
    else:
        say(__doc__ or "")
        stop(f"There is no command {command!r}.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("Stopped before the end; the same command takes up where this one left off.", 130)
