"""The portal as people meet it: real processes, a real browser, mails read from files."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
import run  # noqa: E402

PASSWORD = "a-long-demo-password"
DOMAIN = "demo.example"
# Headless Chromium as root, without calls to the outside.
# What a page asks for itself; when one of these is missing or refused, the page is broken.
PARTS = {"stylesheet", "script", "image", "font", "manifest"}


@dataclass
class Portal:
    """A running portal with its demonstration."""

    url: str
    data: Path
    env: dict[str, str]
    signed_in: dict[tuple[str, str], Any] = field(default_factory=dict)

    def mails_to(self, address: str) -> list[str]:
        """The mails sent to an address, oldest first, each as its subject and text."""
        found = []
        for path in sorted((self.data / "mail").glob("*"), key=lambda p: p.stat().st_mtime_ns):
            for raw in path.read_bytes().split(b"-" * 79):
                message = message_from_bytes(raw.strip(), policy=policy.default)
                body = message.get_body()
                if body is not None and address in str(message["To"]):
                    found.append(f"{message['Subject']}\n{body.get_content()}")
        return found

    def wait_for_mail(self, address: str, containing: str = "", *, after: int = 0, seconds: float = 300) -> str:
        """The newest mail to an address that holds this text, the first `after` left out."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            fitting = [text for text in self.mails_to(address)[after:] if containing in text]
            if fitting:
                return fitting[-1]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} with {containing!r}; there are: {self.mails_to(address)}")

    def code_for(self, address: str) -> str:
        """The code in the newest mail to an address."""
        text = self.wait_for_mail(address)
        found = re.findall(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\s*$", text, re.MULTILINE)
        assert len(found) == 1, text
        return str(found[0])

    def backstage(self, *arguments: str) -> dict[str, Any]:
        """Have something made by the portal's own services (see `backstage.py`), to save the browser's time."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.backstage", *arguments],
            cwd=ROOT, env=self.env, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return dict(json.loads(done.stdout))


@contextmanager
def running_portal(data: Path) -> Iterator[Portal]:
    """Web, worker and scheduler on a free port, with the whole demonstration; all stopped at the end."""
    env = {
        **run.test_environment(),
        "PORTAL_DEMO": "1",
        "PORTAL_DEMO_PASSWORD": PASSWORD,
        "PORTAL_DATA_DIR": str(data),
        "PORT": str(run.free_port()),
        "PYTHONUNBUFFERED": "1",
    }
    for name in ("mail", "media", "jobs", "queue/messages", "queue/control", "static"):
        (data / name).mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, check=True)
    running = {}
    for name, command in run.processes(env).items():
        with (data / f"{name}.log").open("wb") as log:
            running[name] = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
    try:
        assert run.wait_for("127.0.0.1", int(env["PORT"]), 300)
        yield Portal(f"http://localhost:{env['PORT']}", data, env)
    finally:
        run.stop_all(running)


class People:
    """Opens a browser for a person; `javascript=False`, `width=360` and the rest are asked for by name."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self.browser, self.portal = browser, portal
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []

    def visitor(
        self,
        *,
        javascript: bool = True,
        width: int = 1280,
        language: str = "en",
        dark: bool = False,
        state: Any = None,
    ) -> Page:
        """Somebody without an account, or with the cookies of `state`."""
        context = self.browser.new_context(
            base_url=self.portal.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            storage_state=state,
        )
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        context.on("page", self._listen)
        return context.new_page()

    def person(self, name: str, *, language: str = "en", **options: Any) -> Page:
        """A demo account (`officer`, `focal.uga` …) in its workspace; signs in once, then keeps its cookies."""
        key = (name, language)
        known = self.portal.signed_in.get(key)
        page = self.visitor(language=language, state=known, **options)
        if known is not None:
            page.goto(f"/{language}/workspace/")
            if "/workspace/" in page.url:
                return page
        self.sign_in(page, f"{name}@{DOMAIN}", language)
        self.portal.signed_in[key] = page.context.storage_state()
        return page

    @staticmethod
    def sign_in(page: Page, address: str, language: str = "en", password: str = PASSWORD) -> None:
        """Through the sign-in page, by password."""
        page.goto(f"/{language}/accounts/login/")
        page.fill("[name=login]", address)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/workspace/**")

    def _listen(self, page: Page) -> None:
        """Every page is listened to: an error in its console or a part that is refused fails the test."""
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._console(page, said.type, said.text))
        page.on("response", lambda answer: self._answer(page, answer))

    def _console(self, page: Page, kind: str, text: str) -> None:
        # An answer of 404 or 422 to a page is not an error of the page; parts are looked at in _answer.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.troubles.append(f"{page.url}: {text}")

    def _answer(self, page: Page, answer: Response) -> None:
        if answer.status >= 500 or (answer.status >= 400 and answer.request.resource_type in PARTS):
            self.troubles.append(f"{page.url}: {answer.status} {answer.url}")

    def tell(self, folder: Path, test: str) -> None:
        """Of a test that failed: what each person had before them, in words and as a picture."""
        folder.mkdir(exist_ok=True)
        for number, page in enumerate(page for context in self.contexts for page in context.pages):
            picture = folder / f"{re.sub(r'[^a-z0-9]+', '-', test.lower())[:80]}-{number}.png"
            try:
                page.screenshot(path=picture, full_page=True)
                words = page.locator("main").inner_text(timeout=1000)
            except PlaywrightError as error:
                words = str(error)
            print(f"--- {page.url} ({picture})\n{words[:1500]}\n")

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.troubles, self.troubles
