"""Background tasks of this floor: one service call each, safe to run twice."""

from celery import shared_task

from .services.assistance.thread import tell_of_messages
from .services.assistance.warn import warn_officers
from .services.mission.appraising import close_late
from .services.selection.in_time import remind
from .services.selection.offers import lapse_due


@shared_task(name="roadmaps.keep_selections_in_time")
def keep_selections_in_time() -> None:
    """Let offers lapse, send reminders, close missions whose last appraisal was waited for long enough."""
    lapse_due()
    remind()
    close_late()


@shared_task(name="roadmaps.warn_of_assistances")
def warn_of_assistances() -> None:
    """Early warnings to the officers, once a week however often it runs."""
    warn_officers()


@shared_task(name="roadmaps.tell_of_messages")
def tell_of_messages_written() -> None:
    """A digest of what was written in the threads of assistances, to their people."""
    tell_of_messages()
