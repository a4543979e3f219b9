"""What a line of the access log says of the use of the knowledge base. Pure, without Django.

A line is ``[25/Nov/2026:10:03:12 +0000] GET 200 /en/practices/a-levy/ Mozilla/5.0 …``: no address of a reader stands
in it, so that nobody can be followed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

FORMAT = "%(t)s %(m)s %(s)s %(U)s %(a)s"
"""What the web server is told to write (`run.py`)."""
ENTRY, BRIEF, SEARCH, FILE, FEED, API = "entry", "brief", "search", "file", "feed", "api"
WHATS = (ENTRY, BRIEF, SEARCH, FILE, FEED, API)
_LINE = re.compile(r"^\[(?P<at>[^\]]{20,30})\] GET (?:200|304) (?P<path>/\S*) (?P<agent>.*)$")
_ROBOT = re.compile(r"bot|crawl|spider|slurp|monitor|preview|scan|^-?$", re.IGNORECASE)
_PATHS = (
    (ENTRY, re.compile(r"^/[a-z]{2}/practices/(?P<slug>[a-z0-9-]{1,90})/$")),
    (BRIEF, re.compile(r"^/[a-z]{2}/practices/(?P<slug>[a-z0-9-]{1,90})/brief-[a-zA-Z0-9_-]{1,20}\.pdf$")),
    (SEARCH, re.compile(r"^/[a-z]{2}/practices/$")),
    (FILE, re.compile(r"^/[a-z]{2}/data/(?:practices\.|files/)")),
    (FEED, re.compile(r"^/feeds/")),
    (API, re.compile(r"^/api/")),
)


@dataclass(frozen=True, slots=True)
class Use:
    """One request: its day (UTC), what it was for, and the slug of an entry."""

    day: date
    what: str
    slug: str = ""


def use_of(line: str) -> Use | None:
    """What a line tells; None for robots, for what failed, and for other pages.

    >>> use_of("[25/Nov/2026:10:03:12 +0000] GET 200 /en/practices/a-levy/ Mozilla/5.0").slug
    'a-levy'
    """
    match = _LINE.match(line)
    if match is None:
        return None
    for what, path in _PATHS:
        found = path.match(match["path"])
        if found is None:
            continue
        # Feeds and the interface are read by programs; pages by people.
        if what not in {FEED, API} and _ROBOT.search(match["agent"].strip()):
            return None
        try:
            day = datetime.strptime(match["at"], "%d/%b/%Y:%H:%M:%S %z").date()
        except ValueError:
            return None
        return Use(day, what, found["slug"] if what in {ENTRY, BRIEF} else "")
    return None


def counted(lines: Iterable[str]) -> Counter[Use]:
    """How often each use stands in these lines."""
    return Counter(use for use in map(use_of, lines) if use is not None)
