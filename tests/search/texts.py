"""A source of its own: what is searched is kept in a dictionary, no floor above is needed."""

from portal.reference.models import Country
from portal.search.ports import Item, Source

KIND = "practice"


class Texts:
    """The records of a kind; `source` is what an app would register."""

    def __init__(self, kind=KIND):
        self.items = {}
        self.source = Source(kind, Country, f"{kind}s", self.given, lambda key: f"/en/{kind}s/{key}/")

    def given(self, ids):
        """As a provider does: in the order of their keys, only those asked for."""
        records = sorted(self.items) if ids is None else [record for record in ids if record in self.items]
        return (item for record in records for item in self.items[record])

    def add(self, record, title="", language="en", **parts):
        """Put a language version of a record among the records; `services.refresh` brings it into the index."""
        item = Item(object_id=record, language=language, key=f"r{record}", title=title, **parts)
        kept = [other for other in self.items.get(record, []) if other.language != language]
        self.items[record] = [*kept, item]
        return item
