"""`python3 run.py bench [name …]`: measure, print one JSON object a line, exit 1 when a bound is exceeded.

Data is made in a folder of its own, on SQLite and then on PostgreSQL (its own server on a free port,
unless DATABASE_URL names one). Names are those of `bounds.toml`, with or without "@sqlite".
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))


def bounds() -> dict[str, dict[str, float]]:
    return tomllib.loads((HERE / "bounds.toml").read_text())


def child(label: str, env: dict[str, str], names: list[str]) -> int:
    """Measure on one database, in a process with that database's settings."""
    return subprocess.call(
        [sys.executable, "-m", "benchmarks.run_one", label, *names], cwd=ROOT, env={**os.environ, **env}
    )


def main(arguments: list[str]) -> int:
    import run  # run.py: standard library only

    known = set(bounds())
    if {"-h", "--help"} & set(arguments):
        print(__doc__, "There are: " + ", ".join(sorted(known)), sep="\n")
        return 0
    names = [argument for argument in arguments if not argument.startswith("-")]
    for name in names:
        if name.split("@")[0] not in known:
            print(f"There is no benchmark {name!r}; there are: {', '.join(sorted(known))}", file=sys.stderr)
            return 2
    wanted = {name.split("@")[1] for name in names if "@" in name} or {"sqlite", "postgresql"}
    failures = 0
    for label in ("sqlite", "postgresql"):
        if label not in wanted:
            continue
        chosen = [name.split("@")[0] for name in names if name.split("@")[1:] in ([], [label])]
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
            env: dict[str, Any] = {"PORTAL_DATA_DIR": folder, "PORTAL_DEMO": "1", "PORTAL_BENCH": "1"}
            if label == "sqlite":
                failures += child(label, env, chosen)
            else:
                with run.Services() as services:
                    env |= {"DATABASE_URL": services.database_url, "REDIS_URL": services.redis_url}
                    failures += child(label, env, chosen)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
