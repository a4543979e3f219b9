"""What of the process waits for officers, the head and assessors. One or two queries each."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.accounts.ports import Waiting
from portal.reference.queries import country_names

from . import states
from .interests import countries_of
from .models import Application, Assessment, Decision
from .queries_process import assessments_of
from .rules_process import has_assessments, is_head, is_officer


def _list(state: str) -> str:
    return reverse("admin:applications_files") + f"?state={state}"


def for_officers(user: User, language: str) -> Iterator[Waiting]:
    """Files to screen and to assign, rankings to prepare, decisions to release; own countries left out."""
    if not is_officer(user):
        return
    closed = countries_of(user)
    groups = (
        Application.objects.filter(state__in=[states.SUBMITTED, states.SCREENING, states.ELIGIBLE, states.RANKED])
        .exclude(country__in=closed)
        .filter(Q(decision__isnull=True) | ~Q(state=states.RANKED))
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"), since=Min("state_changed_at"))
    )
    for state, number, since in groups:
        title, action, url = _officer_words(state, number)
        yield Waiting(
            title=title,
            url=url,
            context=_("Open call"),
            since=since,
            next=str(states.STATES[state].next_for_staff),
            action=action,
        )
    yield from _to_release(user, closed)
    yield from _late(user)


def _officer_words(state: str, number: int) -> tuple[str, str, str]:
    words = {"number": number}
    if state == states.SUBMITTED:
        title = ngettext("Open the screening of %(number)s file", "Open the screening of %(number)s files", number)
        return title % words, _("Screen"), _list(state)
    if state == states.SCREENING:
        title = ngettext(
            "Finish the screening of %(number)s file", "Finish the screening of %(number)s files", number
        )
        return title % words, _("Screen"), _list(state)
    if state == states.ELIGIBLE:
        title = ngettext("Name the assessors of %(number)s file", "Name the assessors of %(number)s files", number)
        return title % words, _("Assign"), _list(state)
    title = ngettext("Prepare the decision on %(number)s file", "Prepare the decisions on %(number)s files", number)
    return title % words, _("Prepare"), reverse("admin:applications_board")


def _to_release(user: User, closed: frozenset[int]) -> Iterator[Waiting]:
    found = (
        Decision.objects.filter(decided_at__isnull=False, released_at__isnull=True)
        .exclude(Q(decided_by=user) | Q(prepared_by=user) | Q(application__country__in=closed))
        .aggregate(number=Count("pk"), since=Min("decided_at"))
    )
    if found["number"]:
        yield Waiting(
            title=ngettext(
                "Release the announcement of %(number)s decision",
                "Release the announcement of %(number)s decisions",
                found["number"],
            )
            % {"number": found["number"]},
            url=reverse("admin:applications_board"),
            context=_("Decision board"),
            since=found["since"],
            next=_("The letters leave and the Parties are told."),
            action=_("Release"),
        )


def _late(user: User) -> Iterator[Waiting]:
    found = Assessment.objects.late().aggregate(number=Count("pk"), since=Min("due"))
    if found["number"]:
        yield Waiting(
            title=ngettext("%(number)s assessment is late", "%(number)s assessments are late", found["number"])
            % {"number": found["number"]},
            url=reverse("admin:applications_assessments") + "?late=1",
            context=_("Assessments"),
            since=found["since"],
            mine=False,
            whose=_("the assessors"),
            next=_("Remind them, or name somebody else."),
            action=_("Look"),
        )


def for_head(user: User, language: str) -> Iterator[Waiting]:
    """Prepared decisions to take; those the head prepared or has a tie to are left out."""
    if not is_head(user):
        return
    found = (
        Decision.objects.filter(decided_at__isnull=True)
        .exclude(Q(prepared_by=user) | Q(application__country__in=countries_of(user)))
        .aggregate(number=Count("pk"), since=Min("prepared_at"))
    )
    if found["number"]:
        yield Waiting(
            title=ngettext("Take %(number)s decision", "Take %(number)s decisions", found["number"])
            % {"number": found["number"]},
            url=reverse("admin:applications_board"),
            context=_("Decision board"),
            since=found["since"],
            next=_("A second person releases the announcement."),
            action=_("Decide"),
        )


def for_assessors(user: User, language: str) -> Iterator[Waiting]:
    """Interests to declare, files to score, with their date; conflicts and what is handed in are left out."""
    if not has_assessments(user):
        return
    names = country_names(language)
    rows: Any = assessments_of(user).filter(pk__in=Assessment.objects.filter(assessor=user).pending().values("pk"))
    for row in rows:
        party = {"party": names.get(row.application.country_id, "")}
        new = row.state == Assessment.State.ASSIGNED
        yield Waiting(
            title=_("Declare your interests: %(party)s") % party
            if new
            else _("Score the application of %(party)s") % party,
            url=reverse("applications:assessment", args=[row.application.ref]),
            context=_("Application %(reference)s") % {"reference": row.application.ref},
            since=row.interests_declared_at or row.assigned_at,
            due=row.due,
            next=_("When all assessors have handed in, the file is ranked."),
            action=_("Declare") if new else _("Score"),
        )
