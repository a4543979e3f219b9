"""Fields that several forms of selections and missions share."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import time_zones
from portal.reference.languages import language_name
from portal.reference.queries import roadmap, terms

WORKING_LANGUAGES = (
    "ar",
    "en",
    "es",
    "fr",
    "pt",
    "ru",
    "zh",
    "sw",
    "de",
    "it",
    "am",
    "hi",
    "id",
    "vi",
    "uk",
    "ka",
    "mn",
)


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A date."""
    return forms.DateField(
        label=label,
        widget=DayInput(),
        error_messages={"invalid": _("Give a date such as 2027-03-01."), "required": _("Give the date.")},
        **options,
    )


def days_field(label: Any, **options: Any) -> forms.IntegerField:
    """Whole days of work."""
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=366,
        widget=forms.NumberInput(attrs={"min": 1, "max": 366}),
        error_messages={"required": _("Give the days of work."), "invalid": _("Give whole days.")},
        **options,
    )


def words_field(label: Any, *, limit: int, rows: int = 4, **options: Any) -> forms.CharField:
    """A text of several lines; the counter warns before the form refuses."""
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **options)


def activity_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The activities of the Open Roadmap under their outputs."""
    return [
        (f"{output.number} {output.text}", [(row.code, f"{row.code} {row.text}") for row in output.activities])
        for output in roadmap(get_language() or "en")
    ]


def term_choices(name: str) -> list[tuple[str, str]]:
    """A list of the vocabulary."""
    return [(row.code, row.text) for row in terms(name, get_language() or "en")]


def language_choices(given: str = "") -> list[tuple[str, str]]:
    """Working languages by name, those already given among them."""
    reader = get_language() or "en"
    codes = dict.fromkeys([*WORKING_LANGUAGES, *given.split()])
    return sorted(((code, language_name(code, reader)) for code in codes), key=lambda pair: pair[1])


def portal_languages() -> list[tuple[str, str]]:
    """The languages a paper is written in."""
    reader = get_language() or "en"
    return [(code, language_name(code, reader)) for code, _name in settings.LANGUAGES]


def zone_choices() -> list[tuple[str, str]]:
    """The zones in which the time of a meeting can be given."""
    return [(zone, zone.replace("_", " ")) for zone in time_zones()]
