"""What the style guide shows: one of each part, in each of its states. Invented matter, while debugging only."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from .rows import Column, RowTable

STATES = {
    "1.1": "full", "1.2": "full", "1.4": "half", "2.1": "full", "2.4": "half",
    "4.2": "half", "4.3": "hollow", "5.1": "half", "5.2": "hollow",
}  # fmt: skip
SWATCHES = (
    ("Paper", "#fbfbf9", "#11151f"), ("Sheet", "#ffffff", "#181d29"), ("Sunk", "#f1f2ef", "#0c1018"),
    ("Wash", "#e9eef7", "#1f2a42"), ("Ink", "#171e33", "#e7e9ee"), ("Soft", "#4a536a", "#aab2c3"),
    ("Rule", "#d9dcdf", "#2d3444"), ("Edge", "#7b8498", "#78829a"), ("Act", "#22417f", "#aec4f5"),
    ("Bad", "#b0141d", "#ff9d95"), ("Output 1", "#ae4523", "#f29375"), ("Output 2", "#895f00", "#cca65d"),
    ("Output 3", "#167545", "#74bb8d"), ("Output 4", "#006e9a", "#65b5dd"), ("Output 5", "#9e448e", "#e291d1"),
)  # fmt: skip


_PIPS = ["full"] * 4 + ["bad", "half", "full", "full", "half", "half", "hollow", "hollow", "full", "full", "lock"]


class SampleForm(forms.Form):
    """One field of each kind."""

    institution = forms.CharField(label="Lead institution", help_text="A public body with a mandate for culture.")
    email = forms.EmailField(label="Contact e-mail")
    budget = forms.CharField(label="Budget, USD")
    start = forms.DateField(label="Start", widget=forms.DateInput(attrs={"type": "date"}))
    country = forms.CharField(
        label="Country", disabled=True, help_text="Comes from your role; it can’t be changed here."
    )
    order = forms.ChoiceField(label="Order", choices=[("", "–"), ("1", "1"), ("2", "2")])
    reason = forms.CharField(label="Why this activity, in your country", max_length=1200, widget=forms.Textarea)
    informed = forms.ChoiceField(
        label="Is the National Commission informed?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Working languages",
        choices=[("en", "English"), ("fr", "Français")],
        widget=forms.CheckboxSelectMultiple,
    )
    declared = forms.BooleanField(label="I declare that this is true.")
    letter = forms.FileField(label="Signed letter", help_text="PDF, at most 10 MB.", required=False)


@dataclass(frozen=True)
class _Activity:
    code: str
    text: str


@dataclass(frozen=True)
class _Output:
    number: int
    text: str
    activities: tuple[_Activity, ...]


_OUTPUTS = (
    _Output(
        2,
        "Policies and measures support digital creativity, enterprises and markets "
        "to ensure a diverse digital ecosystem",
        (
            _Activity(
                "2.1",
                "Conduct research and collect data on traceability of and access to diverse creative expressions",
            ),
            _Activity(
                "2.4", "Design regulations, policies and measures to ensure discoverability of local cultural content"
            ),
        ),
    ),
)
_COLUMNS = (
    Column("name", "Name", max_length=200, width="half"),
    Column(
        "kind",
        "Kind",
        type="select",
        choices=(("", "–"), ("public", "Public"), ("civil", "Civil society")),
        width="half",
    ),
    Column("part", "Part in the process", type="textarea", max_length=600),
    Column("contacted", "Contacted already", type="checkbox"),
)
_BUDGET = (
    Column("line", "Line", width="half"),
    Column("asked_usd", "Asked, USD", type="number", width="quarter"),
    Column("own_usd", "Own, USD", type="number", width="quarter"),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything the template of the style guide draws."""
    wrong = SampleForm(
        {
            "institution": "Ministry responsible for culture",
            "budget": "",
            "reason": "Too long. " * 121,
            "email": "a",
            "languages": ["en"],
        },
        initial={"country": "Jamaica"},
        auto_id="wrong_%s",
    )
    wrong.errors["budget"] = wrong.error_class(["Enter a sum of at most 30 000"])
    today = dt.date(2026, 11, 21)
    parties = [
        ("SN", "Senegal", 14, 8, 3),
        ("GE", "Georgia", 22, 4, 2),
        ("JM", "Jamaica", 3, 7, 1),
        ("UG", "Uganda", 20, 10, 0),
    ]
    return {
        "fresh": SampleForm(initial={"country": "Jamaica", "reason": "A team formed in 2024 met twice."}),
        "wrong": wrong,
        "page_errors": False,
        "states": STATES,
        "pips": _PIPS,
        "swatches": SWATCHES,
        "outputs": _OUTPUTS,
        "chosen": {"2.4": {"order": "2", "reason": "Less than 4 % of the music streamed is produced here."}},
        "pick_errors": {("2.4", "order"): "Activity 2.4: order 2 is already used by 1.2"},
        "partners": RowTable(
            prefix="partners", columns=_COLUMNS, rows=[{"name": "Union of music publishers", "kind": "civil"}],
            row_label="Partner", add_label="Add a partner", errors={(0, "part"): "Say what they do"},
        ),
        "budget": RowTable(
            prefix="budget", columns=_BUDGET, rows=[{"line": "Workshops", "asked_usd": "7 500", "own_usd": "6 000"}],
            row_label="Line", add_label="Add a line", compact=True,
        ),
        "levels": [(n, text) for n, text in enumerate(("Absent", "Weak", "Thin", "Fair", "Good", "Excellent"))],
        "stage_items": [
            ("Mapping", "full", "June 2023"), ("Drafting", "full", "April 2024"),
            ("Under implementation", "half", "since 2 September 2025"), ("Completed", "hollow", "planned 2028"),
        ],
        "matrix_rows": [("Colombia", "#", STATES), ("Costa Rica", "", {"1.1": "full", "3.2": "half"})],
        "tiles": [
            {"iso2": iso2, "name": name, "col": col, "row": row, "stage": stage, "url": "#" if stage else ""}
            for iso2, name, col, row, stage in parties
        ],
        "map_items": [(0, "Not started", 91), (1, "Mapping to drafting", 41), (2, "Validated", 15), (3, "Done", 12)],
        "marks": [55, 82.5], "near_marks": [71, 74],
        "today": today, "due": today + dt.timedelta(days=71), "soon": today + dt.timedelta(days=6),
        "crumbs": [("Countries", "#"), ("Africa", "#"), ("Uganda", None)],
    }  # fmt: skip
