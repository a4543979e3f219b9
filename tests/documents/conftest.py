from pathlib import Path

import pytest

from portal.documents import jobs
from tests.documents import factories


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    """Kinds of this room's tests; the registry is as before afterwards."""
    monkeypatch.setattr(jobs, "_kinds", dict(jobs._kinds))
    jobs.register("test.text", "A text", factories.make_text)


@pytest.fixture
def sample_templates(settings):
    """Templates that stand for the letters and dossiers of the apps above."""
    extended = [dict(entry) for entry in settings.TEMPLATES]
    extended[0]["DIRS"] = [*extended[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = extended
