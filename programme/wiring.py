"""What this floor hangs up in the rooms below it, once, at start."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import is_field_office, is_staff_member
from portal.activity import verbs
from portal.office import places
from portal.reference import ports as reference
from portal.ui import nav, pages

from .workspace import wiring as workspace


def _country_page(iso3: str) -> str:
    return reverse("programme:country", args=[iso3.lower()])


def _activity_page(code: str) -> str:
    return reverse("programme:activity", args=[code])


def connect() -> None:
    """Join the reference data to the pages and to the log, and name the public pages in the menus."""
    reference.content_version.register(pages.content_version)
    reference.bump_content.register(pages.bump_content)
    reference.may_correct.register(is_staff_member)
    reference.country_page.register(_country_page)
    reference.activity_page.register(_activity_page)
    verbs.register(
        {
            "reference.added": _("added to the reference data"),
            "reference.corrected": _("corrected the reference data"),
            "reference.loaded": _("refreshed the reference data from its files"),
        }
    )
    workspace.connect()
    readers = is_staff_member | is_field_office
    places.register("settings", _("Countries"), "admin:reference_country_changelist", readers, order=60)
    places.register("settings", _("Vocabulary"), "admin:reference_term_changelist", readers, order=61)
    nav.register("main", _("Open Roadmap"), "programme:roadmap", order=20)
    nav.register("enter", _("Search"), "programme:search", order=10)
    nav.register("main", _("Countries"), "programme:countries", order=30)
    nav.register("foot", _("Open Roadmap"), "programme:roadmap", order=40, group=_("Data"))
    nav.register("foot", _("Countries"), "programme:countries", order=41, group=_("Data"))
    nav.register("foot", _("Countries as a file (CSV)"), "programme:countries_csv", order=42, group=_("Data"))
    nav.register("help", _("Help"), "programme:help")
    nav.register("foot", _("Help"), "programme:help", order=89, group=_("This site"))
    nav.register("foot", _("Accessibility"), "programme:accessibility", order=90, group=_("This site"))
    nav.register("foot", _("Privacy"), "programme:privacy", order=91, group=_("This site"))
