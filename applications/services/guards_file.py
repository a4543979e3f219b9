"""Checks that every verb about a file begins with."""

from typing import Any

import rules
from django.utils.translation import gettext as _

from ..models import Application, Version
from ..queries import open_version
from .transition import NotAllowed, Refused


def lock_for_writing(*, application: Application, by: Any) -> tuple[Application, Version]:
    """The file under its lock and the version being written, inside the caller's transaction.

    Raises `NotAllowed` when the person does not write for this Party, `Refused` when the file is not (or
    no longer) being written.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call", "country", "current_version")
        .get(pk=application.pk)
    )
    if not rules.test_rule("applications.start", by, locked):
        raise NotAllowed(_("Only a confirmed focal point of this Party writes this application."))
    version = open_version(locked) if rules.test_rule("applications.write", by, locked) else None
    if version is None:
        raise Refused(_("This application has been sent: it is read, no longer written."))
    return locked, version
