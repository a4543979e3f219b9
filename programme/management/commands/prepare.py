"""Make a data folder ready to serve: database, cache table, static files, reference data, demonstration.

Each part is done only when it is needed, so that a second start takes a moment and keeps the data.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from programme.models import Demonstration

STAGE = "full"
"""Of the demonstration that an empty database gets."""


class Command(BaseCommand):
    help = (
        "Brings database, static files and reference data up to date; loads the demonstration into an empty database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="never load the demonstration")

    def handle(self, *_args: Any, **options: Any) -> None:
        if self._migrate():
            call_command("load_reference", verbosity=0)
        self._collect_static()
        if settings.PORTAL_DEMO and not options["no_demo"] and _lacks_its_demonstration():
            self.stderr.write("Loading the demonstration …")
            call_command("demo", stage=STAGE, stdout=self.stdout)

    def _migrate(self) -> bool:
        """Apply what is missing; True when something was (or when the reference data may be older than the code)."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if pending:
            self.stderr.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        if not settings.REDIS_URL:
            call_command("createcachetable", verbosity=0)
        mark = _fingerprint([settings.BASE_DIR / "portal" / room for room in ("reference", "search/data")])
        try:
            known = cache.get("prepare:reference")
            cache.set("prepare:reference", mark, None)
        except DatabaseError:
            known = None
        return pending or known != mark

    def _collect_static(self) -> None:
        """Gather and compress static files when one of them changed."""
        if settings.DEBUG:
            return
        sources = [Path(root) for finder in get_finders() for root in _roots(finder)]
        mark, note = _fingerprint(sources), Path(settings.STATIC_ROOT) / "collected.txt"
        if note.exists() and note.read_text() == mark:
            return
        self.stderr.write("Gathering static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(mark)


def _lacks_its_demonstration() -> bool:
    """Nobody is there yet, or a loading was interrupted before its end."""
    return not get_user_model().objects.exists() or Demonstration.objects.filter(stage="").exists()


def _roots(finder: Any) -> list[str]:
    """The folders a finder looks in."""
    return [storage.location for storage in getattr(finder, "storages", {}).values()]


def _fingerprint(folders: list[Path]) -> str:
    """Changes when a file below the folders does (by name, size and time)."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                state = path.stat()
                digest.update(f"{path}{state.st_size}{state.st_mtime_ns}".encode())
    return digest.hexdigest()
