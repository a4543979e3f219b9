"""`manage restore FILE`: put a backup in the place of this database and its files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.documents import backups


class Command(BaseCommand):
    help = "Restore a backup, whichever database it came from. Stop web, worker and scheduler before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace a database that is not empty")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"]
        if not source.is_file():
            raise CommandError(f"There is no file {source}.")
        try:
            done = backups.restore(source, replace=options["yes"])
        except backups.BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        for name in done.missing:
            self.stderr.write(f"Was missing already when the backup was made: {name}")
        for line in done.rebuilt:
            self.stdout.write(line)
        self.stdout.write(
            f"Restored {done.rows} rows and {done.files} files of {done.made_at} (release {done.release}). "
            "Everybody signs in again."
        )
