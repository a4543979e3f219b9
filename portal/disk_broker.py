"""The broker on disk of the embedded default: a bell is seen whole or not at all.

kombu's own opens the file of a message under its last name before it writes it. A worker that looks in between
takes an empty file, and ends ("Unrecoverable error").
"""

from pathlib import Path
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Writes beside, then gives the file its name."""

    def _put(self, queue: str, payload: dict[str, Any], **_kwargs: Any) -> None:
        folder = Path(self.data_folder_out)
        name = f"{monotonic_ns() // 1_000_000}_{uuid4()}.{queue}.msg"
        part = folder / f".{name}.part"
        part.write_text(dumps(payload), encoding="utf-8")
        part.replace(folder / name)


class Transport(filesystem.Transport):
    """What ``filesystem://`` means here."""

    Channel = Channel


def use() -> None:
    """Have it stand behind every address that begins with ``filesystem://``."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
