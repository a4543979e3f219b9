"""Background tasks of this floor: one service call each, safe to run twice."""

from celery import shared_task

from .services import dumps


@shared_task(name="knowledge.make_dumps")
def make_dumps() -> None:
    """The files of the open data, once a night however often it is rung."""
    if dumps.due():
        dumps.make_all()
