"""`manage backup FILE`: database, files and checksums in one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.documents import backups


class Command(BaseCommand):
    help = "Write database and files into one archive, readable by its owner only, for either database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write, for example portal-2026-11-21.tar.gz")
        parser.add_argument("--overwrite", action="store_true", help="replace the file when it is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if not target.parent.is_dir():
            raise CommandError(f"The folder {target.parent} does not exist.")
        try:
            written = backups.backup(target, overwrite=options["overwrite"])
        except FileExistsError as error:
            raise CommandError(f"{target} is there already. Give another name, or add --overwrite.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read; is it there, and migrated? {error}") from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from error
        for name in written.missing:
            self.stderr.write(f"A file named by a row is not in the storage: {name}")
        self.stdout.write(f"{target}: {written.rows} rows, {written.files} files, {written.bytes} bytes.")
        self.stdout.write("Keep it as safe as the portal itself, and keep SECRET_KEY beside it.")
