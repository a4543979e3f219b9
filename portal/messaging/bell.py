"""Rings for the worker: the row is the truth, the queue only the doorbell."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)


_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Nobody is rung for: the many messages of a demonstration’s past would hold up those of today."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def ring(message_pk: int) -> None:
    """Wake the worker once the transaction has committed. A silent broker is no loss: the sweep rings again."""
    if _quiet.get():
        return

    def wake() -> None:
        try:
            current_app.tasks["messaging.deliver"].delay(message_pk)
        except Exception:
            log.warning("the queue does not answer; message %s waits for the sweep", message_pk, exc_info=True)

    transaction.on_commit(wake)
