"""What the final package of an assistance still lacks, in words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from portal.collaboration import checking, completeness
from portal.collaboration.completeness import Problem
from portal.collaboration.queries import sections_of, unparsed_of

from ..models import Assistance, Edition, FinalPackage, Roadmap
from ..sections.package import PROCESS
from ..stores import PACKAGES
from . import steps
from .queries import current_plan, planned_steps, produced_by

say = checking.speaker({})


class Missing(NamedTuple):
    """What is missing, in words, and the step at which it is mended (TA9: in the report)."""

    words: str
    step: str


def of_report(given: Mapping[str, Any], unparsed: Mapping[str, str]) -> list[Problem]:
    """What is missing in the process report."""
    return completeness.of_section(PROCESS, given, unparsed, say, None)


def edition_of(assistance: Assistance) -> Edition | None:
    """The validated edition that is the product of this assistance."""
    if "TA6" not in produced_by(assistance):
        return None
    roadmap = Roadmap.objects.select_related("edition").get(country=assistance.country_id, is_current=True)
    return roadmap.edition


def missing_of(package: FinalPackage) -> list[Missing]:
    """Each thing missing before it can be signed: report, roadmap, action plan, earlier steps."""
    assistance = package.assistance
    unparsed = unparsed_of(sections_of(package)).get(PROCESS.code, {})
    found = [Missing(str(one.message), "TA9") for one in of_report(PACKAGES.read_section(package, PROCESS), unparsed)]
    edition = edition_of(assistance)
    if edition is None:
        found.append(Missing(_("The roadmap validated since the assistance began, with its document"), "TA6"))
    elif not edition.measures.exists():
        found.append(Missing(_("The measures of the action plan"), "TA6"))
    planned = planned_steps(current_plan(assistance)).get("TA9")
    done = set(assistance.progress.filter(done_on__isnull=False).values_list("step", flat=True))
    for code in planned.after if planned else steps.AFTER["TA9"]:
        if code not in done:
            found.append(Missing(_("Step %(step)s, done") % {"step": code}, code))
    return found
