"""What the answers on an entry must agree on beyond their questions. Pure logic: answers in, problems out."""

import re

from portal.collaboration.completeness import WRONG, Problem, Say, SectionAnswers

_WHOLE_ADDRESS = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?", re.IGNORECASE)


def period(given: SectionAnswers, say: Say) -> list[Problem]:
    """The first year is not after the last one."""
    first, last = given.get("period_from"), given.get("period_to")
    if first and last and last < first:
        return [Problem("basics", "period_to", say("period_backwards", {}), WRONG)]
    return []


def addresses(given: SectionAnswers, say: Say) -> list[Problem]:
    """Links are whole addresses of the web."""
    return [
        Problem("means", "url", say("link_not_whole", {"number": place + 1}), WRONG, "links", place)
        for place, row in enumerate(given.get("links") or ())
        if row.get("url") and not _WHOLE_ADDRESS.fullmatch(row["url"])
    ]


def origin(given: SectionAnswers, say: Say) -> list[Problem]:
    """The address of a work is whole and has the work it leads to."""
    found = []
    if given.get("adapted_url"):
        if not _WHOLE_ADDRESS.fullmatch(given["adapted_url"]):
            found.append(Problem("origin", "adapted_url", say("work_not_whole", {}), WRONG))
        if not given.get("adapted_work"):
            found.append(Problem("origin", "adapted_work", say("work_not_named", {}), WRONG))
    return found
