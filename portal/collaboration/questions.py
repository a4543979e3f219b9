"""What a section is made of: of an application, a profile, a roadmap, an entry, a survey. Plain data,
without Django: forms, completeness, the check page, the PDF, the office and the differences all read
the same description."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Text = Any
"""Words of our own catalogues: a text, or one translated when it is shown."""
Choices = tuple[tuple[str, Text], ...]

# Nothing longer is stored in one answer; it is shown again with an error, never cut.
HARD_LIMIT = 100_000


@dataclass(frozen=True)
class Field:
    """One question.

    ``type``: text, email, tel, textarea, number, year, money, decimal, date, select, radio, checkbox, checkboxes;
    in rows also hidden: what keeps a row the same while its words change.
    The answer to ``checkboxes`` is the codes ticked, in the order of the list, with a space between.
    ``vocabulary`` names a list of the reference data instead of ``choices``.
    ``ask`` is the error when it is missing: verb first, the same words in the summary and at the field.
    """

    name: str
    label: Text
    ask: Text
    type: str = "text"
    hint: Text = ""
    max_length: int | None = 200
    required: bool = True
    choices: Choices = ()
    vocabulary: str = ""
    codes: tuple[str, ...] = ()
    """Codes of the vocabulary offered, when not all are."""
    minimum: int | None = None
    maximum: int | None = None
    lines: int = 6
    width: str = "full"
    autocomplete: str = ""
    preset: bool = False
    """Filled by the portal at the start: its answer does not make a section begun."""

    @property
    def is_text(self) -> bool:
        """Words of the person's own, kept as they are typed."""
        return self.type in {"text", "email", "tel", "textarea"}

    @property
    def is_choice(self) -> bool:
        """One of a closed list, or several."""
        return self.type in {"select", "radio", "checkboxes"}


@dataclass(frozen=True)
class Rows:
    """Answers made of rows of the same columns.

    ``each`` names a row in errors ("Result"); ``at_least`` rows are required at submission;
    ``fixed`` lists a vocabulary with exactly one row a code, written under ``key``;
    ``picked`` says that rows are the chosen ones of a vocabulary, the activities of the Open Roadmap.
    Raises ValueError for a column of several boxes: a cell holds one answer.
    """

    kind: str
    title: Text
    each: Text
    add: Text
    columns: tuple[Field, ...]
    ask: Text = ""
    hint: Text = ""
    at_least: int = 0
    at_most: int = 40
    fixed: str = ""
    picked: str = ""
    key: str = ""
    compact: bool = False

    def __post_init__(self) -> None:
        if any(column.type == "checkboxes" for column in self.columns):
            raise ValueError(f"rows {self.kind!r}: a column cannot be of several boxes")

    @property
    def listed(self) -> bool:
        """Whether its rows follow a list of the reference data instead of being added one by one."""
        return bool(self.fixed or self.picked)


@dataclass(frozen=True)
class Section:
    """One section, on a page of its own. ``number`` counts from 1 in the order of the pages."""

    number: int
    code: str
    group: str
    title: Text
    lead: Text
    fields: tuple[Field, ...] = ()
    rows: tuple[Rows, ...] = ()
    criteria: tuple[str, ...] = ()
    """Codes of the criteria assessors judge by what stands here."""
    files: bool = False

    def field(self, name: str) -> Field | None:
        """The question of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def names(self) -> Iterator[str]:
        """Names of its questions and of its kinds of rows."""
        yield from (field.name for field in self.fields)
        yield from (rows.kind for rows in self.rows)

    def rows_of(self, kind: str) -> Rows | None:
        """Its rows of that kind, or None."""
        return next((rows for rows in self.rows if rows.kind == kind), None)


def following(sections: Sequence[Section], section: Section) -> Section | None:
    """The next of these sections, or None after the last."""
    return sections[section.number] if section.number < len(sections) else None
