"""The map of Parties on the home page: one tile each, shaded by stage; and how many Parties there are."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.reference import queries as reference
from roadmaps.state import play, tables
from roadmaps.state.citing import Citation, citation


@dataclass(frozen=True, slots=True)
class PartyMap:
    """The drawing with its key, the same as rows of a table, and how it is cited."""

    drawing: SafeString
    key: SafeString
    lines: SafeString
    day: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class PartyCounts:
    """How many Parties there are, how many of them may apply, and of these the groups."""

    parties: int
    developing: int
    ldc: int
    sids: int


def party_map(language: str, today: date) -> PartyMap:
    """Where every Party stands today: one query when public content has changed."""
    rows, base = play.standing_alone(language, today), reverse("roadmaps:state")
    return PartyMap(
        drawing=tables.drawing(rows),
        key=tables.key(rows),
        lines=tables.stage_lines(rows, base),
        day=today,
        citation=citation(_("State of play of national roadmaps"), base, today),
    )


def party_counts(language: str) -> PartyCounts:
    """Made once for each state of the reference data."""
    return reference.derived("party_counts", language, lambda: _counts(language))


def _counts(language: str) -> PartyCounts:
    parties = [row for row in reference.country_rows(language) if row.party]
    developing = [row for row in parties if row.developing]
    return PartyCounts(
        parties=len(parties),
        developing=len(developing),
        ldc=sum(1 for row in developing if row.ldc),
        sids=sum(1 for row in developing if row.sids),
    )
