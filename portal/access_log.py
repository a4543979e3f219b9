"""What the web server writes of a request: never the secret of a private link, which nobody else may keep."""

import re
from typing import Any

from gunicorn.glogging import Logger

_SECRET = re.compile(r"(/(?:survey|invitations|key)/)[^/]+")
"""The private links of forms and of invitations, and those that set a new password."""


def without_secret(path: str) -> str:
    """The address as it is written down."""
    return _SECRET.sub(r"\1-", path)


class AccessLog(Logger):
    """gunicorn's own, with addresses as they may be kept."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**found, "U": without_secret(found.get("U") or "")}
