"""Withdrawing an application before a decision."""

from django.db import transaction

from portal.accounts.models import User
from portal.collaboration.queries import open_request
from portal.collaboration.services import close_request

from .. import states
from ..models import Application
from ..notices import tell_officers, tell_party
from .transition import move


@transaction.atomic
def withdraw(*, application: Application, by: User, reason: str) -> Application:
    """Take the file out of the process; it is kept and read. A draft leaves without a word to the officers.

    Raises `NotAllowed`, or `Refused`: a decision was taken, or no reason is given.
    """
    was_draft = application.submitted_at is None
    change = move(application=application, to=states.WITHDRAWN, by=by, reason=reason)
    request = open_request(application)
    if request is not None:
        close_request(request=request)
    tell_party(
        application=application,
        code="application.withdrawn",
        reason=change.reason,
        key=f"application.withdrawn:{change.pk}",
    )
    if not was_draft:
        tell_officers(
            application=application,
            code="application.withdrawn_officers",
            reason=change.reason,
            key=f"application.withdrawn_officers:{change.pk}",
        )
    return application
