"""What the log hangs up in the rooms below it: their ``record``, and the words of their verbs."""

from django.utils.translation import gettext_lazy as _

from portal.accounts import ports as accounts_ports
from portal.office import ports as office_ports
from portal.reference import ports as reference_ports

from . import personal, queries, services, verbs


def connect() -> None:
    """Register the log with accounts and reference, and the verbs of people and teams."""
    accounts_ports.record.register(services.record)
    accounts_ports.personal_data.register(personal.held)
    accounts_ports.erase.register(personal.erase)
    reference_ports.record.register(services.record)
    office_ports.record.register(services.record)
    office_ports.history_url.register(queries.history_url)
    verbs.register(
        {
            "office.added": _("added"),
            "office.changed": _("changed"),
            "office.deleted": _("deleted"),
            "person.created": _("opened the account"),
            "person.changed": _("changed the account"),
            "person.signed_out_everywhere": _("signed out everywhere"),
            "person.erased": _("erased the account"),
            "person.blocked": _("blocked the account"),
            "person.unblocked": _("opened the account again"),
            "role.granted": _("granted a role"),
            "role.ended": _("ended a role"),
        }
    )
    verbs.register(
        {
            "membership.claimed": _("asked to join the team"),
            "membership.confirmed": _("confirmed the place in the team"),
            "membership.refused": _("refused the claim"),
            "membership.ended": _("ended the place in the team"),
            "membership.deputy_made": _("made a deputy"),
            "membership.deputy_ended": _("ended the part of deputy"),
            "membership.handed_over": _("handed over the part of focal point"),
            "invitation.sent": _("invited a colleague"),
            "invitation.accepted": _("accepted the invitation"),
            "invitation.revoked": _("revoked the invitation"),
        },
        for_party=True,
    )
