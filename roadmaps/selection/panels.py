"""What the office's page of one expert says of this floor: missions, and the needs the expert was considered for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from expertise.models import Expert
from expertise.ports import Panel
from portal.reference.queries import country_names
from portal.ui.dates import day

from ..models import Considered, Mission
from . import states

LATEST = 30


def of_expert(expert: Expert, language: str) -> Iterator[Panel]:
    """Two panels, one query each."""
    names = country_names(language)
    yield Panel(_("Missions"), _mission_columns(), tuple(_missions(expert, names)), _("No mission yet."), 10)
    yield Panel(_("Selections"), _selection_columns(), tuple(_selections(expert, names)), _("Never considered."), 20)


def _mission_columns() -> tuple[str, ...]:
    return _("Mission"), _("Party"), _("Dates"), _("Days agreed"), _("State")


def _missions(expert: Expert, names: dict[int, str]) -> Iterator[tuple[str | tuple[str, str], ...]]:
    rows = Mission.objects.filter(expert=expert).select_related("assistance").order_by("-starts_on", "-pk")
    for row in rows[:LATEST]:
        yield (
            (row.title, reverse("admin:roadmaps_mission", args=[row.code])),
            names.get(row.country_id or 0, ""),
            _("%(start)s to %(end)s") % {"start": day(row.starts_on), "end": day(row.ends_on)},
            str(row.days),
            str(states.MISSION[row.state].staff),
        )


def _selection_columns() -> tuple[str, ...]:
    return _("Need"), _("Party"), _("Shortlist"), _("Rank given by the Party"), _("Why not chosen")


def _selections(expert: Expert, names: dict[int, str]) -> Iterator[tuple[str | tuple[str, str], ...]]:
    rows = Considered.objects.filter(expert=expert).select_related("shortlist__need__assistance")
    for row in rows.order_by("-shortlist__state_changed_at", "-pk")[:LATEST]:
        need = row.shortlist.need
        yield (
            (need.title, reverse("admin:roadmaps_selection", args=[need.code])),
            names.get(need.country_id, ""),
            str(row.shortlist.labels.staff),
            str(row.party_rank or ""),
            str(row.get_why_not_display()),
        )
