"""``manage load_reference``: loads or refreshes countries and vocabulary."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.reference.services import load_reference


class Command(BaseCommand):
    help = (
        "Load or refresh the reference data from portal/reference/data. Safe to repeat: what the Secretariat "
        "corrected stays, unless --force is given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="override corrections made in the office")

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_reference(force=options["force"])
        if not options["verbosity"]:
            return
        self.stdout.write(
            f"Reference data: {report.created} rows made, {report.changed} changed, "
            f"{report.retired} no longer in the files, {len(report.kept)} corrections kept."
        )
        if options["verbosity"] > 1:
            for line in report.kept:
                self.stdout.write(f"  kept: {line}")
