"""Background tasks of this floor: safe to run twice."""

from celery import shared_task

from .services import ageing, nominations, referees


@shared_task(name="expertise.keep_in_time")
def keep_in_time() -> None:
    """Confirmations asked for, terms ended, nominations and referees reminded, nominations closed."""
    ageing.keep_in_time()
    nominations.keep_in_time()
    referees.remind_due()
