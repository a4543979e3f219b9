"""Measures on one database: makes the data, starts the server, asks each page, holds it to its bound."""

import json
import os
import sys
from itertools import chain

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def main(label: str, names: list[str]) -> int:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from . import assigning, pages, papers, practices, search
    from .__main__ import bounds
    from .server import Server

    call_command("prepare", no_demo=True, stdout=sys.stderr)
    limits, failures = bounds(), 0
    wanted = set(names or limits)
    world = pages.make_world() if wanted - search.names() - practices.names() else None
    connection.close()
    env = {name: value for name, value in os.environ.items() if name.startswith(("PORTAL_", "DATABASE_", "REDIS_"))}
    with Server(env) as server:
        settings.SESSION_COOKIE_NAME = f"portal_session_{server.port}"
        results = [pages.results(server, world, wanted, label)] if world else []
        if world and assigning.NAME in wanted:
            results.append(assigning.measure(label))
        if "roadmap_pdf" in wanted:
            results.append([papers.roadmap_pdf(label)])
        if wanted & practices.names():
            results.append(practices.results(server, wanted, label))
        if wanted & search.names():
            results.append(search.results(server, wanted, label))
        for result in chain.from_iterable(results):
            print(json.dumps(result.line()), flush=True)
            for what, limit in limits[result.name.split("@")[0]].items():
                got = getattr(result, what)
                if got is not None and got > limit:
                    failures += 1
                    print(f"{result.name}: {what} {got:.4g} is more than {limit:g}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
