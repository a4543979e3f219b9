"""Silence: work of a demonstration's past is written down, and nobody is rung for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Nobody is rung for: the many messages and documents of a past would hold up those of today."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def is_quiet() -> bool:
    """Whether what happens now belongs to such a past."""
    return _quiet.get()
