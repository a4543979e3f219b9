"""Who may see a job and its file."""

from typing import Any

from rules.predicates import predicate

from portal.accounts.rules import is_secretariat
from portal.documents import jobs
from portal.documents.models import Job


@predicate
def asked_for_it(user: Any, job: Job) -> bool:
    """The person at whose request it was made."""
    return job.requested_by_id is not None and job.requested_by_id == user.pk


@predicate
def may_still(user: Any, job: Job) -> bool:
    """The kind's own rule, asked again at each look: a right lost since then counts."""
    kind = jobs.kind_of(job)
    return kind is None or kind.may is None or kind.may(user, job.target, dict(job.params))


@predicate
def oversees(user: Any, job: Job) -> bool:
    """An officer or the head of the programme."""
    return bool(is_secretariat(user))


may_see_job = (asked_for_it | oversees) & may_still
may_repeat_job = asked_for_it & may_still
