"""Saving one section of a file: at any time, half filled or not."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.collaboration.choices import codes_of
from portal.collaboration.parsing import Parsed, RowReader, parse_section
from portal.collaboration.questions import Section
from portal.collaboration.services import Saved, save_answers

from ..models import Application
from ..store import STORE
from .guards_file import lock_for_writing
from .points import sections_asked
from .transition import Refused


def save(
    *,
    application: Application,
    section: Section,
    posted: Mapping[str, Any],
    read_rows: RowReader,
    expected_revision: int,
    by: User,
) -> Saved:
    """Store what was typed in a section, valid or not.

    Raises ``portal.collaboration.services.Conflict`` when somebody saved it in between (nothing is
    stored), `NotAllowed` or `Refused` when the file is not this person's to write now.
    """
    parsed = parse_section(section, posted, read_rows, codes_of)
    return store(application=application, section=section, parsed=parsed, expected_revision=expected_revision, by=by)


@transaction.atomic
def store(*, application: Application, section: Section, parsed: Parsed, expected_revision: int, by: User) -> Saved:
    """The same with values already read. What is over the limit keeps its stored value."""
    locked, version = lock_for_writing(application=application, by=by)
    refuse_unasked(locked, section)

    def changed(values: Mapping[str, Any]) -> None:
        if section.code == "party" and values.get("language") in {"en", "fr"}:
            Application.objects.filter(pk=locked.pk).update(language=values["language"])

    return save_answers(
        store=STORE,
        record=version,
        section=section,
        parsed=parsed,
        expected_revision=expected_revision,
        by=by,
        changed=changed,
    )


def refuse_unasked(application: Application, section: Section) -> None:
    """While a clarification is open only the sections it names are written. Raises `Refused`."""
    asked = sections_asked(application)
    if asked is not None and section.code not in asked:
        raise Refused(_("The Secretariat has not asked anything about this section: it stays as it was sent."))
