"""The worker's side of the outbox: ids in, one service call, safe to run twice."""

from celery import shared_task

from . import services


@shared_task(name="messaging.deliver")
def deliver(message_pk: int) -> str:
    """Hand one message over."""
    return services.deliver(message_pk)


@shared_task(name="messaging.sweep")
def sweep() -> int:
    """Ring for what is due; every half minute."""
    return services.sweep()
