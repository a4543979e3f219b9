"""Who the community is: whoever was invited reads the invitation, members read what all share."""

from typing import Any

from django.http import Http404

from ...models import Attendance, Expert
from ...rules import expert_of


def expert_or_404(user: Any) -> Expert:
    """The person's own row. Raises Http404 for who is no expert."""
    mine = expert_of(user)
    if mine is None:
        raise Http404
    return mine


def invitation_or_404(user: Any, code: str) -> Attendance:
    """The person's own invitation. Raises Http404 for anybody else, and before it is announced."""
    found = (
        Attendance.objects.filter(expert=expert_or_404(user), gathering__code=code.upper())
        .exclude(gathering__state="draft")
        .select_related("gathering", "expert", "certificate__stored_file", "job")
        .first()
    )
    if found is None:
        raise Http404
    return found
