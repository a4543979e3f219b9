"""One portal for all journeys; people with cookies of their own for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .driving import People, Portal, running_portal


def pytest_collection_modifyitems(items):
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Iterator[Portal]:
    """A running portal with the whole demonstration: a running call, twelve files at every state."""
    with running_portal(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Lets the people of a test know that it failed."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


@pytest.fixture
def people(request, browser, portal) -> Iterator[People]:
    """Browsers of the people of a test; it fails when one of their pages had an error in its console."""
    group = People(browser, portal)
    yield group
    if getattr(request.node, "failed", False):
        group.tell(portal.data / "failures", request.node.name)
    group.close()
