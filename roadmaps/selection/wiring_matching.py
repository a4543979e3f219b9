"""What this floor hangs up in the rooms below it, once, at start: load, track record, matching, roster health."""

from django.utils.translation import gettext_lazy as _

from expertise import ports as expertise_ports
from portal.accounts.rules import is_staff_member
from portal.activity import verbs
from portal.office import places
from portal.ui import nav

from . import load


def connect() -> None:
    """Answer for the load and the track record of experts; places in the office and the page of the method."""
    expertise_ports.load.register(load.load)
    expertise_ports.track_record.register(load.track_record)
    verbs.register({"matching.weight_changed": _("changed a weight of the matching")})

    def in_secretariat(user: object) -> bool:
        return bool(is_staff_member(user))

    places.register("experts", _("Matching"), "admin:roadmaps_matching", in_secretariat, order=50)
    places.register("experts", _("Several needs at once"), "admin:roadmaps_assignment", in_secretariat, order=51)
    places.register("experts", _("Health of the roster"), "admin:roadmaps_health", in_secretariat, order=45)
    places.register("experts", _("Weights of the matching"), "admin:roadmaps_weights", in_secretariat, order=55)
    nav.register("foot", _("How experts are matched"), "roadmaps:matching_method", order=46, group=_("Data"))
