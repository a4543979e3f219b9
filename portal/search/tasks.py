"""What the scheduler calls."""

import logging
from typing import Any

from celery import shared_task
from django.core.cache import cache
from django.db import transaction

from portal.quiet import is_quiet

from .services import reindex

logger = logging.getLogger(__name__)


@shared_task(name="search.check")
def check() -> None:
    """Repair what the index lost or kept too long; says so, for it means that some service forgot to refresh."""
    for kind, repaired in reindex().repaired.items():
        if repaired:
            logger.warning("search: %s documents of the kind %s were not up to date", repaired, kind)


_RUNG = "search.follow_corrections"


@shared_task(name="search.follow_corrections")
def follow_corrections() -> None:
    """Bring the index to the words of the reference data (the new name of a country), which many records carry."""
    cache.delete(_RUNG)  # before reading: what is corrected from here on rings again
    reindex()


def after_correction(record: Any) -> tuple[()]:
    """Ring for it when the transaction is through, once for many corrections; the check at night is the sweep."""
    if not is_quiet():
        transaction.on_commit(_ring)
    return ()


def _ring() -> None:
    if not cache.add(_RUNG, 1, timeout=3600):
        return
    try:
        follow_corrections.delay()
    except Exception:
        cache.delete(_RUNG)
        logger.warning("the queue does not answer; the index follows the correction at night", exc_info=True)
