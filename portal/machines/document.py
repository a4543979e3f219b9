"""The OpenAPI 3.1 document: what the framework says of the operations, with the parameters as they are declared."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ninja import NinjaAPI

from .answers import Problem
from .params import Param

SAMPLES = Path(__file__).resolve().parent / "samples"
"""A sample answer of each operation, by its id; what stands in them is invented or public."""
PARAMS, WORDS = "x-params", "x-words"
ANSWERS: dict[int, Any] = {400: Problem, 404: Problem, 429: Problem}
"""What every operation may answer besides what was asked for."""


def declared(params: Sequence[Param], words: str = "") -> dict[str, Any]:
    """The parameters of an operation and what is said of it, for ``openapi_extra``."""
    return {PARAMS: tuple(params), WORDS: words}


def openapi(api: NinjaAPI, tags: Mapping[str, str], *, server: str) -> dict[str, Any]:
    """The document as plain data."""
    made: dict[str, Any] = dict(api.get_openapi_schema())
    for methods in made["paths"].values():
        for operation in methods.values():
            params, words = operation.pop(PARAMS, ()), operation.pop(WORDS, "")
            operation.pop("description", None)  # the framework takes the docstring, which speaks to developers
            if words:
                operation["description"] = words
            operation["parameters"] = [*operation.get("parameters", ()), *(param.document() for param in params)]
            operation["responses"] = {str(code): answer for code, answer in operation["responses"].items()}
            operation["responses"]["200"]["content"]["application/json"]["example"] = _sample(
                operation["operationId"]
            )
    made["servers"] = [{"url": server}]
    made["tags"] = [{"name": name, "description": words} for name, words in tags.items()]
    return made


@lru_cache(maxsize=64)
def _sample(operation: str) -> Any:
    return json.loads((SAMPLES / f"{operation}.json").read_text("utf-8"))
