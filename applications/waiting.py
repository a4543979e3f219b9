"""What of their files waits for the people of a Party."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.collaboration.queries import open_requests
from portal.reference.queries import country_names
from portal.ui.templatetags.ui import running

from . import ports, states
from .models import Application, Round
from .queries import files_of

_STITCH = {
    states.DRAFT: "half",
    states.INELIGIBLE: "thread",
    states.NOT_SELECTED: "thread",
    states.WITHDRAWN: "thread",
    states.SELECTED: "full",
}


def _files(user: User) -> list[Application]:
    return list(files_of(user)) if standing.of(user).parties else []


def of_party(user: User, language: str) -> Iterator[Waiting]:
    """Files where it is the Party's turn, and those that stand with somebody else."""
    files = [file for file in _files(user) if file.is_active]
    if not files:
        return
    names = country_names(language)
    asked = open_requests([file for file in files if file.state == states.CLARIFICATION_ASKED])
    cut_offs = _next_cut_offs(files)
    opened = _opened(files)
    writer_of = standing.of(user).writer_of
    for file in files:
        if file.pk in opened:
            continue  # what waits now is the assistance's to say
        party = names.get(file.country_id, "")
        mine = file.turn == states.PARTY and file.country_id in writer_of
        due = None
        title = _("Application of %(party)s: %(state)s") % {"party": party, "state": running(file.labels.applicant)}
        action = _("Read")
        if file.state == states.DRAFT:
            due = cut_offs.get(file.call_id)
            if mine:
                title, action = _("Write the application of %(party)s") % {"party": party}, _("Continue")
        elif file.state == states.CLARIFICATION_ASKED:
            request = asked.get(file.pk)
            due = request.due if request else None
            if mine:
                title, action = _("Answer the clarification on %(reference)s") % {"reference": file.ref}, _("Answer")
        yield Waiting(
            title=title,
            url=reverse("applications:file", args=[file.ref]),
            context=_("Application %(reference)s") % {"reference": file.ref},
            since=file.state_changed_at,
            due=due,
            mine=mine,
            whose="" if mine else running(states.TURNS[file.turn]),
            next=str(file.labels.next_for_party),
            action=action,
        )


def _opened(files: list[Application]) -> dict[int, ports.OpenedAssistance]:
    selected = [file.pk for file in files if file.state == states.SELECTED]
    return ports.assistances(selected) if selected else {}


def _next_cut_offs(files: list[Application]) -> dict[int, object]:
    found: dict[int, object] = {}
    calls = {file.call_id for file in files if file.state == states.DRAFT}
    rows = Round.objects.filter(call__in=calls, cut_off__gte=timezone.now()).order_by("cut_off") if calls else ()
    for row in rows:
        found.setdefault(row.call_id, row.cut_off)
    return found


def files(user: User, language: str) -> Iterator[FileRow]:
    """Every file of the person's Parties, open or closed."""
    rows = _files(user)
    names = country_names(language) if rows else {}
    writer_of = standing.of(user).writer_of if rows else ()
    opened = _opened(rows)
    for file in rows:
        turn = states.NOBODY if file.pk in opened else file.turn
        mine = file.turn == states.PARTY and file.country_id in writer_of
        yield FileRow(
            title=_("Application %(reference)s") % {"reference": file.ref},
            url=reverse("applications:file", args=[file.ref]),
            context=names.get(file.country_id, ""),
            stitch=_STITCH.get(file.state, "half"),
            words=str(file.labels.applicant),
            turn=_("You") if mine else str(states.TURNS[turn]),
            mine=mine,
            since=file.state_changed_at,
            updated=file.state_changed_at,
        )
