"""What the web server writes of a request: never the secret of a private link, which nobody else may keep."""

from typing import Any

from gunicorn.glogging import Logger

from .secrets_hidden import without_secret


class AccessLog(Logger):
    """gunicorn's own, with addresses as they may be kept."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {**found, "U": without_secret(found.get("U") or "")}
