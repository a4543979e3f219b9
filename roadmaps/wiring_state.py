"""What this floor hangs up in the rooms below it, once, at start: the state of play."""

from django.utils.translation import gettext_lazy as _

from portal.ui import nav


def connect() -> None:
    """Name the public pages in the menus."""
    nav.register("main", _("Roadmaps"), "roadmaps:state", order=25)
    nav.register("foot", _("State of play of roadmaps"), "roadmaps:state", order=43, group=_("Data"))
    nav.register("foot", _("Roadmaps by activity"), "roadmaps:matrix", order=44, group=_("Data"))
