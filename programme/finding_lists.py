"""The short lists of the search over everything public: read where their own pages read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.queries_calls import public_calls
from expertise.roster import roster
from knowledge.choices import LANGUAGES
from knowledge.plain import plain
from portal.reference import queries as reference
from portal.search.listed import Listed, Listing
from portal.ui.pages import shelf

LISTS = ("countries", "activities", "calls", "experts")


@dataclass(frozen=True, slots=True)
class About:
    """What a row shows beside its words."""

    url: str
    meta: tuple[Any, ...] = ()
    codes: tuple[str, ...] = ()


def lists(language: str) -> dict[str, Listing]:
    """Each list in the language of the page, kept until public content changes."""
    return shelf.get(
        ("programme.lists", language),
        lambda: {
            "countries": Listing(_countries(language), language),
            "activities": Listing(_activities(language), language),
            "calls": Listing(_calls(language), language),
            "experts": Listing(_experts(language), language),
        },
    )


def _countries(language: str) -> Iterator[Listed]:
    """Countries by their names in every language there is, and by code."""
    names: dict[str, list[str]] = {}
    for code, _name in LANGUAGES:
        for row in reference.country_rows(code):
            names.setdefault(row.iso3, [row.iso3]).append(row.name)
    for row in reference.country_rows(language):
        about = About(reverse("programme:country", args=[row.iso3.lower()]), (_("Country"),))
        yield Listed(about, row.name, " · ".join(dict.fromkeys(names[row.iso3])))


def _activities(language: str) -> Iterator[Listed]:
    """Activities of the Open Roadmap by code or words, in either language of the portal."""
    words: dict[str, list[str]] = {}
    for code in ("en", "fr"):
        for output in reference.roadmap(code):
            for row in output.activities:
                words.setdefault(row.code, [row.code]).append(row.text)
    for output in reference.roadmap(language):
        for row in output.activities:
            meta = _("Activity %(code)s") % {"code": row.code}
            about = About(reverse("programme:activity", args=[row.code]), (meta,))
            yield Listed(about, row.text, " · ".join(words[row.code]))


def _calls(language: str) -> Iterator[Listed]:
    """Calls that were published, with their whole text."""
    for call in public_calls(language):
        about = About(reverse("applications:call", args=[call.slug]), (_("Call"),))
        text = "\n\n".join(filter(None, [call.summary, plain(call.body), plain(call.how_to_apply)]))
        yield Listed(about, call.title, text=text)


def _experts(language: str) -> Iterator[Listed]:
    """Experts who consent to be listed, by what everybody may read of them."""
    for person in roster(language).people:
        about = About(
            reverse("expertise:public_expert", args=[person.code]),
            (person.country,) if person.country else (),
            person.codes.get("activity", ()),
        )
        text = " · ".join(filter(None, [person.headline, person.organisation]))
        yield Listed(about, person.name, person.country, text)
