"""Measures on one database: makes the data, starts the server, asks each page, holds it to its bound."""

import json
import os
import sys
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from .measure import Result

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def main(label: str, names: list[str]) -> int:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from . import pages, papers
    from .__main__ import bounds
    from .measure import measure
    from .server import Server

    call_command("prepare", no_demo=True, stdout=sys.stderr)
    world = pages.make_world()
    connection.close()
    limits, failures = bounds(), 0
    env = {name: value for name, value in os.environ.items() if name.startswith(("PORTAL_", "DATABASE_", "REDIS_"))}
    with Server(env) as server:
        settings.SESSION_COOKIE_NAME = f"portal_session_{server.port}"
        for page in pages.pages(world):
            if names and page.name not in names:
                continue
            headers = pages.signed_in(page.person)
            queries = pages.count_queries(page)
            connection.close()
            result = measure(server, page, headers, queries, label)
            failures += tell(result, limits[page.name])
    if not names or "roadmap_pdf" in names:
        failures += tell(papers.roadmap_pdf(label), limits["roadmap_pdf"])
    return 1 if failures else 0


def tell(result: "Result", limits: dict[str, float]) -> int:
    """Print one line; how many of its bounds are exceeded."""
    print(json.dumps(result.line()), flush=True)
    failures = 0
    for what, limit in limits.items():
        got = getattr(result, what)
        if got is not None and got > limit:
            failures += 1
            print(f"{result.name}: {what} {got:.4g} is more than {limit:g}", file=sys.stderr)
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
