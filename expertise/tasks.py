"""Background tasks of this floor: safe to run twice."""

from celery import shared_task

from .services import ageing, calls, contact, nominations, referees, retention


@shared_task(name="expertise.keep_in_time")
def keep_in_time() -> None:
    """Confirmations asked for, terms ended, nominations and referees reminded, what is past closed or deleted."""
    ageing.keep_in_time()
    nominations.keep_in_time()
    referees.remind_due()
    contact.forget_old()


@shared_task(name="expertise.keep_calls_in_time")
def keep_calls_in_time() -> None:
    """Close calls for experts by their dates."""
    calls.keep_in_time()


@shared_task(name="expertise.forget_in_time")
def forget_in_time() -> None:
    """Erase what is past its period of retention."""
    retention.forget_in_time()
