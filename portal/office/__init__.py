"""The Secretariat's office: Django's admin on a site of our own, dressed in our look, grouped by job.

``from portal.office import site, register, OfficeModelAdmin, ReadOnlyAdmin, AutocompleteFilter, places``
"""

from . import places
from .admin_classes import OfficeModelAdmin, OfficeStackedInline, OfficeTabularInline, ReadOnlyAdmin, Tab, Tool
from .filters import AutocompleteFilter
from .sites import OfficeSite, register, site

__all__ = [
    "AutocompleteFilter",
    "OfficeModelAdmin",
    "OfficeSite",
    "OfficeStackedInline",
    "OfficeTabularInline",
    "ReadOnlyAdmin",
    "Tab",
    "Tool",
    "places",
    "register",
    "site",
]
