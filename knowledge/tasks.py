"""Background tasks of this floor: one service call each, safe to run twice."""

from celery import shared_task

from .services import briefs, dumps, saved_news, usage
from .services.upkeep import ask_to_confirm, forget_old_notes


@shared_task(name="knowledge.make_dumps")
def make_dumps() -> None:
    """The files of the open data, once a night however often it is rung."""
    if dumps.due():
        dumps.make_all()


@shared_task(name="knowledge.keep_entries_true")
def keep_entries_true() -> None:
    """Ask owners to confirm, mark what nobody confirmed, forget messages of readers that were handled long ago."""
    ask_to_confirm()
    forget_old_notes()


@shared_task(name="knowledge.count_usage")
def count_usage() -> None:
    """Count what the access log has gained since the last time."""
    usage.count_log()


@shared_task(name="knowledge.make_briefs")
def make_briefs() -> None:
    """Some of the PDFs of entries that are missing, while nothing else is to be done."""
    briefs.make_missing()


@shared_task(name="knowledge.tell_of_new_entries")
def tell_of_new_entries() -> None:
    """New entries of saved searches, to who asked to be told and whose week is over."""
    saved_news.tell()
