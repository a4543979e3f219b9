"""The tables that hold the answers of a profile, and of what a candidacy adds. No rule stands here."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.collaboration.questions import Section
from portal.collaboration.store import Answers, SectionStore

from .models import (
    Candidacy,
    Curriculum,
    KnownActivity,
    KnownCountry,
    KnownDomain,
    KnownField,
    KnownTheme,
    NamedReferee,
    Nationality,
    Post,
    Profile,
    Publication,
    SpokenLanguage,
    Study,
)
from .sections import SECTIONS

# Boxes ticked together, each kept as a row so that experts are found by it: question -> column of the row.
TICKED = {"fields": "field", "themes": "theme", "domains": "domain"}


class ProfileStore(SectionStore):
    """A profile. What is ticked among fields, themes and domains is one answer on the page, rows in the tables."""

    def _single(self, record: Any, section: Section) -> dict[str, Any]:
        given: dict[str, Any] = {
            question.name: getattr(record, question.name)
            for question in section.fields
            if question.name not in TICKED
        }
        if section.files and self._files is not None:
            given["attachments"] = self._files(record)
        return given

    def read_section(self, record: Any, section: Section) -> dict[str, Any]:
        given = super().read_section(record, section)
        for question in section.fields:
            if question.name in TICKED:
                given[question.name] = _ticked(question.name, self.read_rows(record, question.name))
        return given

    def read_answers(self, record: Any, sections: Iterable[Section]) -> Answers:
        rows = self.read_all_rows(record)
        return {
            section.code: self._single(record, section)
            | {kind.kind: rows[kind.kind] for kind in section.rows}
            | {name: _ticked(name, rows[name]) for name in (q.name for q in section.fields) if name in TICKED}
            for section in sections
        }

    def write_section(self, record: Any, values: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> bool:
        ticked = {
            name: [{TICKED[name]: code} for code in str(value).split()]
            for name, value in values.items()
            if name in TICKED
        }
        plain = {name: value for name, value in values.items() if name not in TICKED}
        return super().write_section(record, plain, {**rows, **ticked})


def _ticked(name: str, rows: list[dict[str, Any]]) -> str:
    return " ".join(row[TICKED[name]] for row in rows)


def read_files(profile: Profile) -> list[dict[str, Any]]:
    """The files of a profile, in order: one query."""
    return [
        {
            "code": row.code,
            "kind": row.kind,
            "kind_words": row.get_kind_display(),
            "title": row.title or row.stored_file.name,
            "name": row.stored_file.name,
            "size": row.stored_file.size,
            "sha256": row.stored_file.sha256,
            "added_at": row.added_at,
        }
        for row in profile.files.select_related("stored_file").order_by("position", "pk")
    ]


STORE = ProfileStore(
    Profile,
    {
        "nationalities": Nationality,
        "activities": KnownActivity,
        "fields": KnownField,
        "themes": KnownTheme,
        "domains": KnownDomain,
        "languages": SpokenLanguage,
        "countries": KnownCountry,
        "posts": Post,
        "studies": Study,
        "publications": Publication,
    },
    files=read_files,
)
CANDIDACY_STORE = SectionStore(Candidacy, {"named_referees": NamedReferee})


def read_answers(profile: Profile) -> Answers:
    """All answers of a profile by section: one query for rows, one for files."""
    return STORE.read_answers(profile, SECTIONS)


def copy_profile(source: Profile, target: Profile) -> None:
    """Give one profile the rows and files of another (the same stored files)."""
    STORE.copy_rows(source, target)
    Curriculum.objects.bulk_create(
        Curriculum(
            profile=target,
            stored_file_id=row.stored_file_id,
            kind=row.kind,
            title=row.title,
            code=row.code,
            position=row.position,
            added_at=row.added_at,
        )
        for row in source.files.order_by("position", "pk")
    )
