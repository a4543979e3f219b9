from pathlib import Path

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.documents.killing.apps.KillingConfig"]
TEMPLATES[0]["DIRS"].append(Path(__file__).parent.parent / "templates")
