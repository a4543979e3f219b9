"""French texts that the portal ships as data keep French spaces: fixed before “:” and in «…», narrow before “;!?”."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FILES = sorted(
    [*ROOT.glob("*/data/*.toml"), *ROOT.glob("portal/*/data/*.yaml"), *ROOT.glob("programme/demo/**/*.yaml")]
)
WRONG = re.compile(
    r"[ \u2009][:;!?»]|«[^\u00a0]|[^\u00a0]»|\u00a0[;!?]|\u202f:|[^\s\u00a0\u202f:;!?.…)»\"(][;!?](?=\s|$)"
)


def read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)


def french(value: Any, inside: bool = False) -> Iterator[str]:
    """The texts under `fr` or `…_fr`; all of them where `language: fr` says so."""
    if isinstance(value, dict):
        whole = inside or value.get("language") == "fr"
        for key, inner in value.items():
            yield from french(inner, whole or str(key) == "fr" or str(key).endswith("_fr"))
    elif isinstance(value, list):
        for inner in value:
            yield from french(inner, inside)
    elif inside and isinstance(value, str):
        yield value


def test_the_rule_knows_right_from_wrong():
    right = ("Demandé\u00a0: «\u00a0tout\u00a0»\u202f; rien\u202f?", "https://example.org/a?b", "9:30")
    wrong = ("demandé :", "demandé\u202f:", "tout ;", "tout\u00a0;", "tout?", "« tout\u00a0»", "«tout\u00a0»")
    assert not [text for text in right if WRONG.search(text)]
    assert all(WRONG.search(text) for text in wrong)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_french_texts_have_french_spaces(path):
    texts = [line for text in french(read(path)) for line in text.split("\n")]
    assert not [line for line in texts if WRONG.search(line)]


@pytest.mark.parametrize("path", sorted(ROOT.glob("templates/messages/*.fr.txt")), ids=lambda path: path.name)
def test_french_messages_have_french_spaces(path):
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "x", path.read_text(encoding="utf-8")).removeprefix("Subject: ")
    assert not [line for line in text.split("\n") if WRONG.search(line)]


def test_texts_were_found_at_all():
    assert len([path for path in FILES if any(french(read(path)))]) > 30
