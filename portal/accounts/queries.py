"""Named readings of people and teams."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.reference.models import CountryName

from .models import Invitation, Membership, Role, User


def people_with_role(*kinds: str) -> QuerySet[User]:
    """Active people who hold one of these roles now, by name."""
    return User.objects.filter(
        is_active=True, pk__in=Role.objects.filter(kind__in=kinds, ended_at=None).values("user_id")
    ).order_by("name_key", "id")


def officers_to_tell() -> QuerySet[User]:
    """Who is told of what the Secretariat has to look at."""
    return people_with_role(Role.Kind.OFFICER)


def team(country_id: int) -> QuerySet[Membership]:
    """The confirmed members of a Party's team: focal points, deputies, writers, signatories."""
    return (
        Membership.objects.filter(country_id=country_id, state=Membership.State.CONFIRMED)
        .select_related("user")
        .order_by("-is_focal", "-is_deputy", "-kind", "user__name_key", "id")
    )


def members_of(country_id: int, *kinds: str) -> QuerySet[User]:
    """The people of a Party's team, for messages; ``kinds`` restricts to writers or signatories."""
    places = Membership.objects.filter(country_id=country_id, state=Membership.State.CONFIRMED)
    if kinds:
        places = places.filter(kind__in=kinds)
    return User.objects.filter(is_active=True, pk__in=places.values("user_id")).order_by("name_key", "id")


def claims_waiting() -> QuerySet[Membership]:
    """Claims the Secretariat has not decided, the oldest first."""
    return (
        Membership.objects.filter(state=Membership.State.CLAIMED)
        .select_related("user", "country")
        .order_by("claimed_at", "id")
    )


def open_invitations(*, country_id: int | None = None, user: User | None = None) -> QuerySet[Invitation]:
    """Invitations still to be accepted: to a Party's team, or to one of a person's verified addresses."""
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
    if country_id is not None:
        rows = rows.filter(country_id=country_id)
    if user is not None:
        rows = rows.filter(Q(email__in=user.emailaddress_set.filter(verified=True).values("email")))
    return rows.select_related("country", "invited_by")


def party_name(language: str) -> Coalesce:
    """To annotate rows that have a ``country`` with its name in this language, for lists; else its code."""
    names = CountryName.objects.filter(country=OuterRef("country"), language=language)
    return Coalesce(Subquery(names.values("name")[:1]), F("country__iso3"))
