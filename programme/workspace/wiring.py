"""The workspace's places in the menus."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts import rules, standing
from portal.ui import nav


def has_team(user: Any) -> bool:
    """A confirmed member of some Party's team."""
    return bool(user.is_authenticated and standing.of(user).parties)


def enters_office(user: Any) -> bool:
    """Who works in the Secretariat's office."""
    return bool(user.is_authenticated and rules.may_enter_office(user))


def connect() -> None:
    """Register the pages of the workspace."""
    nav.register("enter", _("My workspace"), "programme:workspace")
    nav.register("workspace", _("Waiting for you"), "programme:workspace", order=10)
    nav.register("workspace", _("Team"), "programme:teams", order=80, when=has_team)
    nav.register("workspace", _("Office"), "admin:index", order=90, when=enters_office)
    nav.register("account", _("My account"), "programme:account")
