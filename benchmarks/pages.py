"""The pages that are measured, and their world: 2 000 applications with three assessments each, 2 000 experts."""

import secrets
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Application, WorkItem
from applications.services import calls, drafts
from portal.accounts.models import User
from portal.reference.models import Country
from portal.ui import pages as store
from programme.demo.bulk import make_applications
from programme.demo.bulk_entries import make_entries
from programme.demo.people import make_people

from .assistances import fill_board
from .experts import make_experts, make_needs
from .measure import WARM_UPS, Page, Result, measure
from .server import Server
from .state import PARTIES, make_roadmaps

APPLICATIONS, EXPERTS, NEEDS, ENTRIES = 2000, 2000, 500, 1000


@dataclass(frozen=True, slots=True)
class World:
    """What the addresses need to know."""

    call: str
    reference: str
    draft: str
    need: str
    entry: str


def make_world() -> World:
    """One running call, 2 000 files, one draft of a Party with rows; 2 000 experts, 500 needs, 1 000 entries."""
    print("Making the benchmark's data …", file=sys.stderr, flush=True)
    people = make_people([], secrets.token_urlsafe(12))
    now = timezone.now()
    call = calls.create_default(
        slug="open-call",
        opens_at=now - timedelta(days=900),
        cut_offs=[now - timedelta(days=400), now - timedelta(days=30), now + timedelta(days=60)],
        by=people["officer"],
    )
    call = calls.publish(call=call, by=people["officer"])
    uganda = Country.objects.get(iso3="UGA")
    draft, _made = drafts.start_or_resume(call=call, country=uganda, by=people["focal.uga"])
    _ten_rows(draft)
    make_applications(call=call, count=APPLICATIONS, people=people)
    make_experts(EXPERTS)
    needs = make_needs(NEEDS)
    fill_board(people["officer"])
    make_roadmaps()
    entry = make_entries(ENTRIES, owner=people["editor"])[0]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what autovacuum does within a minute: plans need to know the tables
    scored = Application.objects.filter(call=call, score__isnull=False).order_by("pk").first()
    assert scored is not None
    return World(call.slug, str(scored.reference), draft.code, needs[0].code, entry.slug)


def _ten_rows(draft: Application) -> None:
    """Ten partners with their six cells, written as the form would show them."""
    WorkItem.objects.bulk_create(
        WorkItem(version=draft.current_version, position=n, step="TA3", title=f"Work {n}", month_from=1, month_to=3,
                 produces="What it produces", responsible="The ministry")
        for n in range(10)
    )  # fmt: skip


def pages(world: World) -> list[Page]:
    """Every page of bounds.toml. A question mark and a number make an address the page store has not seen."""

    def anew(path: str) -> Any:
        stamp = datetime.now(UTC).strftime("%H%M%S")
        return lambda number: f"{path}?x={stamp}{number}"

    call, home, countries = f"/en/calls/{world.call}/", "/en/", "/en/countries/"
    experts, practices = "/en/experts/", "/en/practices/"
    draft = f"/en/workspace/applications/{world.draft}/"
    return [
        Page("admin_list", "/admin/applications/application/", rows=50, person="officer"),
        Page("admin_file", f"/admin/applications/application/{world.reference}/", person="officer"),
        Page("match_one", f"/admin/roadmaps/need/{world.need}/", rows=20, person="officer", cpu=True),
        Page("assistance_board", "/admin/roadmaps/assistance/board/", rows=60, person="officer"),
        Page("form_section", f"{draft}party/", person="focal.uga"),
        Page("form_rows", f"{draft}workplan/", rows=10, person="focal.uga"),
        Page("call_anew", anew(call)),
        Page("home_anew", anew(home)),
        Page("countries_anew", anew(countries), rows=198),
        Page("roster_anew", anew(experts), rows=25),
        Page("roster_filtered", lambda number: f"{experts}?activity=2.4&language=fr&x={number}", rows=25),
        Page("experts_list", "/admin/expertise/expert/", rows=50, person="officer"),
        Page("matrix_anew", anew("/en/roadmaps/matrix/"), rows=PARTIES),
        Page("state_anew", anew("/en/roadmaps/"), rows=PARTIES),
        Page("country_anew", anew("/en/countries/uga/")),
        Page("entry_anew", anew(f"{practices}{world.entry}/")),
        Page("entry_again", f"{practices}{world.entry}/", again=True),
        Page("call_again", call, again=True),
        Page("matrix_again", "/en/roadmaps/matrix/", rows=PARTIES, again=True),
        Page("home_again", home, again=True),
        Page("countries_again", countries, rows=198, again=True),
        Page("roster_again", experts, rows=25, again=True),
        Page("call_304", call, {"If-None-Match": "*"}, expect=304, again=True),
    ]


def signed_in(account: str) -> dict[str, str]:
    """Headers of a signed-in person; none for the public."""
    if not account:
        return {}
    user = User.objects.get(email=f"{account}@demo.example")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


def _asker(page: Page) -> Client:
    """Somebody who asks this process for pages, signed in where the page wants it."""
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    if page.person:
        client.force_login(User.objects.get(email=f"{page.person}@demo.example"))
    return client


def measure_cpu(page: Page, label: str) -> Result:
    """Milliseconds of the processor that a page takes in this process: the median of 20.

    Other programs on the machine do not count, as they do in the time of an answer.
    """
    client, path = _asker(page), page.path if isinstance(page.path, str) else page.path(0)
    taken = []
    for turn in range(WARM_UPS + 20):
        begun = time.process_time()
        client.get(path)
        if turn >= WARM_UPS:
            taken.append((time.process_time() - begun) * 1000)
    return Result(f"{page.name}_cpu@{label}", statistics.median(taken), 0.0, 0.0, page.rows, None, 0)


def count_queries(page: Page) -> int:
    """Queries of one such request, asked of the same database in this process."""
    client, path = _asker(page), page.path if isinstance(page.path, str) else page.path(0)
    extra = {name.lower(): value for name, value in page.headers.items()}
    store.store.clear()
    client.get(path, headers=extra)
    if not page.again:
        store.store.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, headers=extra)
    assert answer.status_code == page.expect, (path, answer.status_code)
    return len(captured)


def results(server: Server, world: World, wanted: set[str], label: str) -> Iterator[Result]:
    """The measurements of the pages wanted, one after the other."""
    for page in pages(world):
        if page.name in wanted:
            headers = signed_in(page.person)
            queries = count_queries(page)
            if page.cpu:
                yield measure_cpu(page, label)
            connection.close()
            yield measure(server, page, headers, queries, label)
