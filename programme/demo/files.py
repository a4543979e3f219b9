"""The files in which the demonstration's stories are told."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def read_yaml(path: Path) -> dict[str, Any]:
    """What a file tells, read once in a process: nobody changes it."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
