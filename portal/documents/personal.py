"""What was made for a person on request: erased with the account."""

from typing import Any

from django.utils.translation import gettext as _

from .queries import jobs_of
from .services import remove_file


def erase(*, user: Any, by: Any) -> list[str]:
    """Files made for the person go, and the jobs with them; a job under way finds its row gone and stops."""
    jobs = list(jobs_of(user))
    for job in jobs:
        if job.result is not None:
            remove_file(stored_file=job.result)
        job.delete()
    return [_("Files prepared on request")] if jobs else []
