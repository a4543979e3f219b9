"""``manage reindex``: compares the records with what the search holds of them, and repairs it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.search import ports
from portal.search.services import reindex


class Command(BaseCommand):
    help = "Bring the search index to what the records say. Safe to repeat; the portal keeps running meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="*", help="only these kinds of records")

    def handle(self, *args: Any, **options: Any) -> None:
        known = [source.kind for source in ports.sources()]
        for kind in options["kind"]:
            if kind not in known:
                raise CommandError(f"No kind of record is called {kind!r}; there are: {', '.join(known) or 'none'}.")
        report = reindex(options["kind"] or None)
        for kind, seen in report.seen.items():
            self.stdout.write(f"{kind}: {seen} documents, {report.repaired[kind]} repaired.")
