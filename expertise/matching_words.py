"""What the matching says of a point, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from portal.reference.languages import language_name
from portal.reference.queries import country_row, term_map
from portal.ui.dates import day
from portal.ui.numbers import grouped

from .choices import Evidence, Level, Skill
from .points import Value
from .workdays import WHOLE

LABELS: Mapping[str, Any] = {
    "activity": gettext_lazy("Activities"),
    "language": gettext_lazy("Working language"),
    "availability": gettext_lazy("Availability"),
    "field": gettext_lazy("Fields"),
    "region": gettext_lazy("Country and region known"),
    "theme": gettext_lazy("Priority themes"),
    "track": gettext_lazy("Earlier missions"),
    "load": gettext_lazy("Present load"),
    "freshness": gettext_lazy("Profile confirmed"),
    "balance": gettext_lazy("Balance"),
    "time_zone": gettext_lazy("Time zone"),
    "mode": gettext_lazy("On site or remote"),
}
MEANINGS: Mapping[str, Any] = {
    "activity": gettext_lazy(
        "The level for each activity of the need, whole with a mission, a publication or a law as evidence, nine "
        "tenths with other evidence, seven tenths without; then the mean of the activities of the need."
    ),
    "language": gettext_lazy(
        "The level in the best of the languages asked for, one of which is enough: reading, speaking, and working in "
        "it, which counts twice."
    ),
    "availability": gettext_lazy(
        "The days offered between the dates of the need, less those taken by other missions, against the days needed."
    ),
    "field": gettext_lazy("The part of the fields of the need that the expert knows."),
    "region": gettext_lazy(
        "Whole for work in the country itself, six tenths for work in its region, four tenths for living in it."
    ),
    "theme": gettext_lazy("The part of the priority themes of the need that the expert knows."),
    "track": gettext_lazy(
        "The mean of the marks of evaluated missions, given by Parties and the Secretariat; half without "
        "any, so that nobody is kept out."
    ),
    "load": gettext_lazy("Whole without a mission under way, a third less for each."),
    "freshness": gettext_lazy(
        "Whole when the profile was confirmed within a year, falling to nothing after two years."
    ),
    "balance": gettext_lazy(
        "Half for a region of which the Expert Facility has fewer members than it aims at, a quarter for such a "
        "gender, a quarter for an expert never called."
    ),
    "time_zone": gettext_lazy(
        "For remote work: whole up to two hours apart, falling to nothing at ten hours. It does not count when the "
        "work is on site only."
    ),
    "mode": gettext_lazy("Whether the expert works on site, at a distance or both, as the need asks."),
}
"""How each point is worked out, for the page that explains the method."""


def words(code: str, value: Value) -> str:
    """One sentence about a point of an expert. Raises KeyError for an unknown point."""
    _thousandths, said, particulars = value
    return _WORDS[code](said, particulars)


def _activity(said: str, found: tuple[Any, ...]) -> str:
    known, wanted, best, level, evidence = found
    if said == "none":
        return _("None of the activities of the need.")
    kinds = ", ".join(str(Evidence(kind).label) for kind in sorted(evidence) if kind in Evidence.values)
    return _("%(known)s of %(wanted)s; best in %(code)s: %(level)s. Evidence: %(evidence)s.") % {
        "known": known,
        "wanted": wanted,
        "code": best,
        "level": str(Level(level).label).partition(":")[0].strip() if level else "–",
        "evidence": kinds or pgettext("evidence", "none"),
    }


def _language(said: str, found: tuple[Any, ...]) -> str:
    if said == "none":
        return _("None of the languages of the need.")
    code, reading, speaking, working = found
    return _("%(language)s: reads %(reading)s, speaks %(speaking)s, works in it %(working)s.") % {
        "language": language_name(code, get_language() or "en"),
        "reading": _skill(reading),
        "speaking": _skill(speaking),
        "working": _skill(working),
    }


def _skill(level: int) -> str:
    label = str(Skill(level).label)
    return label[:1].lower() + label[1:]


def _listed(name: str) -> Callable[[str, tuple[Any, ...]], str]:
    """Terms found, of so many wanted."""

    def say(said: str, found: tuple[Any, ...]) -> str:
        codes, wanted = found
        if said == "none":
            return _("None of the %(number)s asked for.") % {"number": wanted}
        labels = term_map(name, get_language() or "en")
        texts = ", ".join(labels[code].text if code in labels else code for code in codes)
        return _("%(known)s of %(wanted)s: %(names)s.") % {"known": len(codes), "wanted": wanted, "names": texts}

    return say


def region_name(code: str) -> str:
    """The name of a region in the reader's language."""
    row = term_map("region", get_language() or "en").get(code)
    return row.text if row else code


