"""What the pages of a country and of an activity ask of the floors below them: each app adds its own part.

An app registers a provider in ``AppConfig.ready()``; its part then stands on the page, in the order given. A part
without entries is left out. What a provider gives is public, and light: at most one query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.port import Collector


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read: its title and address; ``meta`` are short words for the margin (kind, year).

    ``lang`` is the language of title and text where it is not that of the page.
    """

    title: str
    url: str
    meta: Sequence[Any] = ()
    text: str = ""
    codes: Sequence[str] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of such a page: the latest entries, and where all of them are.

    ``count`` are those shown; ``total`` how many there are in all, under the name of ``figure`` in the file of the
    page's figures.
    """

    title: Any
    entries: Sequence[Entry]
    lead: Any = ""
    count: int = 0
    more_url: str = ""
    more: Any = ""
    order: int = 50
    total: int = 0
    figure: str = ""


# provider(three-letter code, language) -> parts
about_country: Collector[[str, str], Part] = Collector("ui.about_country")
# provider(code of the activity, language) -> parts
about_activity: Collector[[str, str], Part] = Collector("ui.about_activity")


def gathered(collector: Collector[[str, str], Part], code: str, language: str) -> list[Part]:
    """The parts of a page that have something to show, in order."""
    return sorted((part for part in collector.collect(code, language) if part.entries), key=lambda part: part.order)
