"""Measures on one database: makes the data, starts the server, asks each page, holds it to its bound."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def main(label: str, names: list[str]) -> int:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from . import assigning, pages
    from .__main__ import bounds
    from .measure import Result, measure
    from .server import Server

    call_command("prepare", no_demo=True, stdout=sys.stderr)
    world = pages.make_world()
    connection.close()
    limits, failures = bounds(), 0

    def told(result: Result, name: str) -> int:
        """Print a result; how many of its bounds it exceeds."""
        print(json.dumps(result.line()), flush=True)
        exceeded = 0
        for what, limit in limits[name].items():
            got = getattr(result, what)
            if got is not None and got > limit:
                exceeded += 1
                print(f"{result.name}: {what} {got:.4g} is more than {limit:g}", file=sys.stderr)
        return exceeded

    if not names or assigning.NAME in names:
        failures += sum(told(result, assigning.NAME) for result in assigning.measure(label))
    env = {name: value for name, value in os.environ.items() if name.startswith(("PORTAL_", "DATABASE_", "REDIS_"))}
    with Server(env) as server:
        settings.SESSION_COOKIE_NAME = f"portal_session_{server.port}"
        for page in pages.pages(world):
            if names and page.name not in names:
                continue
            headers = pages.signed_in(page.person)
            queries = pages.count_queries(page)
            connection.close()
            failures += told(measure(server, page, headers, queries, label), page.name)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
