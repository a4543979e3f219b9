"""`manage demo --stage full`: the demonstration at one of its stages, in place of what was there."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from portal.ui.pages import bump_content
from programme.demo import stages
from programme.models import Demonstration


class Command(BaseCommand):
    help = (
        "Resets the database to the demonstration at a stage. Refuses where PORTAL_DEMO is off, and where the "
        "database holds people that the demonstration did not make."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stage", choices=list(stages.STAGES), default="full")
        parser.add_argument("--seed", type=int, default=1, help="of the bulk data")
        parser.add_argument("--scale", type=int, default=0, help="adds this many thousand applications in bulk")

    def handle(self, *_args: Any, stage: str, seed: int, scale: int, **_options: Any) -> None:
        if not settings.PORTAL_DEMO:
            raise CommandError("This is not a demonstration: PORTAL_DEMO is off. Nothing was changed.")
        call_command("prepare", no_demo=True, stdout=self.stdout, stderr=self.stderr)
        if get_user_model().objects.exists() and not Demonstration.objects.exists():
            raise CommandError("The database holds people that the demonstration did not make. Nothing was changed.")
        if get_user_model().objects.exists():
            self._empty()
        stages.make(stage, seed=seed, scale=scale, say=lambda text: self.stderr.write(f"  {text}"))
        bump_content()
        self.stdout.write(f"The demonstration is at the stage “{stage}”.")

    def _empty(self) -> None:
        """Take away everything, files included. Open sessions end: their people are new ones."""
        call_command("flush", interactive=False, verbosity=0)
        if "portal_cache" in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM portal_cache")
        for path in Path(settings.MEDIA_ROOT).glob("*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
