"""The secret of a private link is kept by nobody but who received it: it stands in no log."""

import logging
import re
from typing import Any

_SECRET = re.compile(r"(/(?:survey|invitations|key)/)[^/\s]+")
"""The private links of forms and of invitations, and those that set a new password."""


def without_secret(path: str) -> str:
    """The address as it is written down."""
    return _SECRET.sub(r"\1-", path)


class WithoutSecrets(logging.Filter):
    """For handlers of the log: a warning names the address that was asked for ("Not Found: …", "Gone: …")."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(without_secret(part) if isinstance(part, str) else part for part in record.args)
        if isinstance(record.msg, str):
            record.msg = without_secret(record.msg)
        return True


def hidden_in_event(event: dict[str, Any], hint: Any) -> dict[str, Any]:
    """An error as it is told to the service that gathers them."""
    request = event.get("request")
    if isinstance(request, dict) and "url" in request:
        request["url"] = without_secret(str(request["url"]))
    return event
