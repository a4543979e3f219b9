"""What waits for a person in this room: claims to decide, one's own claim under way, invitations."""

from collections.abc import Iterator

import rules
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.reference.queries import country_names

from . import standing
from .models import Membership, User
from .ports import Waiting
from .queries import claims_waiting, open_invitations


def claims_to_decide(user: User, language: str) -> Iterator[Waiting]:
    """For the Secretariat: all open claims as one line, dated by the oldest."""
    if not rules.has_perm("accounts.decide_claims", user):
        return
    dates = list(claims_waiting().exclude(user=user).values_list("claimed_at", flat=True)[:100])
    if not dates:
        return
    number = len(dates)
    yield Waiting(
        title=_("Confirm who speaks for a Party"),
        url=f"{reverse('admin:accounts_membership_changelist')}?state__exact=claimed",
        context=ngettext("%(number)s claim waits.", "%(number)s claims wait.", number) % {"number": number},
        since=dates[0],
        action=_("Decide"),
        next=_("the person is told by e-mail"),
    )


def claims_under_way(user: User, language: str) -> Iterator[Waiting]:
    """For a newcomer: the claim lies with the Secretariat."""
    if not standing.of(user).claimed:
        return
    names = country_names(language)
    for place in Membership.objects.filter(user=user, state=Membership.State.CLAIMED):
        yield Waiting(
            title=_("Your request to speak for %(party)s") % {"party": names.get(place.country_id, "")},
            url=reverse("accounts:claim"),
            context=place.institution,
            since=place.claimed_at,
            mine=False,
            whose=_("the Secretariat"),
            next=_("you are told by e-mail"),
        )


def invitations_received(user: User, language: str) -> Iterator[Waiting]:
    """Invitations to one of the person's verified addresses."""
    names = country_names(language)
    for row in open_invitations(user=user):
        yield Waiting(
            title=_("Accept the invitation to the team of %(party)s") % {"party": names.get(row.country_id, "")},
            url=reverse("accounts:invitations"),
            context=row.institution,
            since=row.invited_at,
            due=row.expires_at,
            next=_("you join the team"),
            action=_("Accept"),
        )
