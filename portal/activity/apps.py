from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """The log of who did what to which record."""

    name = "portal.activity"
    label = "activity"

    def ready(self) -> None:
        from . import wiring

        wiring.connect()
