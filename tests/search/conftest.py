import pytest

from portal.search import kept, ports, services
from tests.search.texts import KIND, Texts


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.clear()
    yield
    kept.clear()


@pytest.fixture
def texts(monkeypatch):
    """The only registered source."""
    found = Texts()
    monkeypatch.setattr(ports, "_sources", {})
    ports.register(found.source)
    return found


@pytest.fixture
def written(texts, db):
    """Bring these titles into the index, as records 1, 2, 3 …; a title may be a dictionary of parts."""

    def write(*titles, **common):
        for record, title in enumerate(titles, start=1):
            texts.add(record, **({"title": title} if isinstance(title, str) else title), **common)
        services.refresh(kind=KIND, records=list(texts.items))
        return texts

    return write
