"""The optional look of a virus scanner (clamd), when ``CLAMD_URL`` names one."""

import logging
import os
import socket
import struct
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
PIECE = 65_536


def refuse_infected(upload: Any, *, refusal: type[ValueError]) -> None:
    """Send a file to clamd. Raises ``refusal`` when it is infected, or when the scanner does not answer."""
    address = os.environ.get("CLAMD_URL", "")
    if not address:
        return
    try:
        answer = _ask(address, upload)
    except OSError:
        logger.exception("the virus scanner at CLAMD_URL does not answer")
        raise refusal(_("Files cannot be checked for viruses right now. Try again in a few minutes.")) from None
    if not answer.endswith("OK"):
        logger.warning("a file was refused by the virus scanner: %s", answer)
        raise refusal(_("The virus scanner refuses this file. Check your computer and send another one."))


def _ask(address: str, upload: Any) -> str:
    """The answer of clamd to one INSTREAM, such as ``stream: OK``."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(30)
        line.connect(parts.path)
    else:
        line = socket.create_connection((parts.hostname or "localhost", parts.port or 3310), timeout=30)
    with line:
        line.sendall(b"zINSTREAM\0")
        upload.seek(0)
        while piece := upload.read(PIECE):
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (piece := line.recv(4096)):
            answer += piece
    upload.seek(0)
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
