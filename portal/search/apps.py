from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The normaliser and the index, for every app that has something to be found."""

    name = "portal.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
