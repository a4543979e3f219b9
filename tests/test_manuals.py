"""The manuals of docs/manual use the very words of the screens, and say the same in every language."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from programme.manuals import FOLDER, NAMES, manual, manuals

from .test_french_spaces import WRONG

LABEL = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@pytest.fixture(scope="module")
def french() -> dict[str, set[str]]:
    """What each English string of the portal may be called in French."""
    found: dict[str, set[str]] = {}
    with (Path(settings.BASE_DIR) / "locale/fr/LC_MESSAGES/django.po").open("rb") as source:
        for message in (one for one in read_po(source, locale="fr") if one.id):
            for english in (message.id,) if isinstance(message.id, str) else message.id:
                strings = [message.string] if isinstance(message.string, str) else message.string
                found.setdefault(english, set()).update(strings)
    return found


def tasks(name: str, language: str) -> list[str]:
    return (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8").split("\n## ")


def labels(text: str) -> list[str]:
    return [" ".join(label.split(" ")) for label in LABEL.findall(text)]


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_bold_in_a_manual_is_a_label_of_the_portal(name, french):
    unknown = [label for task in tasks(name, "en") for label in labels(task) if label not in french]
    assert not unknown


@pytest.mark.parametrize("name", NAMES)
def test_each_task_names_the_same_labels_in_french(name, french):
    english_tasks, french_tasks = tasks(name, "en"), tasks(name, "fr")
    assert len(english_tasks) == len(french_tasks)
    wrong = []
    for english, translated in zip(english_tasks, french_tasks, strict=True):
        there = set(labels(translated))
        meant = {label: french[label] for label in labels(english)}
        wrong += [f"{label} is not named" for label, words in meant.items() if not words & there]
        wrong += [f"{words} is no label" for words in there if not any(words in known for known in meant.values())]
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_french_manuals_have_french_spaces(name):
    text = (FOLDER / f"{name}.fr.md").read_text(encoding="utf-8")
    assert not [line for line in text.split("\n") if WRONG.search(LABEL.sub("x", line))]


def test_every_manual_is_there_in_every_language_and_nothing_else():
    wanted = {f"{name}.{code}.md" for name in NAMES for code, _name in settings.LANGUAGES}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_task_has_an_anchor_of_its_own(language):
    for shown in manuals(language):
        anchors = [part.anchor for part in shown.parts]
        assert all(anchors)
        assert len(set(anchors)) == len(anchors)
        assert shown.title
        assert shown.lead


def test_a_manual_that_is_not_translated_yet_is_shown_in_english():
    assert manual("focal-point", "ar").language == "en"
