"""Named reads of experts for their own pages, and what others are shown of them; one query each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.accounts.models import User

from . import states
from .choices import DEFAULT_AUDIENCE, Audience, Part
from .closing import why_closed
from .models import Availability, Candidacy, DeclaredTie, Expert, ExpertCall, ExpertCallText, Nomination, Visibility
from .models.expert import ExpertQuerySet
from .months import STALE_AFTER, add_months


def with_freshness(experts: ExpertQuerySet, today: date | None = None) -> ExpertQuerySet:
    """Annotate ``is_stale``: never confirmed, or not for a year. Order by it first and such profiles sink."""
    edge = add_months(today or timezone.localdate(), -STALE_AFTER)
    return experts.annotate(
        is_stale=Case(
            When(Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=edge), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
    )


def with_language(experts: ExpertQuerySet) -> ExpertQuerySet:
    """Annotate ``writes_in``: the language of the last application that was sent, otherwise that of the account.

    A profile has no language of its own; what is known is the one in which its author was asked."""
    sent = Candidacy.objects.filter(expert=OuterRef("pk"), submitted_at__isnull=False).order_by("-submitted_at")
    return experts.annotate(writes_in=Coalesce(Subquery(sent.values("language")[:1]), F("user__language"), Value("")))


def readers_of(experts: Iterable[int]) -> dict[int, dict[Part, Audience]]:
    """Who reads each part, by expert, defaults filled in: one query."""
    found = {pk: {part: Audience(audience) for part, audience in DEFAULT_AUDIENCE.items()} for pk in experts}
    for pk, part, audience in Visibility.objects.filter(expert__in=found).values_list("expert", "part", "audience"):
        found[pk][Part(part)] = Audience(audience)
    return found


def parts_for(readers: Mapping[Part, Audience], audience: Audience) -> frozenset[Part]:
    """The parts an audience reads: the Secretariat all, Parties those for everybody too."""
    wider = {
        Audience.PUBLIC: {Audience.PUBLIC},
        Audience.PARTIES: {Audience.PUBLIC, Audience.PARTIES},
        Audience.SECRETARIAT: set(Audience),
    }[audience]
    return frozenset(part for part, chosen in readers.items() if chosen in wider)


def mine(user: Any) -> Expert | None:
    """The person's own row with what its pages read: one query."""
    return (
        Expert.objects.filter(user=user.pk, erased_at__isnull=True)
        .select_related("user", "profile", "residence")
        .first()
    )


def periods_from(expert: Expert, today: date | None = None) -> QuerySet[Availability]:
    """The periods that are not over, in order."""
    return expert.availabilities.filter(ends_on__gte=today or timezone.localdate()).order_by("starts_on", "pk")


def ties_of(expert: Expert) -> QuerySet[DeclaredTie]:
    """The open ties first, then those that ended."""
    return expert.ties.select_related("country").order_by("ended_at", "-declared_at", "-pk")


def candidacies_of(expert: Expert | None) -> list[Candidacy]:
    """Every application of a person, the latest first: one query."""
    if expert is None:
        return []
    return list(expert.candidacies.select_related("call").order_by("-created_at", "-pk"))


def candidacy_of(user: Any, slug: str) -> Candidacy | None:
    """The person's application in a call: the one that stands, else the last withdrawn. None when there is none."""
    rows = (
        Candidacy.objects.filter(expert__user=user.pk, expert__erased_at=None, call__slug=slug)
        .select_related("call", "expert__user", "expert__profile", "profile")
        .annotate(
            gone=Case(
                When(state=states.WITHDRAWN, then=Value(True)), default=Value(False), output_field=BooleanField()
            )
        )
    )
    return rows.order_by("gone", "-created_at", "-pk").first()


def open_calls() -> list[ExpertCall]:
    """The calls in which one can apply now, the one that closes first leading: one query."""
    calls = ExpertCall.objects.filter(state=ExpertCall.State.PUBLISHED)
    found = [call for call in calls if not why_closed(call)]
    return sorted(found, key=lambda call: (call.closes_at is None, call.closes_at or call.opens_at))


def titles_of(calls: Iterable[int], language: str) -> dict[int, str]:
    """Titles of calls by key, in a language, else in English: one query."""
    rows = ExpertCallText.objects.filter(call__in=set(calls), language__in={language, "en"}).values_list(
        "call_id", "language", "title"
    )
    return {call: title for call, _code, title in sorted(rows, key=lambda row: row[1] == language)}


def nominations_by(user: User) -> QuerySet[Nomination]:
    """The nominations a person made, the latest first."""
    return Nomination.objects.filter(nominated_by=user).select_related("call", "country")


def nominations_to(user: User) -> QuerySet[Nomination]:
    """Nominations still to be answered, to one of the person's verified addresses."""
    return Nomination.objects.filter(
        state=Nomination.State.SENT,
        expires_at__gt=timezone.now(),
        email__in=user.emailaddress_set.filter(verified=True).values("email"),
    ).select_related("call", "country", "nominated_by")
