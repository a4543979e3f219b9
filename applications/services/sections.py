"""Saving one section of a file: at any time, half filled or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.collaboration.models import Section as SavedSection
from portal.collaboration.services import save_section

from ..choices import codes_of
from ..models import Application, Version
from ..parsing import Parsed, RowReader, parse_section
from ..sections import Section
from ..store import write_section
from .guards_file import lock_for_writing
from .points import sections_asked
from .transition import Refused


@dataclass(frozen=True)
class Saved:
    """What became of a save: the section with its revision, and what was read out of the form."""

    section: SavedSection
    parsed: Parsed
    version: Version


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
    values = {name: value for name, value in parsed.values.items() if name not in parsed.refused}
    rows = {
        kind: given
        for kind, given in parsed.rows.items()
        if not any(key.startswith(f"{kind}.") for key in parsed.refused)
    }

    def apply() -> bool:
        changed = write_section(version, section, values, rows)
        if changed and section.code == "party" and values.get("language") in {"en", "fr"}:
            Application.objects.filter(pk=locked.pk).update(language=values["language"])
        return changed

    saved = save_section(
        record=version,
        code=section.code,
        expected_revision=expected_revision,
        apply=apply,
        unparsed=parsed.unparsed,
        by=by,
    )
    return Saved(saved, parsed, version)


def refuse_unasked(application: Application, section: Section) -> None:
    """While a clarification is open only the sections it names are written. Raises `Refused`."""
    asked = sections_asked(application)
    if asked is not None and section.code not in asked:
        raise Refused(_("The Secretariat has not asked anything about this section: it stays as it was sent."))
