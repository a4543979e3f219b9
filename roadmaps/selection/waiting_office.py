"""What of selections and missions waits for officers, counted: one entry a kind of work, own countries left out."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.interests import countries_of
from portal.accounts.models import User
from portal.accounts.ports import Waiting
from portal.accounts.rules import is_officer

from ..models import Appraisal, Assistance, Mission, Need, Offer, Shortlist
from . import appraisals, queries, situation, states


def for_officers(user: User, language: str) -> Iterator[Waiting]:
    """Assistances to open, shortlists and offers to make, choices to confirm, missions to begin and to appraise."""
    if not is_officer(user):
        return
    closed = countries_of(user)
    yield from _to_open(closed)
    yield from _needs(closed)
    yield from _to_confirm(closed)
    yield from _missions(user, closed)


def _entry(number: int, title: str, url: str, since: Any, following: str, action: str, **more: Any) -> Waiting:
    return Waiting(
        title=title % {"number": number},
        url=url,
        context=_("Assistance"),
        since=since,
        next=following,
        action=action,
        **more,
    )


def _to_open(closed: frozenset[int]) -> Iterator[Waiting]:
    rows = queries.selected_without_assistance().exclude(country__in=closed).order_by()
    found = rows.aggregate(number=Count("pk"), since=Min("state_changed_at"))
    if found["number"]:
        title = ngettext("Open %(number)s assistance", "Open %(number)s assistances", found["number"])
        yield _entry(
            found["number"],
            title,
            reverse("admin:roadmaps_assistances") + "#to-open",
            found["since"],
            _("Experts are proposed for each need."),
            _("Open"),
        )


def _needs(closed: frozenset[int]) -> Iterator[Waiting]:
    """Open needs by what they wait for: no shortlist (or others asked for), or ranked and not offered."""
    lists = Shortlist.objects.filter(need=OuterRef("pk")).exclude(state=states.CLOSED)
    open_offer = Offer.objects.filter(need=OuterRef("pk"), state__in=states.OFFER.active)
    rows = (
        Need.objects.filter(state=Need.State.OPEN, assistance__state=Assistance.State.OPEN)
        .exclude(assistance__country__in=closed)
        .annotate(
            with_party=Exists(lists.filter(state=states.WITH_PARTY)),
            ranked=Exists(lists.filter(state=states.ANSWERED)),
            offered=Exists(open_offer),
        )
        .filter(with_party=False, offered=False)
        .order_by()
    )
    found = rows.aggregate(
        to_propose=Count("pk", filter=Q(ranked=False)),
        to_offer=Count("pk", filter=Q(ranked=True)),
        proposing_since=Min("created_at", filter=Q(ranked=False)),
        offering_since=Min("shortlists__state_changed_at", filter=Q(ranked=True)),
    )
    url = reverse("admin:roadmaps_assistances")
    if found["to_propose"]:
        yield _entry(
            found["to_propose"],
            ngettext(
                "Propose experts for %(number)s need", "Propose experts for %(number)s needs", found["to_propose"]
            ),
            f"{url}?view=propose",
            found["proposing_since"],
            _("The Party ranks them."),
            _("Propose"),
        )
    if found["to_offer"]:
        yield _entry(
            found["to_offer"],
            ngettext(
                "Make the offer for %(number)s ranked need",
                "Make the offers for %(number)s ranked needs",
                found["to_offer"],
            ),
            f"{url}?view=offer",
            found["offering_since"],
            _("The expert accepts or declines."),
            _("Offer"),
        )


def _to_confirm(closed: frozenset[int]) -> Iterator[Waiting]:
    rows = Offer.objects.filter(state=states.ACCEPTED, secretariat_at__isnull=True)
    found = rows.exclude(need__assistance__country__in=closed).aggregate(
        number=Count("pk"), since=Min("state_changed_at")
    )
    if found["number"]:
        yield _entry(
            found["number"],
            ngettext(
                "Confirm the choice of %(number)s expert", "Confirm the choice of %(number)s experts", found["number"]
            ),
            reverse("admin:roadmaps_assistances") + "?view=confirm",
            found["since"],
            _("With both confirmations the mission is made."),
            _("Confirm"),
        )


def _missions(user: User, closed: frozenset[int]) -> Iterator[Waiting]:
    """To begin, to appraise, and reports that are late: one query."""
    given = Appraisal.objects.filter(mission=OuterRef("pk"), side=appraisals.SECRETARIAT)
    rows = Mission.objects.exclude(Q(assistance__country__in=closed) | Q(expert__user=user.pk)).annotate(
        own=Exists(given)
    )
    prepared, late = Q(state=states.PREPARED), Q(state=states.UNDER_WAY, ends_on__lt=timezone.localdate())
    unmarked = Q(state=states.REPORTED, own=False)
    found = rows.order_by().aggregate(
        prepared=Count("pk", filter=prepared),
        prepared_since=Min("state_changed_at", filter=prepared),
        unmarked=Count("pk", filter=unmarked),
        unmarked_since=Min("state_changed_at", filter=unmarked),
        late=Count("pk", filter=late),
        late_since=Min("ends_on", filter=late),
    )
    url = reverse("admin:roadmaps_missions")
    if found["prepared"]:
        yield _entry(
            found["prepared"],
            ngettext("Prepare %(number)s mission", "Prepare %(number)s missions", found["prepared"]),
            f"{url}?state={states.PREPARED}",
            found["prepared_since"],
            _("The expert begins."),
            _("Prepare"),
        )
    if found["unmarked"]:
        yield _entry(
            found["unmarked"],
            ngettext("Appraise %(number)s mission", "Appraise %(number)s missions", found["unmarked"]),
            f"{url}?view=appraise",
            found["unmarked_since"],
            _("You read the appraisals of the others after giving yours."),
            _("Appraise"),
        )
    if found["late"]:
        yield _entry(
            found["late"],
            ngettext("%(number)s mission report is late", "%(number)s mission reports are late", found["late"]),
            f"{url}?view=late",
            found["late_since"],
            _("Remind them, or agree on another date."),
            _("Look"),
            mine=False,
            whose=situation.in_sentence(states.EXPERT),
        )
