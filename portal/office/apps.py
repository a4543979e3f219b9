from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The Secretariat's office: the admin site, its places and its base classes."""

    name = "portal.office"
    label = "office"
