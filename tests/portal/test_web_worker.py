"""What the web server refuses by itself is told in the look of the portal."""

import logging
import socket
from pathlib import Path

import pytest
from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine

from portal.web_worker import PageWorker

ROOT = Path(__file__).resolve().parent.parent.parent


def answer_to(problem: Exception, sent: bytes = b"") -> str:
    """What a browser reads whose request ran into this."""
    worker = object.__new__(PageWorker)
    worker.log = logging.getLogger("tests")
    here, there = socket.socketpair()
    with here, there:
        there.sendall(sent)
        worker.handle_error(None, here, ("127.0.0.1", 1), problem)
        here.close()
        return b"".join(iter(lambda: there.recv(65536), b"")).decode()


def test_an_address_that_is_too_long_is_answered_with_a_page_in_both_languages():
    head, page = answer_to(LimitRequestLine(10_000, 4094), b"a" * 20_000).split("\r\n\r\n", 1)
    assert head.startswith("HTTP/1.1 414 ")
    assert f"Content-Length: {len(page.encode())}" in head
    assert "default-src 'self'" in head
    assert "<title>Error: This address is too long" in page
    assert '<section class="sec" lang="fr"><div class="sec-head"><h2>Cette adresse est trop longue</h2>' in page
    assert page.count("<h1>") == 1
    assert 'href="/fr/search/"' in page


def test_other_requests_that_cannot_be_read_are_refused_as_before():
    assert answer_to(InvalidRequestLine("x")).startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize("name", ["run.py", "docker-compose.yml", "Dockerfile", "docs/operations.md"])
def test_every_way_to_start_the_web_server_takes_this_worker(name):
    text = (ROOT / name).read_text()
    assert "portal.web_worker.PageWorker" in text
    assert "gthread" not in text
