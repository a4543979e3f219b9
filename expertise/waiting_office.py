"""What waits for the Secretariat and, of the community, for experts."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.accounts.ports import Waiting
from portal.accounts.rules import is_head, is_officer

from . import states
from .filters_office import TO_CHECK, TO_DECIDE, TO_OPEN, of_turn
from .models import Candidacy, ContactRequest, Mailing
from .queries_community import titles_of, waiting_invitations
from .rules import expert_of


def _listed(view: str) -> str:
    return f"{reverse('admin:expertise_candidacies')}?view={view}"


def _not_involved(user: User) -> Q:
    """Applications the person neither wrote nor nominated somebody for."""
    return ~Q(expert__user=user) & ~Q(pk__in=Candidacy.objects.filter(nominations__nominated_by=user).values("pk"))


def for_officers(user: User, language: str) -> Iterator[Waiting]:
    """Applications to open and to check, requests to read, messages prepared and not let go."""
    if not is_officer(user):
        return
    mine = Candidacy.objects.filter(state__in=[states.APPLIED, states.UNDER_REVIEW]).filter(_not_involved(user))
    found = mine.aggregate(
        opened=Count("pk", filter=of_turn(TO_OPEN)),
        opened_since=Min("state_changed_at", filter=of_turn(TO_OPEN)),
        checked=Count("pk", filter=of_turn(TO_CHECK)),
        checked_since=Min("state_changed_at", filter=of_turn(TO_CHECK)),
    )
    if number := found["opened"]:
        title = ngettext(
            "Open the review of %(number)s application of an expert",
            "Open the review of %(number)s applications of experts",
            number,
        )
        yield Waiting(
            title=title % {"number": number},
            url=_listed(TO_OPEN),
            context=_("Expert Facility"),
            since=found["opened_since"],
            next=_("Each rule is checked."),
            action=_("Open"),
        )
    if number := found["checked"]:
        title = ngettext(
            "Check %(number)s application of an expert and propose",
            "Check %(number)s applications of experts and propose",
            number,
        )
        yield Waiting(
            title=title % {"number": number},
            url=_listed(TO_CHECK),
            context=_("Expert Facility"),
            since=found["checked_since"],
            next=_("The head decides."),
            action=_("Check"),
        )
    yield from _requests()
    yield from _mailings()


def _requests() -> Iterator[Waiting]:
    found = ContactRequest.objects.filter(state=ContactRequest.State.NEW).aggregate(
        number=Count("pk"), since=Min("sent_at")
    )
    if number := found["number"]:
        title = ngettext(
            "Pass on %(number)s request to reach an expert", "Pass on %(number)s requests to reach experts", number
        )
        yield Waiting(
            title=title % {"number": number},
            url=f"{reverse('admin:expertise_contactrequest_changelist')}?state__exact=new",
            context=_("Expert Facility"),
            since=found["since"],
            next=_("The expert answers, or not."),
            action=_("Read"),
        )


def _mailings() -> Iterator[Waiting]:
    found = Mailing.objects.filter(state=Mailing.State.DRAFT).aggregate(number=Count("pk"), since=Min("prepared_at"))
    if number := found["number"]:
        title = ngettext(
            "Let go or stop %(number)s message to experts", "Let go or stop %(number)s messages to experts", number
        )
        yield Waiting(
            title=title % {"number": number},
            url=f"{reverse('admin:expertise_mailing_changelist')}?state__exact=draft",
            context=_("Expert Facility"),
            since=found["since"],
            next=_("The mails leave."),
            action=_("Look"),
        )


def for_head(user: User, language: str) -> Iterator[Waiting]:
    """Proposals to decide; those the head wrote or is involved in are left out."""
    if not is_head(user):
        return
    found = (
        Candidacy.objects.filter(of_turn(TO_DECIDE), _not_involved(user))
        .exclude(proposed_by=user)
        .aggregate(number=Count("pk"), since=Min("proposed_at"))
    )
    if number := found["number"]:
        title = ngettext(
            "Decide %(number)s application of an expert", "Decide %(number)s applications of experts", number
        )
        yield Waiting(
            title=title % {"number": number},
            url=_listed(TO_DECIDE),
            context=_("Expert Facility"),
            since=found["since"],
            next=_("The person is told and gets a letter."),
            action=_("Decide"),
        )


def for_experts(user: User, language: str) -> Iterator[Waiting]:
    """Invitations to meetings and trainings still to be answered, until they begin."""
    expert = expert_of(user)
    if expert is None:
        return
    rows = list(waiting_invitations(expert))
    titles = titles_of((row.gathering_id for row in rows), language)
    for row in rows:
        yield Waiting(
            title=_("Say whether you come: %(title)s") % {"title": titles.get(row.gathering_id, "")},
            url=reverse("expertise:gathering", args=[row.gathering.code]),
            context=_("Community of experts"),
            since=None,
            due=row.gathering.starts_at,
            next=_("The Secretariat counts who takes part."),
            action=_("Answer"),
        )
