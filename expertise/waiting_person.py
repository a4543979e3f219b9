"""What of the Expert Facility waits for a person, and the line of it among the person's files."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.ports import FileRow, Waiting
from portal.ui.templatetags.ui import running

from . import rules, states
from .models import Candidacy, Expert
from .months import add_months, may_ask_renewal
from .notices_person import call_title
from .queries_person import nominations_to

ASK_FROM = timedelta(days=30)
"""The confirmation is asked for so long before the year is over."""


def may_come(user: Any) -> bool:
    """Everybody may apply or nominate; the Secretariat works on experts in the office, unless one is an expert."""
    return standing.has_role(user, "expert") or not standing.has_role(user, "officer", "head")


def of_person(user: User, language: str) -> Iterator[Waiting]:
    """Nominations to answer, the application being written or under review, and what a member keeps true."""
    if not may_come(user):
        return
    for nomination in nominations_to(user):
        yield Waiting(
            title=_("Accept or decline a nomination to the Expert Facility"),
            url=reverse("expertise:home"),
            context=_("By %(name)s") % {"name": nomination.nominated_by},
            since=nomination.nominated_at,
            due=nomination.expires_at,
            next=_("you begin to apply"),
            action=_("Answer"),
        )
    expert = rules.expert_of(user)
    if expert is None:
        return
    if expert.is_member:
        yield from _member(expert)
        return
    live = (states.DRAFT, states.APPLIED, states.UNDER_REVIEW)
    for candidacy in expert.candidacies.filter(state__in=live).select_related("call"):
        yield _candidacy(candidacy, language)


def _candidacy(candidacy: Candidacy, language: str) -> Waiting:
    draft = candidacy.state == states.DRAFT
    return Waiting(
        title=_("Write your application to the Expert Facility")
        if draft
        else _("Your application to the Expert Facility: %(state)s") % {"state": running(candidacy.labels.person)},
        url=reverse("expertise:candidacy", args=[candidacy.call.slug]),
        context=call_title(candidacy.call_id, language),
        since=candidacy.state_changed_at,
        due=candidacy.call.closes_at if draft else None,
        mine=draft,
        whose="" if draft else _("the Secretariat"),
        next=str(candidacy.labels.next),
        action=_("Continue") if draft else _("Read"),
    )


def _member(expert: Expert) -> Iterator[Waiting]:
    today = timezone.localdate()
    due = add_months(expert.confirmed_on, 12) if expert.confirmed_on else today
    if today >= due - ASK_FROM:
        yield Waiting(
            title=_("Confirm your profile in the Expert Facility"),
            url=reverse("expertise:confirm"),
            context=_("Once a year; five minutes."),
            since=due - ASK_FROM,
            due=due,
            next=_("it stands with the others when experts are sought"),
            action=_("Confirm"),
        )
    if expert.availability_confirmed_on is None:
        yield Waiting(
            title=_("Say when you can work"),
            url=reverse("expertise:availability"),
            context=_("Until then you are matched as not available."),
            since=expert.state_changed_at,
            next=_("you are proposed for missions"),
            action=_("Say it"),
        )
    if expert.renewal_asked_at is not None:
        yield Waiting(
            title=_("Your request for another term"),
            url=reverse("expertise:home"),
            context=_("Expert Facility"),
            since=expert.renewal_asked_at,
            mine=False,
            whose=_("the Secretariat"),
            next=_("you are told by e-mail"),
        )
    elif may_ask_renewal(expert.term_ends_on, today):
        yield Waiting(
            title=_("Ask for another term in the Expert Facility, if you wish to go on"),
            url=reverse("expertise:home"),
            context=_("Your term ends."),
            due=expert.term_ends_on,
            action=_("Open"),
        )


def files(user: User, language: str) -> Iterator[FileRow]:
    """One line: the membership, or the profile of who is none."""
    expert = rules.expert_of(user) if may_come(user) else None
    if expert is None:
        return
    mine = expert.labels.turn == states.PERSON
    yield FileRow(
        title=_("Your profile in the Expert Facility"),
        url=reverse("expertise:home"),
        context=expert.name,
        stitch=expert.labels.stitch,
        words=str(expert.labels.person),
        turn=_("You") if mine else _("Nobody"),
        mine=mine,
        since=expert.state_changed_at,
        updated=expert.confirmed_on or expert.created_at,
    )
