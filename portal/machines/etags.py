"""What tells one answer from another: an ETag that costs one small query, before anything is made."""

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest

from portal.ui.pages import content_version


def etag_of(path: str) -> str:
    """Of an answer that depends on nothing but its address, the release, public content and the day (UTC)."""
    parts = (settings.RELEASE, str(content_version()), datetime.now(UTC).date().isoformat(), path)
    return f'W/"{hashlib.sha256(" ".join(parts).encode()).hexdigest()[:20]}"'


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the reader has what this ETag stands for."""
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    return asked == "*" or any(
        part.strip().removeprefix("W/") == etag.removeprefix("W/") for part in asked.split(",")
    )
