"""Background tasks of this floor: ids in, one service call, safe to run twice."""

from celery import shared_task

from .services.calls import keep_in_time
from .services.retention import forget_in_time as forget_drafts


@shared_task(name="applications.keep_calls_in_time")
def keep_calls_in_time() -> None:
    """Open and close calls by their dates."""
    keep_in_time()


@shared_task(name="applications.forget_in_time")
def forget_in_time() -> None:
    """Let go of drafts past their period of retention."""
    forget_drafts()
