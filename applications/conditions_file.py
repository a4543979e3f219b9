"""Conditions of the table of transitions about the file itself."""

from django.utils.translation import gettext as _

from .closing import why_call_closed
from .conditions import condition
from .models import Application
from .numbering import in_words
from .queries import limits_of, open_version, problems_of
from .sections import BY_CODE


@condition("complete")
def complete(application: Application) -> str:
    """Every section of the version being written is complete."""
    version = open_version(application)
    if version is None:
        return _("Open the file for changes first.")
    found, _answers, _unparsed = problems_of(version, limits_of(application.call))
    if not found:
        return ""
    numbers = in_words(BY_CODE[problem.section].number for problem in found)
    return _("These sections are not complete: %(numbers)s.") % {"numbers": numbers}


@condition("complete_and_in_time")
def complete_and_in_time(application: Application) -> str:
    """The call is open now, and every section is complete."""
    return why_call_closed(application.call) or complete(application)
