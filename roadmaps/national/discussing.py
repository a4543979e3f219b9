"""How a national roadmap is commented: by the people of its Party, the officers and the field office that covers it.

They read its drafts in the office; only the Party writes.
"""

from collections.abc import Iterable, Mapping

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import standing
from portal.accounts.models import User
from portal.accounts.queries import members_of
from portal.accounts.questions import reason_against
from portal.accounts.rules import is_staff_member
from portal.collaboration.ports import Discussed, Place
from portal.reference.queries import term_map

from ..models import Edition, Roadmap
from ..sections import SECTIONS
from .notices import address_of, party_name
from .queries import latest_edition, open_edition
from .rules import roadmaps_in_office


def item_place(activity: str) -> str:
    """The code of the page of an activity."""
    return f"item-{activity}"


def measure_place(key: str) -> str:
    """The code of the page of a measure; it is the same in every edition."""
    return f"measure-{key}"


def why_not(user: User, roadmap: Roadmap) -> str:
    """Why this person may not comment it now; "" when they may."""
    reason = reason_against("roadmaps.comment_roadmap", user, roadmap)
    if reason:
        return reason
    if open_edition(roadmap) is None:
        return _("This edition is validated and no longer changes. Open the next edition to go on.")
    return ""


def places(roadmap: Roadmap, language: str) -> Mapping[str, Place]:
    """Its sections, then each activity followed by its measures: three queries."""
    edition = latest_edition(roadmap)
    iso3 = address_of(roadmap)
    words = term_map("activity", language)
    with translation.override(language):
        found = {
            section.code: Place(str(section.title), reverse("roadmaps:section", args=[iso3, section.code]))
            for section in SECTIONS
        }
        for item in edition.items.prefetch_related("measures"):
            called = f"{item.activity} {words[item.activity].text}" if item.activity in words else item.activity
            found[item_place(item.activity)] = Place(called, reverse("roadmaps:item", args=[iso3, item.activity]))
            for one in item.measures.all():
                title = f"{item.activity} · {one.title or _('Measure without a title')}"
                found[measure_place(one.key)] = Place(title, reverse("roadmaps:measure", args=[iso3, one.key]))
    return found


def name(roadmap: Roadmap, language: str) -> str:
    """What it is called in a message."""
    with translation.override(language):
        return _("National roadmap of %(party)s") % {"party": party_name(roadmap, language)}


def team(roadmap: Roadmap) -> Iterable[User]:
    """Who is told of a comment."""
    return members_of(roadmap.country_id)


def written_by(user: User) -> QuerySet[Roadmap]:
    """The roadmaps this person writes now."""
    return Roadmap.objects.filter(
        country__in=standing.of(user).writer_of,
        is_current=True,
        pk__in=Edition.objects.filter(frozen_at=None).values("roadmap"),
    )


COMMENTS = Discussed(
    model=Roadmap,
    places=places,
    name=name,
    why_not=why_not,
    reads=lambda user, roadmap: rules.test_rule("roadmaps.read_comments", user, roadmap),
    writes=lambda user, roadmap: rules.test_rule("roadmaps.write_roadmap", user, roadmap),
    team=team,
    written_by=written_by,
    address=("roadmaps:comments", lambda roadmap: [address_of(roadmap)]),
    in_office=roadmaps_in_office,
    may_look=lambda user: is_staff_member(user) or bool(standing.of(user).field_countries),
)
