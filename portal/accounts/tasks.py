"""What the scheduler calls."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="accounts.clear_expired")
def clear_expired() -> None:
    """Remove ended sessions. Safe to run at any time, twice too."""
    call_command("clearsessions")