def _region(said: str, found: tuple[Any, ...]) -> str:
    if said == "country":
        row = country_row(found[0], get_language() or "en")
        return _("Has worked in this country: %(country)s.") % {"country": row.name if row else found[0]}
    names = {"region": region_name(found[0])}
    if said == "worked":
        return _("Has worked in the region: %(region)s.") % names
    if said == "lives":
        return _("Lives in the region: %(region)s.") % names
    return _("Does not name the country or its region.")


def _time_zone(said: str, found: tuple[Any, ...]) -> str:
    if said == "unknown":
        return _("Time zone not known.")
    hours: Decimal = found[0]
    if not hours:
        return _("Same time of day.")
    return _("Hours apart: %(hours)s.") % {"hours": grouped(hours.normalize())}


def _availability(said: str, found: tuple[Any, ...]) -> str:
    if said == "undeclared":
        return _("No availability declared for these dates.")
    free, wanted = found
    return _("%(free)s days free between the dates, %(wanted)s needed.") % {
        "free": grouped(Decimal(free) / WHOLE, places=1),
        "wanted": wanted,
    }


def _mode(said: str, found: tuple[Any, ...]) -> str:
    names = {"on_site": _("on site"), "remote": _("remote")}
    if said == "none":
        return _("Does not work in the way asked for.")
    return _("Works: %(modes)s.") % {"modes": ", ".join(names.get(mode, mode) for mode in found[0])}


def _load(said: str, found: tuple[Any, ...]) -> str:
    if said == "free":
        return _("No mission under way.")
    number = found[0]
    text = ngettext("%(number)s mission agreed or under way.", "%(number)s missions agreed or under way.", number)
    return text % {"number": number}


def _track(said: str, found: tuple[Any, ...]) -> str:
    if said == "none":
        return _("No mission evaluated yet: half of the point.")
    number, mean = found
    text = ngettext(
        "%(number)s mission evaluated; mean mark %(mean)s of 5.",
        "%(number)s missions evaluated; mean mark %(mean)s of 5.",
        number,
    )
    return text % {"number": number, "mean": grouped(mean, places=1)}


def _balance(said: str, found: tuple[Any, ...]) -> str:
    if said == "none":
        return _("Region and gender as aimed at; called before.")
    reasons, region = found
    texts = {
        "region": _("region with fewer members than aimed at (%(region)s)") % {"region": region_name(region)},
        "gender": _("gender with fewer members than aimed at"),
        "never_called": _("never called"),
    }
    sentence = "; ".join(texts[reason] for reason in reasons)
    return sentence[:1].upper() + sentence[1:] + "."


def _freshness(said: str, found: tuple[Any, ...]) -> str:
    if said == "never":
        return _("Never confirmed.")
    on: date = found[0]
    if said == "fresh":
        return _("Confirmed on %(date)s.") % {"date": day(on)}
    return _("Not confirmed since %(date)s.") % {"date": day(on)}


_WORDS: Mapping[str, Callable[[str, tuple[Any, ...]], str]] = {
    "activity": _activity,
    "language": _language,
    "availability": _availability,
    "field": _listed("expertise_field"),
    "region": _region,
    "theme": _listed("theme"),
    "track": _track,
    "load": _load,
    "freshness": _freshness,
    "balance": _balance,
    "time_zone": _time_zone,
    "mode": _mode,
}
