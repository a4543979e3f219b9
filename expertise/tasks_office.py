"""Background tasks of the Secretariat's side: one service call each, safe to run twice."""

from celery import shared_task

from .services import calls, contact


@shared_task(name="expertise.keep_calls_in_time")
def keep_calls_in_time() -> None:
    """Close calls for experts by their dates."""
    calls.keep_in_time()


@shared_task(name="expertise.forget_requests")
def forget_requests() -> None:
    """Delete handled requests to reach experts after their period of retention."""
    contact.forget_old()
