"""What the scheduler calls."""

import logging

from celery import shared_task

from .services import reindex

logger = logging.getLogger(__name__)


@shared_task(name="search.check")
def check() -> None:
    """Repair what the index lost or kept too long; says so, for it means that some service forgot to refresh."""
    for kind, repaired in reindex().repaired.items():
        if repaired:
            logger.warning("search: %s documents of the kind %s were not up to date", repaired, kind)
