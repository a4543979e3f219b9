"""Rings for the worker: the row is the truth, the queue only the doorbell."""

import logging

from celery import current_app
from django.db import transaction

from portal.quiet import is_quiet

log = logging.getLogger(__name__)


def ring(message_pk: int) -> None:
    """Wake the worker once the transaction has committed. A silent broker is no loss: the sweep rings again."""
    if is_quiet():
        return

    def wake() -> None:
        try:
            current_app.tasks["messaging.deliver"].delay(message_pk)
        except Exception:
            log.warning("the queue does not answer; message %s waits for the sweep", message_pk, exc_info=True)

    transaction.on_commit(wake)
