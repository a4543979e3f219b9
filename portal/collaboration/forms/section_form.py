"""The form of one section, for its page: fields one by one, rows as one piece, the picker.

No rule stands here: errors come from ``completeness``, texts from ``forms.raw``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext as _

from portal.reference.languages import page_language
from portal.reference.queries import roadmap, term_map
from portal.reference.rows import OutputRow
from portal.ui.rows import Column, RowTable, read_rows

from ..choices import choices_of
from ..completeness import Problem
from ..questions import Field, Rows, Section
from .raw import CHOSEN, Raw

_SIZES = {"quarter": "short", "third": "short", "half": "medium", "full": ""}
_BLANK = ("", "—")
_ROW_TYPES = {"tel": "text", "money": "number", "decimal": "number", "year": "number", "radio": "select"}


class SectionForm(forms.Form):
    """The single questions of a section, already answered; its errors are given, not found here."""

    def __init__(self, section: Section, raw: Raw, errors: Mapping[str, list[str]]) -> None:
        super().__init__(data={question.name: _in_form(question, raw[question.name]) for question in section.fields})
        self._given = errors
        for question in section.fields:
            self.fields[question.name] = _form_field(question, raw[question.name])
        self._errors = ErrorDict({name: ErrorList(messages) for name, messages in errors.items()})

    def full_clean(self) -> None:
        """Validity is asked at submission: the errors are those given."""


def _in_form(question: Field, text: str) -> str | list[str]:
    return text.split() if question.type == "checkboxes" else text


def _form_field(question: Field, text: str) -> forms.Field:
    if question.type == "checkboxes":
        several = forms.MultipleChoiceField(
            required=False,
            label=question.label,
            help_text=question.hint,
            widget=forms.CheckboxSelectMultiple,
            choices=choices_of(question),
        )
        several.size = _SIZES[question.width]  # type: ignore[attr-defined]
        return several
    made = forms.CharField(
        required=False, label=question.label, help_text=question.hint, widget=_widget(question, text), strip=False
    )
    made.max_length = question.max_length if question.type in {"textarea"} else None
    made.size = _SIZES[question.width]  # type: ignore[attr-defined]
    return made


def _widget(question: Field, text: str) -> forms.Widget:
    attrs: dict[str, Any] = {"autocomplete": question.autocomplete} if question.autocomplete else {}
    if question.type == "textarea":
        return forms.Textarea(attrs={"rows": question.lines, **attrs})
    if question.type == "checkbox":
        return forms.CheckboxInput(attrs={"value": "1"}, check_test=bool)
    if question.type == "radio":
        return forms.RadioSelect(choices=choices_of(question))
    if question.type == "select":
        return forms.Select(choices=[_BLANK, *choices_of(question)])
    if question.type == "email":
        # Not type=email: a browser would refuse to send what is half typed.
        return forms.TextInput(attrs={"inputmode": "email", **attrs})
    if question.type == "tel":
        return forms.TextInput(attrs={"inputmode": "tel", **attrs})
    if question.type == "date" and _is_iso(text):
        return forms.DateInput(attrs={"type": "date"})
    if question.type == "year":
        return forms.TextInput(attrs={"inputmode": "numeric"})
    if question.type in {"number", "money", "decimal"}:
        return forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.TextInput(attrs=attrs)


def _is_iso(text: str) -> bool:
    """A browser shows nothing in a date control that holds another text: such a text gets a plain one."""
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def columns_of(rows: Rows) -> tuple[Column, ...]:
    """The columns of a kind of rows for ``portal.ui.rows``."""
    made = [Column(rows.key, "", type="hidden")] if rows.fixed else []
    for column in rows.columns:
        kind = _ROW_TYPES.get(column.type, column.type)
        made.append(
            Column(
                column.name,
                column.label,
                type=kind,
                choices=[_BLANK, *choices_of(column)] if column.is_choice else (),
                hint=column.hint,
                max_length=column.max_length,
                width=column.width,
                rows=column.lines,
            )
        )
    return tuple(made)


def row_reader(posted: Mapping[str, Any]) -> Any:
    """Reads the rows of a kind out of a POST."""
    return partial(_read, posted)


def _read(posted: Mapping[str, Any], rows: Rows) -> list[dict[str, str]]:
    return read_rows(posted, rows.kind, columns_of(rows), max_rows=rows.at_most)


@dataclass
class SectionPage:
    """Everything the page of a section shows of its answers."""

    section: Section
    form: SectionForm
    tables: list[tuple[Rows, RowTable, list[str]]]
    """Each kind of rows with the errors of the kind as a whole."""
    errors: list[tuple[str, str]]
    picker: Rows | None = None
    """The kind of rows chosen from the twenty activities."""
    outputs: list[OutputRow] = field(default_factory=list)
    picker_columns: tuple[Column, ...] = ()
    picked: dict[str, dict[str, Any]] = field(default_factory=dict)
    picked_errors: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def chosen(self) -> dict[str, str]:
        """The activities chosen, for the strip."""
        return {code: "full" for code, row in self.picked.items() if row["chosen"]}

    @property
    def working_translations(self) -> list[str]:
        """The activities whose words are not official in this language."""
        return [
            activity.code
            for output in self.outputs
            for activity in output.activities
            if activity.is_working_translation
        ]

    @property
    def questions(self) -> list[Any]:
        """The single fields as they are drawn, each with its width."""
        return list(self.form)


def build(section: Section, raw: Raw, problems: Iterable[Problem], add: str = "") -> SectionPage:
    """The page of a section from its texts and the problems to show. ``add`` names rows to add one to."""
    problems = list(problems)
    single: dict[str, list[str]] = {}
    for problem in problems:
        if not problem.rows and section.field(problem.field):
            single.setdefault(problem.field, []).append(problem.message)
    page = SectionPage(
        section, SectionForm(section, raw, single), [], [(anchor(section, p), p.message) for p in problems]
    )
    for rows in section.rows:
        own = [problem for problem in problems if problem.rows == rows.kind]
        if rows.picked:
            names = [column.name for column in rows.columns]
            page.picker, page.outputs, page.picker_columns = rows, roadmap(page_language()), columns_of(rows)
            page.picked = {
                row[rows.key]: {**{name: row[name] for name in names}, "chosen": bool(row[CHOSEN])}
                for row in raw[rows.kind]
                if row[CHOSEN] or any(row[name] for name in names)
            }
            page.picked_errors = {(str(p.row), p.field): p.message for p in own if p.row is not None}
        else:
            whole = [problem.message for problem in own if problem.row is None]
            page.tables.append((rows, _table(rows, raw[rows.kind], own, add == rows.kind), whole))
    return page


def anchor(section: Section, problem: Problem) -> str:
    """The id of the control a problem is about."""
    question = section.field(problem.field) if not problem.rows else None
    if question is not None and question.type in {"radio", "checkboxes"}:
        return f"{problem.anchor}_0"
    return problem.anchor


def _table(rows: Rows, given: list[dict[str, str]], problems: list[Problem], add: bool) -> RowTable:
    errors = {
        (int(problem.row), problem.field): problem.message
        for problem in problems
        if problem.row is not None and not isinstance(problem.row, str)
    }
    shown: list[dict[str, Any]] = list(given)
    if rows.fixed:
        words = term_map(rows.fixed, page_language())
        shown = [{**row, "row_title": f"{row[rows.key]} {words[row[rows.key]].text}"} for row in given]
    return RowTable(
        prefix=rows.kind,
        columns=columns_of(rows),
        rows=shown,
        row_label=rows.each,
        add_label=rows.add or _("Add a row"),
        errors=errors,
        blank=max(1 if add else 0, rows.at_least - len(given)),
        compact=rows.compact,
        fixed=bool(rows.fixed),
        max_rows=rows.at_most,
        caption=rows.title,
        hint=rows.hint,
    )
