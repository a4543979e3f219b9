"""Asking a Party for a clarification."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.questions import require
from portal.collaboration.models import CompletionRequest
from portal.collaboration.services import Point, ask_completion

from .. import states
from ..models import Application
from ..notices import tell_party
from .transition import Refused, move


@transaction.atomic
def ask(
    *, application: Application, points: Sequence[Point], message: str, due: date | None, by: Any
) -> CompletionRequest:
    """Raise points on a file in screening; the Party answers on a copy of the version it sent.

    Each point names a section, what is the matter and what is asked. Raises NotAllowed or Refused: no
    point, a point without words, a due date that is past, a file not in screening.
    """
    require("applications.screen", by, application)
    if not points or any(not point.section or not point.text.strip() for point in points):
        raise Refused(_("Give each point its section and say what is asked; raise at least one."))
    if due is not None and due <= timezone.localdate():
        raise Refused(_("The date of the answer has to be in the future."))
    try:
        request = ask_completion(record=application, points=points, by=by, message=message.strip(), due=due)
    except ValueError as error:
        raise Refused(_("This clarification cannot be asked: %(why)s.") % {"why": error}) from error
    change = move(application=application, to=states.CLARIFICATION_ASKED, by=by, reason=message)
    tell_party(
        application=application,
        code="application.clarification_asked",
        reason=message,
        key=f"application.clarification_asked:{change.pk}",
        more={"due": due, "points": [point.text for point in points]},
    )
    return request
