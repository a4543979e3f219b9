"""Two versions of an entry side by side: what changed in its facts, ties, files, and in its words by language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from portal.collaboration.comparing import ChangedSection, compare
from portal.collaboration.reading import ReadSection, read_sections

from .models import Entry, EntryText, Figure, Version
from .sections import FACTS, story_of
from .shown import LANGUAGE_NAMES
from .store import TEXTS, VERSIONS

_FILES_STAND_IN = "means"


@dataclass(frozen=True)
class Differences:
    """What a reader of the older version finds changed in the newer one."""

    old: Version
    new: Version
    sections: list[ChangedSection]
    languages_in: list[tuple[str, str]]
    """(code, name) of languages that were added."""
    languages_out: list[tuple[str, str]]
    states: list[tuple[str, str, str, str]]
    """(code, name, state before, state after) of texts whose state is another one."""

    @property
    def none(self) -> bool:
        return not (self.sections or self.languages_in or self.languages_out or self.states)


def two_of(entry: Entry, asked: Mapping[str, str]) -> tuple[list[Version], Version, Version] | None:
    """(all versions, the older, the newer) of those asked for by number ("old", "new"); without a number the last
    two. None where there are no such two."""
    versions = list(entry.versions.order_by("number"))
    if len(versions) < 2:
        return None
    known = {str(version.number): version for version in versions}
    one = known.get(asked.get("old") or str(versions[-2].number))
    other = known.get(asked.get("new") or str(versions[-1].number))
    if one is None or other is None or one is other:
        return None
    old, new = sorted((one, other), key=lambda version: version.number)
    return versions, old, new


def differences(kind: str, old: Version, new: Version) -> Differences:
    """Field by field. Asks each version for its rows, ties, files, texts and figures: as many queries whatever they
    hold."""
    before, after = _Whole(kind, old), _Whole(kind, new)
    sections = compare(before.facts, after.facts)
    for place, code in enumerate(sorted({*before.texts, *after.texts})):
        named = _named(before.text(code), code, place), _named(after.text(code), code, place)
        sections += [replace(one, language=code) for one in compare([named[0]], [named[1]])]
    return Differences(
        old, new, sections,
        languages_in=[(code, _name(code)) for code in after.texts if code not in before.texts],
        languages_out=[(code, _name(code)) for code in before.texts if code not in after.texts],
        states=[
            (code, _name(code), str(before.states[code].label), str(state.label))
            for code, state in after.states.items()
            if code in before.states and before.states[code] != state
        ],
    )  # fmt: skip


class _Whole:
    """A version in words."""

    def __init__(self, kind: str, version: Version) -> None:
        self.section = story_of(kind, translated=True)
        answers = VERSIONS.read_answers(version, FACTS)
        answers[_FILES_STAND_IN]["attachments"] = list(version.attachments.values("code", "title"))
        self.facts = read_sections(FACTS, answers)
        rows: dict[int, list[dict[str, Any]]] = {}
        columns = TEXTS.columns["figures"]
        for row in Figure.objects.filter(text__version=version).order_by("position", "pk").values("text", *columns):
            rows.setdefault(row.pop("text"), []).append(row)
        texts = list(version.texts.all())
        self.texts = {text.language: self._read(text, rows.get(text.pk, [])) for text in texts}
        self.states = {text.language: EntryText.State(text.state) for text in texts}

    def _read(self, text: EntryText, figures: list[dict[str, Any]]) -> ReadSection:
        given = {question.name: getattr(text, question.name) for question in self.section.fields}
        return self._said({**given, "figures": figures})

    def _said(self, given: dict[str, Any]) -> ReadSection:
        return read_sections([self.section], {self.section.code: given})[0]

    def text(self, language: str) -> ReadSection:
        """The words in a language; nothing answered where there are none."""
        return self.texts.get(language) or self._said({})


def _named(section: ReadSection, language: str, place: int) -> ReadSection:
    title = _("%(title)s (%(language)s)") % {"title": section.title, "language": _name(language)}
    return replace(section, section=replace(section.section, title=title, number=section.number + place))


def _name(language: str) -> str:
    return LANGUAGE_NAMES.get(language, language)
