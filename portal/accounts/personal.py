"""What this room holds on a person, given out on request."""

from typing import Any

from django.utils.translation import gettext as _

from .models import Membership, Role, User


def held(user: User) -> list[tuple[str, list[dict[str, Any]]]]:
    """The account, its addresses, roles and places in teams: three queries."""
    account = {
        _("Name"): user.name,
        _("E-mail address"): user.email,
        _("Addresses"): [row.email for row in user.emailaddress_set.all()],
        _("Language"): user.language,
        _("Time zone"): user.time_zone,
        _("Joined on"): user.joined_at,
    }
    roles = [
        {_("Role"): row.get_kind_display(), _("From"): row.granted_at, _("To"): row.ended_at or ""}
        for row in Role.objects.filter(user=user)
    ]
    places = [
        {
            _("Party"): row.country.iso3,
            _("Part in the team"): row.part,
            _("Institution"): row.institution,
            _("Function"): row.title,
            _("State"): row.get_state_display(),
            _("Since"): row.state_since,
        }
        for row in Membership.objects.filter(user=user).select_related("country")
    ]
    return [(_("Account"), [account]), (_("Roles"), roles), (_("Places in teams"), places)]
