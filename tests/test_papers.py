"""What the README and docs/ say of the portal is there: variables, files, rooms, pictures."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROW = re.compile(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", re.MULTILINE)


def told() -> set[str]:
    table = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    return {name for row in ROW.findall(table) for name in re.findall(r"[A-Z_]+", row)}


def test_every_variable_of_the_manual_is_read_somewhere():
    files = [ROOT / "run.py", ROOT / "docker-compose.yml", *ROOT.glob("portal/**/*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert len(told()) > 15
    assert not {name for name in told() if not re.search(rf"\b{name}\b", code)}


PAPERS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/operations.md", "docs/benchmarks.md")
NAMED = re.compile(r"`([a-z_/]+/[a-z_.-]*\.(?:py|md|ya?ml|toml))`")
SCREEN = re.compile(r"(?<!\*)\*([A-Z][^*\n]+)\*(?!\*)")
LINKED = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("paper", PAPERS)
def test_files_that_a_paper_names_are_there(paper):
    text, places = (ROOT / paper).read_text(encoding="utf-8"), (ROOT, ROOT / "portal")
    named = {name for name in NAMED.findall(text) if not any((place / name).exists() for place in places)}
    linked = {name for name in LINKED.findall(text) if not ((ROOT / paper).parent / name).exists()}
    assert not named | linked


def test_the_drawing_of_the_house_has_every_app():
    drawn = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").split("```")[1]
    apps = {path.parent.name for path in [*ROOT.glob("*/apps.py"), *ROOT.glob("portal/*/apps.py")]}
    assert not {app for app in apps if not re.search(rf"\b{app}\b", drawn)}


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_paper_sets_in_italics_is_a_label_of_the_portal(paper):
    with (ROOT / "locale/fr/LC_MESSAGES/django.po").open("rb") as source:
        known = {words for one in read_po(source) for words in ([one.id] if isinstance(one.id, str) else one.id)}
    named = set(SCREEN.findall((ROOT / paper).read_text(encoding="utf-8")))
    assert not named - known
