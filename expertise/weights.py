"""The weights in force: those of the Secretariat, else the defaults of ``data/matching.toml``."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from portal.ui.pages import shelf

from .models import MatchingWeight
from .points import POINTS

DEFAULTS = Path(__file__).resolve().parent / "data" / "matching.toml"


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, int]:
    """The weights of the file, which ships with the code."""
    found = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))["weights"]
    return {code: int(found[code]) for code in POINTS}


def in_force() -> dict[str, int]:
    """The weight of every point. Kept under the content version, which every change of a weight moves."""
    return dict(shelf.get("expertise.weights", _read))


def _read() -> dict[str, int]:
    changed = dict(MatchingWeight.objects.filter(code__in=POINTS).order_by().values_list("code", "weight"))
    return {code: changed.get(code, weight) for code, weight in defaults().items()}
