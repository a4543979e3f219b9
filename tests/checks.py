"""`python3 run.py check`: everything that can be said about the code without running it.

Each step is a command anyone can repeat; the first that fails does not hide the others.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = ["-X", "utf8"]
# What `check --deploy` judges is the portal as it runs in production.
PRODUCTION = {
    "PORTAL_DEMO": "0",
    "SECRET_KEY": "check-only-" + "0123456789abcdef" * 4,
    "PUBLIC_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
}


def steps(data: str) -> list[tuple[str, list[str], dict[str, str]]]:
    """(title, command, additional environment)."""
    tool = lambda name: str(BIN / name)  # noqa: E731
    manage = [sys.executable, "manage.py"]
    here = {"PORTAL_DEMO": "1", "PORTAL_DATA_DIR": data}
    return [
        ("lint", [tool("ruff"), "check", "."], {}),
        ("format", [tool("ruff"), "format", "--check", "."], {}),
        (
            "security lint",
            [tool("bandit"), "-q", "-c", "pyproject.toml", "-r", "portal", "applications", "programme"],
            {},
        ),
        ("types", [tool("mypy")], here),
        ("import contract", [tool("lint-imports")], here),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"], here),
        ("translations", [sys.executable, "-m", "tests.translations"], here),
        (
            "compose file",
            [tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
            {},
        ),
        (
            "deploy check",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION | {"PORTAL_DATA_DIR": data},
        ),
    ]


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as data:
        for title, command, extra in steps(data):
            done = subprocess.run(command, cwd=HERE, env={**os.environ, **extra}, capture_output=True, text=True)
            print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {title}", flush=True)
            if done.returncode:
                failed.append(title)
                print(done.stdout[-6000:], done.stderr[-4000:], sep="\n", flush=True)
    print(f"{len(failed)} of {len(steps(''))} checks failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
