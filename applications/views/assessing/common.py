"""What the pages of an assessor have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from ...interests import has_tie
from ...models import Assessment
from ...queries_process import assessment_at
from ...rules_process import has_assessments


def own_assessment(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the reader's own assessment of the file; anybody else's does not exist (404)."""

    @wraps(view)
    def wrapped(request: HttpRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        assessment = assessment_at(request.user, ref)
        if assessment is None:
            raise Http404
        return view(request, assessment, *args, **kwargs)

    return never_cache(login_required(wrapped))


def is_closed_to(user: Any, assessment: Assessment) -> bool:
    """Whether the file is closed to its assessor: a conflict, own country, interests not declared, role ended."""
    return (
        assessment.state == Assessment.State.CONFLICT
        or assessment.interests_declared_at is None
        or has_tie(user, assessment.application)
        or not has_assessments(user)
    )
