"""Answering a form: once, whole, and with what the app that asked does about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.services import Refused
from portal.activity.services import record as log
from portal.collaboration import completeness
from portal.collaboration.checking import refused_problems, say
from portal.collaboration.choices import codes_of
from portal.collaboration.completeness import Problem
from portal.collaboration.forms.raw import flatten, from_posted
from portal.collaboration.forms.section_form import row_reader
from portal.collaboration.parsing import parse_section

from .. import ports
from ..models import Answer, Link
from ..standing import why_over


class Over(Refused):
    """The form is no longer to be answered: answered, taken back, past its day, or its app says why."""


class Incomplete(Refused):
    """Answers are missing or need a change; ``problems`` says which. Nothing is stored."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("Some answers are missing or need a change."))
        self.problems = problems


@transaction.atomic
def answer(*, link: Link, posted: Mapping[str, Any], uploads: Sequence[Any] = ()) -> Link:
    """Store the answers of a form and close it. Nobody is signed in: who holds the link answers.

    Two windows that send at once store once: the second meets `Over`. Raises `Incomplete`, `Over`, or the
    `Refused` of the app that asked; nothing is stored then.
    """
    row = Link.objects.select_for_update().get(pk=link.pk)
    reason = why_over(row)
    if reason:
        raise Over(reason)
    form = ports.questionnaire(row.purpose)
    assert form is not None  # why_over has asked
    parsed = parse_section(form.section, posted, row_reader(posted), codes_of)
    given = {**parsed.values, **parsed.rows}
    problems = refused_problems(form.section, parsed)
    problems += completeness.of_section(form.section, given, parsed.unparsed, say, form.special)
    if problems:
        raise Incomplete(problems)
    raw = from_posted(form.section, posted, row_reader(posted))
    Answer.objects.bulk_create(Answer(link=row, name=name, value=text) for name, text in flatten(form.section, raw))
    row.answered_at = timezone.now()
    row.save(update_fields=["answered_at"])
    log(actor=None, verb="survey.answered", target=row, new={"form": row.purpose})
    form.on_answered(row, given)
    if form.files is not None and uploads:
        form.files.take(row, uploads)
    return row
