"""The portal as it is measured: gunicorn sync, two workers, debugging off, in a folder of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

HERE = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Starts on entering, stops on leaving."""

    def __init__(self, env: dict[str, str]) -> None:
        self.port = free_port()
        self.env = {**env, "PORT": str(self.port), "PORTAL_BENCH": "1"}

    def __enter__(self) -> "Server":
        gunicorn = str(Path(sys.executable).parent / "gunicorn")
        command = [gunicorn, "portal.wsgi:application", "--bind", f"127.0.0.1:{self.port}", "--workers", "2",
                   "--worker-class", "sync", "--preload", "--log-level", "error"]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=HERE, env={**os.environ, **self.env})
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                self.get("/trivial")
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the measured server did not start")

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait()

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[float, int, dict[str, str], bytes]:
        """(seconds, status, headers, body) of one GET on a new connection."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(
                "GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip", **(headers or {})}
            )
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        return time.perf_counter() - begun, answer.status, dict(answer.headers), body
