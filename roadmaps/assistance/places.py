"""Where what a step must produce is made, and read once it is there: the page that this person may open."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.questions import reason_against
from portal.accounts.rules import is_of_party, is_staff_member

from ..models import Assistance

EXPERTS = {
    "TA2": ("roadmaps:assistance", _("Experts and missions")),
    "TA5": ("roadmaps:workshops", _("Capacity building")),
}
READERS = {**EXPERTS, "TA9": ("roadmaps:package", _("Final package"))}
PARTY = {
    "TA3": ("roadmaps:consultations", _("Consultations and participation")),
    "TA4": ("roadmaps:team", _("National team")),
    "TA6": ("roadmaps:check", _("Check, sign and validate")),
    "TA7": ("roadmaps:present", _("Note the public presentation")),
    "TA8": ("roadmaps:roadmap", _("National roadmap")),
}


def place_of(user: Any, assistance: Assistance, step: str, *, produced: bool) -> tuple[str, str] | None:
    """(address, words) of the page of the product of a step; None where this person has none to open."""
    iso3, reference = assistance.country.iso3.lower(), assistance.reference
    is_expert = bool(reason_against("roadmaps.read", user, assistance))
    for_all = EXPERTS if is_expert else READERS
    if step in for_all:
        page, words = for_all[step]
        part = ("#missions" if produced else "#needs") if step == "TA2" else ""
        return reverse(page, args=[reference]) + part, str(words)
    if produced and step in ("TA6", "TA7"):
        return reverse("roadmaps:public", args=[iso3]), str(_("National roadmap"))
    if is_expert:
        return None
    if step == "TA1":
        return _application(user, assistance)
    if is_of_party(user, assistance):
        page, words = PARTY[step]
        return reverse(page, args=[iso3]), str(words)
    return reverse("admin:roadmaps_national", args=[iso3]), str(_("National roadmap"))


def _application(user: Any, assistance: Assistance) -> tuple[str, str] | None:
    """The file that was evaluated, in the workspace or in the office."""
    if assistance.application is None:
        return None
    page = "applications:file" if is_of_party(user, assistance) else "admin:applications_file"
    may = is_of_party(user, assistance) or is_staff_member(user)
    words = _("Application %(ref)s") % {"ref": assistance.application.ref}
    return (reverse(page, args=[assistance.application.ref]), str(words)) if may else None
