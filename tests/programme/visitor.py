"""What tests of public pages share: a visitor without a session, the call as pages know it, the queries counted."""

import gzip
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

PUBLIC = (
    "/{}/", "/{}/open-roadmap/", "/{}/open-roadmap/2.4/", "/{}/countries/", "/{}/countries/uga/",
    "/{}/countries/jpn/", "/{}/accessibility/", "/{}/privacy/",
)  # fmt: skip
PAGES = [page.format(language) for page in PUBLIC for language in ("en", "fr")]


@dataclass
class Offer:
    """An open call as `applications.queries_calls.open_call` gives it."""

    slug: str = "open-call-2026"
    title: str = "Open call 2026–2028"
    next_cut_off: datetime | None = datetime(2127, 1, 31, 23, 59, tzinfo=UTC)
    closes_at: datetime | None = None
    places_free: int = 8
    places_total: int = 15
    places_per_year: int = 5
    ceiling: Decimal = Decimal("30000.00")
    months: tuple[int, int] = (12, 18)


def queries_of(client, path):
    """The answer to one page and its queries."""
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path)
    return response, [query["sql"] for query in seen]


def on_the_wire(response):
    """Bytes of the page as sent, compressed."""
    return len(gzip.compress(response.content))


class Outline(HTMLParser):
    """Headings, landmarks and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.headings = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def count(self, tag):
        return sum(1 for name, _attrs in self.tags if name == tag)
