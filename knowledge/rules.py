"""Who may do what with an entry; each question answers the reason why not.

The owner writes, together with the focal points of the Party the entry comes from; the knowledge editors and the
Secretariat read what was proposed. Nobody reads, publishes or declines what they wrote, or what comes from a country
they have a tie to.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from applications.interests import countries_of
from portal.accounts import rules as people
from portal.accounts import standing
from portal.accounts.models import Role
from portal.accounts.questions import question

from .models import Entry, SavedSearch, Version
from .models.entry import EntryQuerySet


def _entry(thing: Any) -> Entry | None:
    if isinstance(thing, Version):
        return thing.entry
    return thing if isinstance(thing, Entry) else None


def is_knowledge_editor(user: Any) -> bool:
    """A knowledge editor, or the Secretariat."""
    return bool(people.is_editor(user) or people.is_secretariat(user))


def _owns(user: Any, entry: Entry | None) -> bool:
    """The owner; a focal point of the Party, for what the Party proposes."""
    if entry is None or not getattr(user, "pk", None):
        return False
    if entry.owner_id == user.pk:
        return True
    of_party = entry.proposer == "party" and entry.country_id is not None
    return of_party and bool(people.is_focal_point(user, entry))


def _may_review(user: Any, thing: Any) -> str:
    if not is_knowledge_editor(user):
        return _("Only a knowledge editor or the Secretariat can do this.")
    entry = _entry(thing)
    if entry is None:
        return ""
    if entry.owner_id == user.pk:
        return _("You wrote this entry: a colleague must do this.")
    if entry.country_id in countries_of(user):
        return _("You have a tie to this country: a colleague must do this.")
    return ""


@question("knowledge.start_entry")
def start_entry(user: Any, thing: Any = None) -> str:
    """Begin an entry: whoever has an account."""
    return "" if getattr(user, "is_authenticated", False) and user.is_active else _("Sign in first.")


@question("knowledge.write_entry")
def write_entry(user: Any, thing: Any = None) -> str:
    """Write an entry, translate it, propose it: its owner, a focal point of its Party, an editor for those of
    the Secretariat."""
    entry = _entry(thing)
    if _owns(user, entry):
        return ""
    if entry is not None and entry.proposer == "secretariat" and is_knowledge_editor(user):
        return ""
    return _("Only the owner of the entry can do this.")


@question("knowledge.translate_entry")
def translate_entry(user: Any, thing: Any = None) -> str:
    """Write it in a further language: the owner, and the editors."""
    return "" if is_knowledge_editor(user) else write_entry(user, thing)


@question("knowledge.propose_entry")
def propose_entry(user: Any, thing: Any = None) -> str:
    """Propose it to the editors: who writes it."""
    return write_entry(user, thing)


@question("knowledge.take_back_entry")
def take_back_entry(user: Any, thing: Any = None) -> str:
    """Take a proposal back before it is taken up: who writes it."""
    return write_entry(user, thing)


@question("knowledge.read_entry")
def read_entry(user: Any, thing: Any = None) -> str:
    """Read what is not public: who writes it, the people of its Party, the editors."""
    if not write_entry(user, thing) or is_knowledge_editor(user):
        return ""
    entry = _entry(thing)
    if entry is not None and entry.proposer == "party" and people.is_of_party(user, entry):
        return ""
    return _("You do not see this entry.")


@question("knowledge.consent")
def consent(user: Any, thing: Any = None) -> str:
    """Give the agreement of the country: a focal point or the signatory of its Party."""
    entry = _entry(thing)
    if entry is not None and (people.is_focal_point(user, entry) or people.is_signatory(user, entry)):
        return ""
    return _("Only a focal point or the signatory of the Party can give its agreement.")


@question("knowledge.note_consent")
def note_consent(user: Any, thing: Any = None) -> str:
    """Note an agreement that came by letter, with its reference: an editor."""
    return _may_review(user, thing)


@question("knowledge.review_entry")
def review_entry(user: Any, thing: Any = None) -> str:
    """Take up, read, ask for changes, decline: an editor who did not write it and has no tie to the country."""
    return _may_review(user, thing)


@question("knowledge.publish_entry")
def publish_entry(user: Any, thing: Any = None) -> str:
    """Do the second reading and publish: an editor who did not do the first."""
    reason = _may_review(user, thing)
    if reason:
        return reason
    entry = _entry(thing)
    if entry is None:
        return ""
    first = entry.versions.filter(frozen_at=None, readings__order=1).values_list("readings__reader", flat=True)
    if user.pk in first:
        return _("You did the first reading: a second person must publish it.")
    return ""


@question("knowledge.withdraw_entry")
def withdraw_entry(user: Any, thing: Any = None) -> str:
    """Withdraw it: who writes it, and the editors."""
    return "" if is_knowledge_editor(user) else write_entry(user, thing)


@question("knowledge.confirm_entry")
def confirm_entry(user: Any, thing: Any = None) -> str:
    """Confirm once a year that it still holds: who writes it."""
    return write_entry(user, thing)


@question("knowledge.tell_reuse")
def tell_reuse(user: Any, thing: Any = None) -> str:
    """Tell that a Party used an entry: one of its focal points. Asked with the country."""
    return "" if people.is_focal_point(user, thing) else _("Only a focal point of the Party can do this.")


@question("knowledge.edit_office")
def edit_office(user: Any, thing: Any = None) -> str:
    """See the office of the knowledge base, handle messages of readers, choose for other pages: the editors."""
    return "" if is_knowledge_editor(user) else _("Only a knowledge editor or the Secretariat can do this.")


def entries_of(user: Any) -> EntryQuerySet:
    """The entries this person writes or reads with the Party."""
    if not getattr(user, "pk", None):
        return Entry.objects.none()
    mine = Q(owner=user.pk)
    parties = standing.of(user).parties
    if parties:
        mine |= Q(proposer="party", country__in=parties)
    return Entry.objects.filter(mine)


def proposer_of(user: Any, country_id: int | None) -> str:
    """As whom this person proposes: for a Party of theirs, for the Secretariat, as an expert of the Facility, or
    for civil society."""
    if country_id is not None and people.is_focal_point(user, country_id):
        return "party"
    if is_knowledge_editor(user):
        return "secretariat"
    return "expert" if standing.has_role(user, Role.Kind.EXPERT) else "civil_society"


@question("knowledge.save_search")
def save_search(user: Any, thing: Any = None) -> str:
    """Keep a search: whoever has an account."""
    return start_entry(user)


@question("knowledge.change_search")
def change_search(user: Any, thing: Any = None) -> str:
    """Open, rename or delete a saved search: its person alone."""
    own = isinstance(thing, SavedSearch) and user.is_authenticated and user.is_active and thing.user_id == user.pk
    return "" if own else _("You do not see this search.")
